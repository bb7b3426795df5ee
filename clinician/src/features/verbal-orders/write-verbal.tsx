/** A nurse writes down what a prescriber orders by word of mouth, in the dock: the drug, the dose as one types it, who said it and when. */
import { useQuery } from '@tanstack/react-query';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { byRoute, type CatalogueDrug } from '@vardkedjan/care/clinical/prescriptions/catalogue-drug.ts';
import { orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { mayTakeVerbally, orderedVerbally } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useMemo, useState } from 'react';
import { today } from '../../chart/today.ts';
import { useChart } from '../../chart/use-chart.ts';
import { DockDone, DockForm } from '../../dock/dock-form.tsx';
import { useDockForm } from '../../dock/use-dock-form.ts';
import { AlertList, HiddenNote } from '../../drug-orders/alert-list.tsx';
import { withAsked } from '../../drug-orders/alerts-asked.ts';
import { DoseTold } from '../../drug-orders/dose-told.tsx';
import { doseTexts } from '../../drug-orders/dose-texts.ts';
import { DrugSearch } from '../../drug-orders/drug-search.tsx';
import { mayBeNone, type Reasons, unanswered, withNoneKnown } from '../../drug-orders/order-bundle.ts';
import { orderingTexts } from '../../drug-orders/texts.ts';
import { useDrugAlerts } from '../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../drug-orders/use-ordering.ts';
import type { WorkspaceProps } from '../../feature.ts';
import { useSession } from '../../session/session-context.ts';
import { colleaguesQuery } from '../../shared/colleagues-query.ts';
import { clockText, momentOf } from '../../work/clock.ts';
import { useNow } from '../../work/use-now.ts';
import { texts } from './texts.ts';
import { givenDose, verbalBundle } from './verbal-bundle.ts';
import '../../drug-orders/ordering.css';

interface Form {
  drug: CatalogueDrug | undefined;
  dose: string;
  /** `Practitioner/x`; empty: not chosen. */
  prescriber: string;
  when: string;
  isGiven: boolean;
  reasons: Reasons;
}

const empty: Form = { drug: undefined, dose: '', prescriber: '', when: '', isGiven: false, reasons: {} };

export default function WriteVerbal({ patientId, takesFocus }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(doseTexts), ...useTexts(texts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const alertsFor = useDrugAlerts(patientId);
  const kept = useDockForm(empty);
  const { fields: form, change } = kept;
  const { drug } = form;
  const prescribers = usePrescribers();
  const mayTake = mayTakeVerbally(useSession().assignment);
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState('');
  const [id] = useState(() => crypto.randomUUID());
  const now = useNow();
  const typed = useMemo(
    () => (form.dose.trim() === '' ? undefined : readTypedDose(form.dose, drug?.dosed)),
    [form.dose, drug],
  );
  const ordering = hand.ordering();
  const said = form.when.trim() === '' ? new Date(ordering.now) : momentOf(form.when, new Date(ordering.now));
  const prescriber = prescribers.find(({ value }) => value === form.prescriber);
  const order =
    drug && typed && 'dosages' in typed
      ? {
          ...orderedVerbally(
            orderOf(
              {
                medicationCodeableConcept: drug.concept,
                dosageInstruction: byRoute(typed.dosages, drug),
                setting: 'ward',
              },
              ordering,
            ),
            {
              prescriber: { reference: form.prescriber, display: prescriber?.text ?? '' },
              recorder: ordering.practitioner,
              at: (said ?? now).toISOString(),
            },
          ),
          id,
        }
      : undefined;
  const alerts = order === undefined ? [] : withAsked(alertsFor(order, chart, { without: [] }), hand.asked, order);
  const amount = order && givenDose(order);
  const missing = [
    ...(drug === undefined ? [t.drugMissing] : []),
    ...(drug !== undefined && form.dose.trim() === '' ? [t.doseMissing] : []),
    ...(prescriber === undefined ? [t.choosePrescriber] : []),
    ...(said === undefined ? [t.badTime] : []),
  ];
  const save = async (screen: PatientOnScreen, reasons = form.reasons) => {
    setTried(true);
    hand.setProblems(missing);
    if (missing.length > 0 || order === undefined || unanswered(alerts, reasons).length > 0) return false;
    const isGiven = form.isGiven && amount !== undefined;
    const bundle = verbalBundle({ order, alerts, reasons, isGiven }, ordering, newUrn);
    const isTaken = await hand.send(bundle, screen);
    if (isTaken) setDone(t.done(drug?.name ?? '', prescriber?.text ?? ''));
    return isTaken;
  };
  if (!mayTake)
    return (
      <DockDone>
        <p>{t.notYours}</p>
      </DockDone>
    );
  if (done !== '')
    return (
      <DockDone>
        <output>{done}</output>
      </DockDone>
    );
  return (
    <DockForm
      label={t.form}
      draft={kept}
      onSend={(screen) => save(screen)}
      send={t.send}
      sending={t.sending}
      isSending={hand.isSending}
      problems={hand.problems}
      answering={
        mayBeNone(alerts, chart.allergies)
          ? { label: t.signNoneKnown, onSend: (screen) => save(screen, withNoneKnown(form.reasons)) }
          : undefined
      }
    >
      {drug === undefined ? (
        <DrugSearch
          autoFocus={takesFocus}
          error={isTried ? t.drugMissing : undefined}
          onChoose={(chosen, dose = form.dose) => change({ drug: chosen, dose })}
        />
      ) : (
        <>
          <p className="drug-chosen">
            <strong>{drug.name}</strong>
            <Button tone="quiet" onPress={() => change({ drug: undefined })}>
              {t.other}
            </Button>
          </p>
          <TextField
            label={t.dose}
            help={t.doseHelp}
            value={form.dose}
            onChange={(dose) => change({ dose })}
            autoFocus
            autoComplete="off"
          />
        </>
      )}
      {typed === undefined ? null : <DoseTold typed={typed} drug={drug?.dosed} start={today()} />}
      <Select
        label={t.prescriber}
        choices={[{ value: '', text: t.choosePrescriber }, ...prescribers]}
        value={form.prescriber}
        onChange={(reference) => change({ prescriber: reference })}
      />
      <TextField
        label={t.when}
        value={form.when}
        onChange={(when) => change({ when })}
        placeholder={clockText(now)}
        autoComplete="off"
      />
      {order === undefined ? null : amount === undefined ? (
        <p className="quiet">{t.notGivenHere}</p>
      ) : (
        <label className="choice-of-one">
          <input
            type="checkbox"
            checked={form.isGiven}
            onChange={({ target }) => change({ isGiven: target.checked })}
          />
          <span>
            {t.given} <span className="quiet">{t.givenAmount(`${amount.value ?? ''} ${amount.unit ?? ''}`)}</span>
          </span>
        </label>
      )}
      <AlertList
        alerts={alerts}
        reasons={form.reasons}
        isTried={isTried}
        onReason={(key, reason) => change({ reasons: { ...form.reasons, [key]: reason } })}
      />
      <HiddenNote chart={chart} />
    </DockForm>
  );
}

/** Doctors of the unit, by name. */
function usePrescribers() {
  const { assignment } = useSession();
  const { data = [] } = useQuery(colleaguesQuery(assignment.careUnit.id));
  const doctors = data.filter(({ profession }) => profession === 'doctor');
  const by = new Map(doctors.map(({ reference, name }) => [reference, { value: reference, text: name }]));
  return [...by.values()].toSorted((a, b) => a.text.localeCompare(b.text, 'sv'));
}

const newUrn = (): string => `urn:uuid:${crypto.randomUUID()}`;
