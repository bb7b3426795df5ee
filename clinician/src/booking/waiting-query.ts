/** Who waits at the unit for a visit, and who has a time. */
import type { Organization, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { readResource, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { waitingRows } from './waiting-rows.ts';

export const most = 300;

export const waitingQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'waiting', unitId],
    queryFn: async ({ signal }) => {
      const [page, { resource: unit }] = await Promise.all([
        searchResources<Task>(
          'Task',
          {
            code: `${orderTask.system}|${orderTask.code}`,
            owner: `Organization/${unitId}`,
            status: 'requested,received,accepted,in-progress',
            _include: ['Task:focus', 'Task:patient'],
            '_revinclude:iterate': 'Appointment:based-on',
            _sort: 'authored-on',
            _count: most,
          },
          signal,
        ),
        readResource<Organization>('Organization', unitId, signal),
      ]);
      return { rows: waitingRows(page.matches, page.included, unit, new Date()), hasMore: page.next !== undefined };
    },
    refetchInterval: 60_000,
    structuralSharing: false,
  });
