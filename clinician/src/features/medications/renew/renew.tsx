/** Renews many drugs at once, with the values one looks at first beside them. Ctrl+Enter signs what is marked. */
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { renewalOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { orderAsked } from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useMemo, useState } from 'react';
import type { Chart } from '../../../chart/chart.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { doseWords } from '../dose-words.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { useDockForm } from '../../../dock/use-dock-form.ts';
import type { PatientOnScreen } from '@vardkedjan/ui/fhir-client.ts';
import { AlertList, HiddenNote } from '../../../drug-orders/alert-list.tsx';
import { withAsked } from '../../../drug-orders/alerts-asked.ts';
import {
  alertKey,
  mayBeNone,
  type Ordered,
  orderBundle,
  type Reasons,
  unanswered,
  withNoneKnown,
} from '../../../drug-orders/order-bundle.ts';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { type DrugAlerts, useDrugAlerts } from '../../../drug-orders/use-drug-alerts.ts';
import { useOrdering } from '../../../drug-orders/use-ordering.ts';
import { texts } from '../texts.ts';
import { latestValues } from './latest.ts';
import { AskedFor } from './asked-for.tsx';
import { type Renewable, renewables } from './renewable.ts';
import { fulfilling, patientsRenewals, type Renewal, renewalsKey } from './renewals.ts';
import { renewTexts } from './texts.ts';
import '../../../drug-orders/ordering.css';
import './renew.css';

export default function Renew({ patientId, takesFocus }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(renewTexts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const alertsFor = useDrugAlerts(patientId);
  const queries = useQueryClient();
  const all = useMemo(() => renewables(chart.medicationRequests, today()), [chart]);
  const asked = useSuspenseQuery(patientsRenewals(patientId)).data;
  const form = useDockForm({ picked: undefined as readonly string[] | undefined, reasons: {} as Reasons });
  const { picked, reasons } = form.fields;
  const setChosen = (ids: readonly string[]) => form.change({ picked: ids });
  const chosen = picked ?? asked.map(orderAsked).filter((id) => all.some(({ order }) => order.id === id));
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState(0);
  const marked = all.filter(({ order }) => chosen.includes(order.id));
  const runOut = all.filter(({ runsOut }) => runsOut);
  const ordered = renewed(marked, { chart, ordering: hand.ordering(), alertsFor, asked: hand.asked, reason: t.reason });
  const alerts = [...new Map(ordered.flatMap((each) => each.alerts).map((alert) => [alertKey(alert), alert])).values()];
  const sign = async (screen: PatientOnScreen, answers = reasons) => {
    setTried(true);
    hand.setProblems(marked.length === 0 ? [t.nothing] : []);
    if (marked.length === 0 || unanswered(alerts, answers).length > 0) return false;
    const bundle = orderBundle(ordered, answers, hand.ordering(), () => `urn:uuid:${crypto.randomUUID()}`);
    bundle.entry?.push(...fulfilling(asked, chosen, new Date()));
    if (!(await hand.send(bundle, screen))) return false;
    setDone(marked.length);
    void queries.invalidateQueries({ queryKey: renewalsKey });
    return true;
  };
  if (done > 0) {
    return (
      <DockDone>
        <output>{t.done(done)}</output>
      </DockDone>
    );
  }
  return (
    <DockForm
      label={t.title}
      draft={form}
      onSend={sign}
      send={t.sign(marked.length)}
      sending={t.signing}
      isSending={hand.isSending}
      isBarred={!hand.mayPrescribe}
      problems={hand.problems}
      answering={
        mayBeNone(alerts, chart.allergies)
          ? { label: t.signNoneKnown, onSend: (screen) => sign(screen, withNoneKnown(reasons)) }
          : undefined
      }
    >
      <Latest chart={chart} />
      {runOut.length > 0 ? (
        <Button autoFocus={takesFocus} onPress={() => setChosen(runOut.map(({ order }) => order.id))}>
          {t.allThatRunOut(runOut.length)}
        </Button>
      ) : null}
      {all.length === 0 ? (
        <Empty>{t.none}</Empty>
      ) : (
        <Choice all={all} chosen={chosen} asked={asked} patientId={patientId} onChange={setChosen} />
      )}
      {asked
        .filter((task) => !all.some(({ order }) => order.id === orderAsked(task)))
        .map((task) => (
          <AskedFor
            key={task.id}
            task={task}
            name={t.noLongerOrdered}
            patientId={patientId}
            onDecline={() => undefined}
          />
        ))}
      <AlertList
        alerts={alerts}
        reasons={reasons}
        isTried={isTried}
        onReason={(key, reason) => form.change({ reasons: { ...reasons, [key]: reason } })}
      />
      <HiddenNote chart={chart} />
      {hand.mayPrescribe ? null : <p className="quiet">{t.notPrescriber}</p>}
    </DockForm>
  );
}

function renewed(
  marked: readonly Renewable[],
  {
    chart,
    ordering,
    alertsFor,
    asked,
    reason,
  }: {
    chart: Chart;
    ordering: Parameters<typeof renewalOf>[1];
    alertsFor: DrugAlerts;
    asked: readonly DrugAlert[];
    reason: string;
  },
): Ordered[] {
  const orders = marked.map(({ order }) => ({ before: order, order: renewalOf(order, ordering) }));
  const without = orders.map(({ before }) => before.id);
  return orders.map(({ order, before }) => {
    const beside = orders.flatMap((other) => (other.order === order ? [] : [other.order]));
    return {
      order,
      alerts: withAsked(alertsFor(order, chart, { without, beside }), asked, order),
      before: { order: before, status: 'completed' as const, reason },
    };
  });
}

function Latest({ chart }: { chart: Chart }) {
  const t = useTexts(renewTexts);
  const values = latestValues(chart.labs, chart.vitals);
  if (values.length === 0) return <Empty>{t.noValues}</Empty>;
  return (
    <dl className="renew-latest" aria-label={t.latest}>
      {values.map(({ name, value, day }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value} <span className="quiet">{day}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Choice({
  all,
  chosen,
  asked,
  patientId,
  onChange,
}: {
  all: readonly Renewable[];
  chosen: readonly string[];
  asked: readonly Renewal[];
  patientId: string;
  onChange: (chosen: readonly string[]) => void;
}) {
  const t = { ...useTexts(texts), ...useTexts(renewTexts) };
  return (
    <fieldset className="renew-choice">
      <legend className="text-field-label">{t.choose}</legend>
      {all.map(({ order, name, until }) => {
        const task = asked.find((each) => orderAsked(each) === order.id);
        return (
          <div key={order.id} className="renew-row">
            <label className="renew-drug">
              <input
                type="checkbox"
                checked={chosen.includes(order.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, order.id] : chosen.filter((id) => id !== order.id))
                }
              />
              <span>
                <strong>{name}</strong> {doseWords({ dose: doseText(order.dosageInstruction) }, t)}
              </span>
              <span className="quiet">
                {until === undefined ? t.noUntil : until < today() ? t.over(until) : t.until(until)}
              </span>
            </label>
            {task ? (
              <AskedFor
                task={task}
                name={name}
                patientId={patientId}
                onDecline={() => onChange(chosen.filter((id) => id !== order.id))}
              />
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
