/**
 * One patient of the round on one screen: how the night was, new answers, the drugs, the fluids; j and k, or the arrows, go to the next on the board. What one
 * does about it is done where it is always done: in the dock.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useEffect } from 'react';
import { useChart } from '../../../chart/use-chart.ts';
import type { RecordPageProps, SummarySlot } from '../../../feature.ts';
import { summaryPanels } from '../../../loaded.ts';
import { goTo, recordAddress, unitAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { bedOf, plannedEndOf, responsibleOf } from '@vardkedjan/care/coordination/stays/stay.ts';
import { boardOrder } from '../board/board-order.ts';
import { texts } from '../texts.ts';
import { Fluids } from './fluids.tsx';
import { stayHere } from './round-rows.ts';
import { RoundTable } from './round-table.tsx';
import '../ward.css';

const beside: readonly SummarySlot[] = ['medications', 'labs', 'warnings', 'problems', 'notes'];

export default function RoundPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const { assignment } = useSession();
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
      </header>
      <div className="ward-round-night">
        <RoundTable chart={chart} />
        <Fluids patientId={patientId} />
      </div>
      <div className="ward-round-beside">
        {beside.map((slot) => {
          const Part = summaryPanels.get(slot);
          return Part ? (
            <div key={slot} data-slot={slot}>
              <Part chart={chart} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function Neighbours({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const order = boardOrder.use();
  const at = order.indexOf(patientId);
  const [before, after] = at < 0 ? [] : [order[at - 1], order[at + 1]];
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
      goTo(recordAddress(to, 'ward'));
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [before, after]);
  const go = (to: string | undefined) => () => (to === undefined ? undefined : goTo(recordAddress(to, 'ward')));
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
