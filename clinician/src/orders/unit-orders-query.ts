/**
 * The orders that lie with the unit and those it waits for, asked for by unit: urgent ones and returned ones by themselves, the others with
 * the oldest first, so that what is left out, which is told, is neither. What the caller may not see is not among them.
 */
import type { Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { keptBy } from '@vardkedjan/care/coordination/orders/kept-by.ts';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import type { Query } from '@vardkedjan/ui/fhir-client.ts';
import { searchAll } from '../work/work-queries.ts';
import { type UnitOrders, unitOrders } from './unit-order-rows.ts';

/** So many pages of each are read to begin with, and again for each time that one asks for more. */
export const ordersPages = 3;

export interface UnitOrdersFound extends UnitOrders {
  /** There are orders that are not among them. */
  hasMore: { incoming: boolean; outgoing: boolean };
}

const open = 'requested,received,ready,accepted,in-progress';
const urgent = 'stat,asap,urgent';
const byUrgency: readonly Query[] = [{ priority: urgent }, { 'priority:not': urgent }];

export const unitOrdersQuery = (unitId: string, pages = ordersPages) =>
  queryOptions({
    queryKey: ['work', 'orders', unitId, pages],
    queryFn: async ({ signal }): Promise<UnitOrdersFound> => {
      const own = { [keptBy]: `Organization/${unitId}` };
      const [incoming, outgoing] = await Promise.all([
        searched(
          byUrgency.map((more) => ({ owner: `Organization/${unitId}`, status: open, ...more })),
          pages,
          signal,
        ),
        searched(
          [{ ...own, status: 'rejected' }, ...byUrgency.map((more) => ({ ...own, status: open, ...more }))],
          pages,
          signal,
        ),
      ]);
      const tasks = new Map([...incoming.matches, ...outgoing.matches].map((task) => [task.id, task]));
      return {
        ...unitOrders([...tasks.values()], [...incoming.included, ...outgoing.included], unitId, new Date()),
        hasMore: { incoming: incoming.hasMore, outgoing: outgoing.hasMore },
      };
    },
    placeholderData: (before, { queryKey } = {} as never) => (queryKey?.[2] === unitId ? before : undefined),
    refetchInterval: 60_000,
  });

/** What the unit has asked of laboratories, and what lies with it where it is one. */
export const testOrdersQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'orders', unitId, 'tests'],
    queryFn: async ({ signal }) => {
      const ofTests = { 'owner:Organization.type': 'laboratory' };
      const queries = [
        { ...ofTests, [keptBy]: `Organization/${unitId}`, status: `${open},rejected` },
        { ...ofTests, owner: `Organization/${unitId}`, status: open },
      ];
      const { matches, included, hasMore } = await searched(queries, 2 * ordersPages, signal);
      return { ...unitOrders(matches, included, unitId, new Date()), hasMore };
    },
    refetchInterval: 60_000,
  });

async function searched(queries: readonly Query[], pages: number, signal: AbortSignal) {
  const found = await Promise.all(
    queries.map((query) =>
      searchAll<Task>(
        'Task',
        { code: orderTask.code, _sort: 'authored-on', _include: ['Task:focus', 'Task:patient'], _count: 200, ...query },
        signal,
        pages,
      ),
    ),
  );
  return {
    matches: found.flatMap(({ matches }) => matches),
    included: found.flatMap(({ included }) => included),
    hasMore: found.some(({ hasMore }) => hasMore),
  };
}
