/** How many answers wait for me and how many orders of the unit, and what of it is late: the ways to the lists. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { answersQuery } from '../answers/queries.ts';
import { unitOrdersQuery } from '../orders/unit-orders-query.ts';
import { useUnitTold } from '../session/use-unit-told.ts';
import type { WhoAsks } from './day.ts';
import { texts } from './texts.ts';

const shown = () => [
  ['work', 'answers'],
  ['work', 'orders'],
];

/** `+`: there are more than have been read. */
const counted = (rows: readonly unknown[], hasMore: boolean) => `${rows.length}${hasMore ? '+' : ''}`;

export function AnswersAndOrders({ who }: { who: WhoAsks }) {
  const t = useTexts(texts);
  const answers = useQuery(answersQuery(who.unitId, who.practitionerId));
  const orders = useQuery(unitOrdersQuery(who.unitId));
  useUnitTold(shown);
  const failed = answers.error ?? orders.error;
  const deviating = (answers.data?.rows ?? []).filter(
    ({ deviation }) => deviation === 'critical' || deviation === 'abnormal',
  );
  const late = [...(orders.data?.incoming ?? []), ...(orders.data?.outgoing ?? [])].filter(({ isLate }) => isLate);
  return (
    <Panel title={t.answersAndOrders}>
      {failed && !(answers.data && orders.data) ? (
        <Failed failure={failed} onRetry={() => void Promise.all([answers.refetch(), orders.refetch()])} />
      ) : null}
      {!failed && !(answers.data && orders.data) ? <Loading rows={2} /> : null}
      {answers.data && orders.data ? (
        <ul className="work-links">
          <li>
            <a href="/answers">{t.answersWait(counted(answers.data.rows, answers.data.hasMore))}</a>
            {deviating.length > 0 ? <Badge severity="serious">{t.deviate(deviating.length)}</Badge> : null}
            <kbd aria-hidden="true">g i</kbd>
          </li>
          <li>
            <a href="/orders">
              {t.ordersLie(
                counted(orders.data.incoming, orders.data.hasMore.incoming),
                counted(orders.data.outgoing, orders.data.hasMore.outgoing),
              )}
            </a>
            {late.length > 0 ? (
              <Badge severity="caution">{t.late(new Set(late.map(({ id }) => id)).size)}</Badge>
            ) : null}
            <kbd aria-hidden="true">g u</kbd>
          </li>
        </ul>
      ) : null}
    </Panel>
  );
}
