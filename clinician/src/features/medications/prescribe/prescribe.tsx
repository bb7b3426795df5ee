/** Orders a drug, or changes one, in the dock: the drug, the dose as one types it, Ctrl+Enter. The rest is there for those who need it. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { byRoute } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { courseEnd } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { asTaken } from '@vardkedjan/care/clinical/reconciliation/as-taken.ts';
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
import { useSession } from '../../../session/session-context.ts';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import { AlertList, HiddenNote } from '../../../drug-orders/alert-list.tsx';
import { withAsked } from '../../../drug-orders/alerts-asked.ts';
import { mayBeNone, orderBundle, unanswered, withNoneKnown } from '../../../drug-orders/order-bundle.ts';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { settingHere } from '../../../drug-orders/setting-here.ts';
import { useDrugAlerts } from '../../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import { DoseTold } from '../../../drug-orders/dose-told.tsx';
import { PinThis } from '../../../often-ordered/pinned.tsx';
import { useCountOrdered } from '../../../often-ordered/queries.ts';
import { DrugSearch } from '../../../drug-orders/drug-search.tsx';
import { doseTexts } from '../../../drug-orders/dose-texts.ts';
import { Besides } from './besides.tsx';
import { formFaults, type From, orderFrom, startOf } from './order-form.ts';
import { prescribeTexts } from './texts.ts';
import '../../../drug-orders/ordering.css';

export default function Prescribe({ patientId, args, takesFocus }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(doseTexts), ...useTexts(prescribeTexts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const countOrdered = useCountOrdered('drug');
  const { assignment } = useSession();
  const from = fromOf(chart, args);
  const { before, draft, source } = from;
  const alertsFor = useDrugAlerts(patientId);
  const kept = useDockForm(startOf(from, settingHere(chart.encounters, assignment.careUnit.id)));
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
  const order = form.drug && orderFrom({ ...form, drug: form.drug }, dosages ?? [], from, hand.ordering());
  const alerts = order === undefined ? [] : alertsOf(order);
  // What follows on an order is of that patient; a favourite is of the catalogue.
  const isOfCatalogue = before === undefined && draft === undefined && source === undefined && form.drug?.id !== 'free';
  const pin =
    form.drug && dosages && isOfCatalogue
      ? ({ kind: 'drug', code: form.drug.id, dose: form.dose.trim() } as const)
      : undefined;
  const missing = [
    ...(form.drug === undefined ? [t.drugMissing] : []),
    ...(form.drug !== undefined && form.dose.trim() === '' ? [t.doseMissing] : []),
    ...(before !== undefined && form.changeReason.trim() === '' ? [t.changeMissing] : []),
    ...formFaults(form, today()).map((fault) => t[fault]),
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
          <Besides form={form} onChange={change} isCourse={order !== undefined && courseEnd(order) !== undefined} />
        </>
      )}
      <HiddenNote chart={chart} />
      {hand.mayPrescribe ? null : <p className="quiet">{t.draftOnly}</p>}
    </DockForm>
  );
}

function fromOf({ medicationRequests, medicationStatements }: Chart, args: WorkspaceProps['args']): From {
  const orderWith = (id: string | undefined) =>
    medicationRequests.find((each) => each.id !== undefined && each.id === id);
  const draft = orderWith(args['draft']);
  const reference = args['source'];
  const said = medicationStatements.find(({ id }) => `MedicationStatement/${id ?? ''}` === reference);
  const order = said ? asTaken(said) : orderWith(reference?.replace(/^MedicationRequest\//, ''));
  return {
    before: orderWith(args['order']),
    draft: draft?.status === 'draft' ? draft : undefined,
    source: order && reference !== undefined ? { order, reference } : undefined,
  };
}

const newUrn = (): string => `urn:uuid:${crypto.randomUUID()}`;
