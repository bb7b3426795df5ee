/**
 * One patient of the round on one screen: how the night was, new answers, the fluids, and all the drugs; j and k, or the arrows, go to the next on the board. What one
 * does about it is done where it is always done: in the dock.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Chart } from '../../../chart/chart.ts';
import { chartQuery, useChart } from '../../../chart/use-chart.ts';
import { openWorkspace } from '../../../dock/dock-store.ts';
import type { RecordPageProps, SummarySlot } from '../../../feature.ts';
import { summaryPanels } from '../../../loaded.ts';
import { goTo, recordAddress, unitAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { bedOf, plannedEndOf, responsibleOf } from '@vardkedjan/care/coordination/stays/stay.ts';
import { catalogueQuery } from '../../../orders/order-catalogue-query.ts';
import { ownUnitQuery, unitsQuery } from '../../../orders/units-query.ts';
import { orderTexts } from '../orders/texts.ts';
import { boardOrder } from '../board/board-order.ts';
import { texts } from '../texts.ts';
import { Fluids, fluidsAt } from './fluids.tsx';
import { stayHere } from './round-rows.ts';
import { RoundTable } from './round-table.tsx';
import './round.css';

const answers: readonly SummarySlot[] = ['labs'];
const beside: readonly SummarySlot[] = ['medications', 'warnings', 'problems', 'notes'];

export default function RoundPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const orders = useTexts(orderTexts);
  const chart = useChart(patientId);
  const { assignment } = useSession();
  useOrdersAtHand();
  const stay = stayHere(chart, assignment.careUnit.id);
  return (
    <div className="ward-round">
      <header className="ward-round-head">
        <h2 className="visually-hidden">{t.round}</h2>
        <Neighbours patientId={patientId} />
        {stay ? (
          <p>
            <strong>{bedOf(stay)?.display ?? t.noBed}</strong>{' '}
            <span className="quiet">
              {[
                stay.reasonCode?.[0]?.text,
                responsibleOf(stay, 'doctor')?.display,
                responsibleOf(stay, 'nurse')?.display,
                plannedEndOf(stay) && `${t.home} ${plannedEndOf(stay)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
        ) : null}
        {chart.offers.has('sign') ? (
          <Button keys="d" onPress={() => openWorkspace('ward/orders', patientId)}>
            {orders.todaysOrders}
          </Button>
        ) : null}
      </header>
      <div className="ward-round-night">
        <RoundTable chart={chart} />
        <Slots slots={answers} chart={chart} />
        <Fluids patientId={patientId} />
      </div>
      <div className="ward-round-beside">
        <Slots slots={beside} chart={chart} />
      </div>
    </div>
  );
}

function Slots({ slots, chart }: { slots: readonly SummarySlot[]; chart: Chart }) {
  return slots.map((slot) => {
    const Part = summaryPanels.get(slot);
    return Part ? (
      <div key={slot} data-slot={slot}>
        <Part chart={chart} isWhole />
      </div>
    ) : null;
  });
}

/** What orders are written with is no patient's, and is there before somebody writes one. */
function useOrdersAtHand(): void {
  const queries = useQueryClient();
  const { careProvider, careUnit } = useSession().assignment;
  useEffect(() => {
    void queries.prefetchQuery(catalogueQuery);
    void queries.prefetchQuery(ownUnitQuery(careUnit.id));
    void queries.prefetchQuery(unitsQuery('laboratory', careProvider.id));
  }, [queries, careProvider.id, careUnit.id]);
}

/**
 * Opens the next record with all that the page asks of it at once, instead of its chart first and the rest when that is there. Nothing is asked for before
 * somebody goes there: what is fetched has been opened, and stands in the log as that.
 */
function useGoOn(): (to: string) => void {
  const queries = useQueryClient();
  return (to) => {
    void queries.prefetchQuery(chartQuery(to));
    void queries.prefetchQuery(fluidsAt(to, Date.now()));
    goTo(recordAddress(to, 'ward'));
  };
}

function Neighbours({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const order = boardOrder.use();
  const at = order.indexOf(patientId);
  const [before, after] = at < 0 ? [] : [order[at - 1], order[at + 1]];
  const goOn = useGoOn();
  const open = useEffectEvent(goOn);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isElsewhere(event.target)) return;
      const to = ['j', 'ArrowRight'].includes(event.key)
        ? after
        : ['k', 'ArrowLeft'].includes(event.key)
          ? before
          : undefined;
      if (to === undefined) return;
      event.preventDefault();
      open(to);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [before, after]);
  const go = (to: string | undefined) => () => (to === undefined ? undefined : goOn(to));
  return (
    <nav className="ward-neighbours" aria-label={t.round}>
      <Button tone="quiet" onPress={() => goTo(unitAddress('ward'))}>
        {t.toBoard}
      </Button>
      {at < 0 ? null : (
        <>
          <Button tone="quiet" keys="k" isDisabled={before === undefined} onPress={go(before)}>
            {t.previous}
          </Button>
          <span className="quiet">{t.place(at + 1, order.length)}</span>
          <Button tone="quiet" keys="j" isDisabled={after === undefined} onPress={go(after)}>
            {t.nextPatient}
          </Button>
        </>
      )}
    </nav>
  );
}

/** Where keys mean something else: in fields, in dialogs and lists that are open. */
const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest(
    'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"], [role="menu"], .uplot',
  ) !== null;
