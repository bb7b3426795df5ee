/** The orders that lie with the unit and those it waits for. What the caller may not see is not among them. */
import type { Resource, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { followPage, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { unitOrders } from './unit-order-rows.ts';

/** So many pages are read at the most. */
const mostPages = 5;
const open = 'requested,received,ready,accepted,in-progress,rejected';

export const unitOrdersQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'orders', unitId],
    queryFn: async ({ signal }) => {
      const tasks: Task[] = [];
      const included: Resource[] = [];
      let page = await searchResources<Task>(
        'Task',
        {
          code: orderTask.code,
          status: open,
          _sort: '-authored-on',
          _include: ['Task:focus', 'Task:patient'],
          _count: 200,
        },
        signal,
      );
      for (let pages = 1; ; pages++) {
        tasks.push(...page.matches);
        included.push(...page.included);
        if (page.next === undefined || pages === mostPages) break;
        page = await followPage<Task>(page.next, signal);
      }
      return unitOrders(tasks, included, unitId, new Date());
    },
    refetchInterval: 60_000,
  });
