/** Orders a drug, or changes one, in the dock: the drug, the dose as one types it, Ctrl+Enter. The rest is there for those who need it. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { goingOn } from '@vardkedjan/care/clinical/prescriptions/going-on.ts';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { asksForTwo } from '@vardkedjan/care/clinical/giving/administration.ts';
import { byRoute, type CatalogueDrug, drugOfOrder } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useMemo, useState } from 'react';
import type { Chart } from '../../../chart/chart.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import { AlertList, HiddenNote } from '../../../drug-orders/alert-list.tsx';
import { withAsked } from '../../../drug-orders/alerts-asked.ts';
import { mayBeNone, orderBundle, type Reasons, unanswered, withNoneKnown } from '../../../drug-orders/order-bundle.ts';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { useDrugAlerts } from '../../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import { DoseTold } from '../../../drug-orders/dose-told.tsx';
import { PinThis } from '../../../often-ordered/pinned.tsx';
import { useCountOrdered } from '../../../often-ordered/queries.ts';
import { DrugSearch } from '../../../drug-orders/drug-search.tsx';
import { doseTexts } from '../../../drug-orders/dose-texts.ts';
import { prescribeTexts } from './texts.ts';
import '../../../drug-orders/ordering.css';

interface Form {
  drug: CatalogueDrug | undefined;
  dose: string;
  reason: string;
  evaluateBy: string;
  twoSign: boolean;
  changeReason: string;
  reasons: Reasons;
}

const empty: Form = {
  drug: undefined,
  dose: '',
  reason: '',
  evaluateBy: '',
  twoSign: false,
  changeReason: '',
  reasons: {},
};

export default function Prescribe({ patientId, args, takesFocus }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(doseTexts), ...useTexts(prescribeTexts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const countOrdered = useCountOrdered('drug');
  const before = chart.medicationRequests.find(({ id }) => id !== undefined && id === args['order']);
  const draft = chart.medicationRequests.find(
    ({ id, status }) => id !== undefined && id === args['draft'] && status === 'draft',
  );
  const alertsFor = useDrugAlerts(patientId);
  const kept = useDockForm(startOf(before ?? draft));
  const { fields: form, change } = kept;
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState<{ what: 'signed' | 'drafted'; name: string }>();
  const alertsOf = (of: MedicationRequest) =>
    withAsked(alertsFor(of, chart, { without: [before?.id, draft?.id] }), hand.asked, of);
  const typed = useMemo(
    () => (form.dose.trim() === '' ? undefined : readTypedDose(form.dose, form.drug?.dosed)),
    [form.dose, form.drug],
  );
  const dosages =
    typed !== undefined && 'dosages' in typed && form.drug ? byRoute(typed.dosages, form.drug) : undefined;
  const order = form.drug && orderFrom(form, form.drug, { dosages, before, draft, chart }, hand.ordering());
  const alerts = order === undefined ? [] : alertsOf(order);
  // What follows on an order is of that patient; a favourite is of the catalogue.
  const isOfCatalogue = before === undefined && draft === undefined && form.drug?.id !== 'free';
  const pin =
    form.drug && dosages && isOfCatalogue
      ? ({ kind: 'drug', code: form.drug.id, dose: form.dose.trim() } as const)
      : undefined;
  const missing = [
    ...(form.drug === undefined ? [t.drugMissing] : []),
    ...(form.drug !== undefined && form.dose.trim() === '' ? [t.doseMissing] : []),
    ...(before !== undefined && form.changeReason.trim() === '' ? [t.changeMissing] : []),
    ...(form.evaluateBy !== '' && !/^\d{4}-\d\d-\d\d$/.test(form.evaluateBy) ? [t.badDate] : []),
  ];
  const save = async (status: 'active' | 'draft', screen: PatientOnScreen, answers = form.reasons) => {
    setTried(true);
    hand.setProblems(missing);
    if (missing.length > 0 || order === undefined || dosages === undefined) return false;
    if (status === 'active' && unanswered(alerts, answers).length > 0) return false;
    const ended = before && { before: { order: before, status: 'stopped' as const, reason: form.changeReason.trim() } };
    const bundle = orderBundle(
      [{ order: { ...order, status }, alerts: status === 'active' ? alerts : [], ...ended, ...(draft && { draft }) }],
      answers,
      hand.ordering(),
      newUrn,
    );
    const isTaken = await hand.send(bundle, screen);
    if (isTaken) setDone({ what: status === 'active' ? 'signed' : 'drafted', name: form.drug?.name ?? '' });
    if (isTaken && status === 'active' && form.drug) void countOrdered([form.drug.id]);
    return isTaken;
  };
  const saveDraft = () => kept.send((screen) => save('draft', screen));
  const again = () => {
    setTried(false);
    setDone(undefined);
  };
  const submit = hand.mayPrescribe ? 'active' : 'draft';
  if (done !== undefined) {
    return (
      <DockDone
        actions={before === undefined && draft === undefined ? <Button onPress={again}>{t.another}</Button> : null}
      >
        <output>
          {t[done.what]} {done.name}
        </output>
      </DockDone>
    );
  }
  return (
    <DockForm
      label={t.form}
      draft={kept}
      onSend={(screen) => save(submit, screen)}
      send={submit === 'active' ? t.sign : t.draft}
      sending={t.signing}
      isSending={hand.isSending}
      problems={hand.problems}
      answering={
        submit === 'active' && mayBeNone(alerts, chart.allergies)
          ? { label: t.signNoneKnown, onSend: (screen) => save('active', screen, withNoneKnown(form.reasons)) }
          : undefined
      }
      more={
        hand.mayPrescribe && before === undefined ? <Button onPress={() => void saveDraft()}>{t.draft}</Button> : null
      }
    >
      {before ? <p className="quiet">{t.changes(textOfConcept(before.medicationCodeableConcept))}</p> : null}
      {form.drug === undefined ? (
        <DrugSearch
          autoFocus={takesFocus}
          error={isTried ? t.drugMissing : undefined}
          onChoose={(drug, dose = form.dose) => change({ drug, dose })}
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
      {pin === undefined ? null : <PinThis pin={pin} text={form.drug?.name ?? ''} />}
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
          <Besides form={form} onChange={change} />
        </>
      )}
      <HiddenNote chart={chart} />
      {hand.mayPrescribe ? null : <p className="quiet">{t.draftOnly}</p>}
    </DockForm>
  );
}

/** What an order says besides, when somebody wants it to. */
function Besides({ form, onChange }: { form: Form; onChange: (fields: Partial<Form>) => void }) {
  const t = { ...useTexts(orderingTexts), ...useTexts(prescribeTexts) };
  return (
    <>
      <TextField label={t.reason} value={form.reason} onChange={(reason) => onChange({ reason })} />
      <TextField
        label={t.evaluateBy}
        value={form.evaluateBy}
        onChange={(evaluateBy) => onChange({ evaluateBy })}
        placeholder="ÅÅÅÅ-MM-DD"
      />
      <label className="choice-of-one">
        <input
          type="checkbox"
          checked={form.twoSign}
          onChange={({ target }) => onChange({ twoSign: target.checked })}
        />
        <span>{t.twoSign}</span>
      </label>
    </>
  );
}

function startOf(before: MedicationRequest | undefined): Form {
  if (before === undefined) return empty;
  const dose = doseText(before.status === 'draft' ? before.dosageInstruction : goingOn(before));
  return {
    ...empty,
    drug: drugOfOrder(before),
    dose: dose.source === 'structured' ? dose.text : '',
    twoSign: asksForTwo(before),
    reason: before.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
  };
}

function orderFrom(
  { reason, evaluateBy, twoSign }: Form,
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
      twoSign,
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
