/** Orders a drug, or changes one, in the dock: the drug, the dose as one types it, Ctrl+Enter. The rest is there for those who need it. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { byRoute, type CatalogueDrug, drugOfOrder } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useMemo, useState } from 'react';
import type { Chart } from '../../../chart/chart.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { AlertList, HiddenNote } from '../ordering/alert-list.tsx';
import { withAsked } from '../ordering/alerts-asked.ts';
import { alertsFor } from '../ordering/drug-situation.ts';
import { orderBundle, type Reasons, unanswered } from '../ordering/order-bundle.ts';
import { orderingTexts } from '../ordering/texts.ts';
import { useAnswered } from '../ordering/use-answered.ts';
import { useOrdering } from '../ordering/use-ordering.ts';
import { DoseTold } from './dose-told.tsx';
import { DrugSearch } from './drug-search.tsx';
import { prescribeTexts } from './texts.ts';
import '../ordering/ordering.css';

interface Form {
  drug: CatalogueDrug | undefined;
  dose: string;
  reason: string;
  evaluateBy: string;
  changeReason: string;
  reasons: Reasons;
}

const empty: Form = { drug: undefined, dose: '', reason: '', evaluateBy: '', changeReason: '', reasons: {} };

export default function Prescribe({ patientId, args, takesFocus, close }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(prescribeTexts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const before = chart.medicationRequests.find(({ id }) => id !== undefined && id === args['order']);
  const draft = chart.medicationRequests.find(
    ({ id, status }) => id !== undefined && id === args['draft'] && status === 'draft',
  );
  const stillOpen = useAnswered(patientId);
  const [form, setForm] = useState<Form>(() => startOf(before ?? draft));
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState<'signed' | 'drafted'>();
  const alertsOf = (of: MedicationRequest) =>
    withAsked(stillOpen(alertsFor(of, chart, { without: [before?.id, draft?.id] }), of), hand.asked, of);
  const change = (part: Partial<Form>) => setForm((now) => ({ ...now, ...part }));
  const typed = useMemo(
    () => (form.dose.trim() === '' ? undefined : readTypedDose(form.dose, form.drug?.dosed)),
    [form.dose, form.drug],
  );
  const dosages =
    typed !== undefined && 'dosages' in typed && form.drug ? byRoute(typed.dosages, form.drug) : undefined;
  const order = form.drug && orderFrom(form, form.drug, { dosages, before, draft, chart }, hand.ordering());
  const alerts = order === undefined ? [] : alertsOf(order);
  const missing = [
    ...(form.drug === undefined ? [t.drugMissing] : []),
    ...(form.drug !== undefined && form.dose.trim() === '' ? [t.doseMissing] : []),
    ...(before !== undefined && form.changeReason.trim() === '' ? [t.changeMissing] : []),
    ...(form.evaluateBy !== '' && !/^\d{4}-\d\d-\d\d$/.test(form.evaluateBy) ? [t.badDate] : []),
  ];
  const save = async (status: 'active' | 'draft') => {
    setTried(true);
    hand.setProblems(missing);
    if (missing.length > 0 || order === undefined || dosages === undefined) return;
    if (status === 'active' && unanswered(alerts, form.reasons).length > 0) return;
    const ended = before && { before: { order: before, status: 'stopped' as const, reason: form.changeReason.trim() } };
    const bundle = orderBundle(
      [{ order: { ...order, status }, alerts: status === 'active' ? alerts : [], ...ended, ...(draft && { draft }) }],
      form.reasons,
      hand.ordering(),
      newUrn,
    );
    if (await hand.send(bundle)) setDone(status === 'active' ? 'signed' : 'drafted');
  };
  const again = () => {
    setForm(empty);
    setTried(false);
    setDone(undefined);
  };
  const submit = hand.mayPrescribe ? 'active' : 'draft';
  if (done !== undefined) {
    return (
      <DockDone
        actions={
          <>
            {before === undefined && draft === undefined ? <Button onPress={again}>{t.another}</Button> : null}
            <Button tone="primary" autoFocus onPress={close}>
              {t.close}
            </Button>
          </>
        }
      >
        <output>
          {t[done]} {form.drug?.name}
        </output>
      </DockDone>
    );
  }
  return (
    <DockForm
      label={t.form}
      onSend={() => void save(submit)}
      problems={hand.problems}
      actions={
        <>
          <Button onPress={close}>{t.cancel}</Button>
          {hand.mayPrescribe && before === undefined ? (
            <Button onPress={() => void save('draft')}>{t.draft}</Button>
          ) : null}
          <Button tone="primary" keys="Ctrl Enter" onPress={() => void save(submit)}>
            {hand.isSending ? t.signing : submit === 'active' ? t.sign : t.draft}
          </Button>
        </>
      }
    >
      {before ? <p className="quiet">{t.changes(textOfConcept(before.medicationCodeableConcept))}</p> : null}
      {form.drug === undefined ? (
        <DrugSearch
          autoFocus={takesFocus}
          error={isTried ? t.drugMissing : undefined}
          onChoose={(drug) => change({ drug })}
        />
      ) : (
        <p className="drug-chosen">
          <strong>{form.drug.name}</strong>
          {before ? null : (
            <Button tone="quiet" onPress={() => change({ drug: undefined })}>
              {t.other}
            </Button>
          )}
        </p>
      )}
      {form.drug === undefined ? null : (
        <TextField
          label={t.dose}
          help={t.doseHelp}
          value={form.dose}
          onChange={(dose) => change({ dose })}
          autoFocus
          autoComplete="off"
        />
      )}
      {typed === undefined ? null : <DoseTold typed={typed} drug={form.drug?.dosed} start={today()} />}
      <AlertList
        alerts={alerts}
        reasons={form.reasons}
        isTried={isTried}
        onReason={(key, reason) => change({ reasons: { ...form.reasons, [key]: reason } })}
      />
      {form.drug === undefined ? null : (
        <>
          {before ? (
            <TextField
              label={t.changeReason}
              value={form.changeReason}
              onChange={(changeReason) => change({ changeReason })}
              isRequired
            />
          ) : null}
          <TextField label={t.reason} value={form.reason} onChange={(reason) => change({ reason })} />
          <TextField
            label={t.evaluateBy}
            value={form.evaluateBy}
            onChange={(evaluateBy) => change({ evaluateBy })}
            placeholder="ÅÅÅÅ-MM-DD"
          />
        </>
      )}
      <HiddenNote chart={chart} />
      {hand.mayPrescribe ? null : <p className="quiet">{t.draftOnly}</p>}
    </DockForm>
  );
}

function startOf(before: MedicationRequest | undefined): Form {
  if (before === undefined) return empty;
  const dose = doseText(before.dosageInstruction);
  return {
    ...empty,
    drug: drugOfOrder(before),
    dose: dose.source === 'structured' ? dose.text : '',
    reason: before.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
  };
}

function orderFrom(
  { reason, evaluateBy }: Form,
  drug: CatalogueDrug,
  {
    dosages,
    before,
    draft,
    chart,
  }: {
    dosages: MedicationRequest['dosageInstruction'];
    before: MedicationRequest | undefined;
    draft: MedicationRequest | undefined;
    chart: Chart;
  },
  ordering: Parameters<typeof orderOf>[1],
): MedicationRequest {
  const order = orderOf(
    {
      medicationCodeableConcept: drug.concept,
      dosageInstruction: dosages ?? [],
      ...(reason.trim() && { reasonCode: [{ text: reason.trim() }] }),
      ...(evaluateBy && { evaluateBy }),
      dispenseRequest: { validityPeriod: { start: today() } },
    },
    { ...ordering, patientId: chart.patient.id },
  );
  if (draft !== undefined) return { ...draft, ...order };
  return {
    ...order,
    ...(before && {
      priorPrescription: { reference: `MedicationRequest/${before.id ?? ''}` },
      ...(before.detectedIssue && { detectedIssue: before.detectedIssue }),
    }),
  };
}

const newUrn = (): string => `urn:uuid:${crypto.randomUUID()}`;
