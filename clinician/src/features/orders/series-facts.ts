/** A series as a row: how far it has come, and its days that are to come, which are no rows of their own until they are due. Pure. */
import type { ServiceRequest } from '@medplum/fhirtypes';
import { daysOf, everyOf, isSeries, seriesOfOrder } from '@vardkedjan/care/coordination/orders/series/series.ts';
import type { OrderRow } from './order-rows.ts';

export interface SeriesFacts {
  state: 'goes' | 'stopped' | 'over';
  /** Days between, as text. */
  every: string;
  end: string;
  done: number;
  all: number;
  planned: { id: string; day: string }[];
}

/** Its day is to come, and nothing is wrong with it. */
export const isPlanned = ({ day, isEnded, isLate, state }: OrderRow, today: string): boolean =>
  day !== undefined && day > today && !isEnded && !isLate && state !== 'returned';

export function withSeries(
  row: OrderRow,
  requests: readonly ServiceRequest[],
  rows: readonly OrderRow[],
  today: string,
): OrderRow {
  const request = requests.find(({ id }) => id === row.id);
  if (request === undefined || !isSeries(request)) return row;
  const own = new Set(requests.filter((each) => seriesOfOrder(each) === row.id).map(({ id }) => id));
  const orders = rows.filter(({ id }) => own.has(id));
  const isStopped = row.isEnded && row.state !== 'done';
  const isOver = orders.length > 0 && orders.every(({ isEnded }) => isEnded);
  const timing = request.occurrenceTiming ?? {};
  return {
    ...row,
    isEnded: isStopped || isOver,
    series: {
      state: isStopped ? 'stopped' : isOver ? 'over' : 'goes',
      every: String(everyOf(timing) ?? ''),
      end: timing.repeat?.boundsPeriod?.end ?? '',
      done: orders.filter(({ state }) => state === 'done').length,
      all: daysOf(timing).length,
      planned: orders
        .filter((each) => isPlanned(each, today))
        .map(({ id, day = '' }) => ({ id, day }))
        .toSorted((a, b) => a.day.localeCompare(b.day)),
    },
  };
}
