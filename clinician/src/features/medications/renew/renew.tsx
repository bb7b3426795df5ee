/** Renews many drugs at once, with the values one looks at first beside them. Ctrl+Enter signs what is marked. */
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { renewalOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { useMemo, useState } from 'react';
import type { Chart } from '../../../chart/chart.ts';
import { today } from '../../../chart/today.ts';
import { useChart } from '../../../chart/use-chart.ts';
import type { WorkspaceProps } from '../../../feature.ts';
import { doseWords } from '../dose-words.ts';
import { doseOf } from '../dose.ts';
import { DockDone, DockForm } from '../../../dock/dock-form.tsx';
import { AlertList, HiddenNote } from '../ordering/alert-list.tsx';
import { withAsked } from '../ordering/alerts-asked.ts';
import { alertsFor } from '../ordering/drug-situation.ts';
import { alertKey, type Ordered, orderBundle, type Reasons, unanswered } from '../ordering/order-bundle.ts';
import { orderingTexts } from '../ordering/texts.ts';
import { type StillOpen, useAnswered } from '../ordering/use-answered.ts';
import { useOrdering } from '../ordering/use-ordering.ts';
import { texts } from '../texts.ts';
import { latestValues } from './latest.ts';
import { type Renewable, renewables } from './renewable.ts';
import { renewTexts } from './texts.ts';
import '../ordering/ordering.css';
import './renew.css';

export default function Renew({ patientId, takesFocus, close }: WorkspaceProps) {
  const t = { ...useTexts(orderingTexts), ...useTexts(renewTexts) };
  const chart = useChart(patientId);
  const hand = useOrdering(patientId);
  const stillOpen = useAnswered(patientId);
  const all = useMemo(() => renewables(chart.medicationRequests, today()), [chart]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reasons, setReasons] = useState<Reasons>({});
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState(0);
  const marked = all.filter(({ order }) => chosen.includes(order.id));
  const runOut = all.filter(({ runsOut }) => runsOut);
  const ordered = renewed(marked, { chart, ordering: hand.ordering(), stillOpen, asked: hand.asked, reason: t.reason });
  const alerts = [...new Map(ordered.flatMap((each) => each.alerts).map((alert) => [alertKey(alert), alert])).values()];
  const sign = async () => {
    setTried(true);
    hand.setProblems(marked.length === 0 ? [t.nothing] : []);
    if (marked.length === 0 || unanswered(alerts, reasons).length > 0) return;
    if (await hand.send(orderBundle(ordered, reasons, hand.ordering(), () => `urn:uuid:${crypto.randomUUID()}`)))
      setDone(marked.length);
  };
  if (done > 0) {
    return (
      <DockDone
        actions={
          <>
            <Button tone="primary" autoFocus onPress={close}>
              {t.close}
            </Button>
          </>
        }
      >
        <output>{t.done(done)}</output>
      </DockDone>
    );
  }
  return (
    <DockForm
      label={t.title}
      onSend={() => void sign()}
      problems={hand.problems}
      actions={
        <>
          <Button onPress={close}>{t.cancel}</Button>
          <Button tone="primary" keys="Ctrl Enter" isDisabled={!hand.mayPrescribe} onPress={() => void sign()}>
            {hand.isSending ? t.signing : t.sign(marked.length)}
          </Button>
        </>
      }
    >
      <Latest chart={chart} />
      {runOut.length > 0 ? (
        <Button autoFocus={takesFocus} onPress={() => setChosen(runOut.map(({ order }) => order.id))}>
          {t.allThatRunOut(runOut.length)}
        </Button>
      ) : null}
      {all.length === 0 ? <Empty>{t.none}</Empty> : <Choice all={all} chosen={chosen} onChange={setChosen} />}
      <AlertList
        alerts={alerts}
        reasons={reasons}
        isTried={isTried}
        onReason={(key, reason) => setReasons((now) => ({ ...now, [key]: reason }))}
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
    stillOpen,
    asked,
    reason,
  }: {
    chart: Chart;
    ordering: Parameters<typeof renewalOf>[1];
    stillOpen: StillOpen;
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
      alerts: withAsked(stillOpen(alertsFor(order, chart, { without, beside }), order), asked, order),
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
  onChange,
}: {
  all: readonly Renewable[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const t = { ...useTexts(texts), ...useTexts(renewTexts) };
  return (
    <fieldset className="renew-choice">
      <legend className="text-field-label">{t.choose}</legend>
      {all.map(({ order, name, until }) => (
        <label key={order.id} className="renew-drug">
          <input
            type="checkbox"
            checked={chosen.includes(order.id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, order.id] : chosen.filter((id) => id !== order.id))
            }
          />
          <span>
            <strong>{name}</strong> {doseWords({ dose: doseOf(order) }, t)}
          </span>
          <span className="quiet">
            {until === undefined ? t.noUntil : until < today() ? t.over(until) : t.until(until)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
