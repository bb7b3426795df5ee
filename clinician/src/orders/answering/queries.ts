/** What stands beside an order that one answers: earlier answers of the patient, and what was answered to it already; and what the unit has answered. */
import type { DiagnosticReport, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { answerTask, keepingUnit } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { answeredRows } from './answered-rows.ts';

const mostEarlier = 30;

/** What the own unit has answered to the order for now. */
export async function answerFor(order: string, unitId: string, signal?: AbortSignal) {
  const page = await searchResources<DiagnosticReport>(
    'DiagnosticReport',
    { 'based-on': `ServiceRequest/${order}` },
    signal,
  );
  return page.matches.find((report) => keepingUnit(report) === `Organization/${unitId}`);
}

export const earlierAnswersQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'earlier-answers'],
    queryFn: async ({ signal }) =>
      (
        await searchResources<DiagnosticReport>(
          'DiagnosticReport',
          { patient: patientId, 'category:not': 'LAB', _sort: '-date', _count: mostEarlier },
          signal,
        )
      ).matches,
    staleTime: 60_000,
  });

/** Those that are critical and open however old, then the latest. */
const mostAnswered = 100;

export const answeredQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'answered', unitId],
    queryFn: async ({ signal }) => {
      const search = (more: Record<string, string>) =>
        searchResources<Task>(
          'Task',
          {
            code: answerTask.code,
            requester: `Organization/${unitId}`,
            _include: ['Task:focus', 'Task:patient'],
            _sort: '-modified',
            _count: mostAnswered,
            ...more,
          },
          signal,
        );
      const [open, latest] = await Promise.all([search({ status: 'requested', priority: 'stat' }), search({})]);
      const tasks = new Map([...open.matches, ...latest.matches].map((task) => [task.id, task]));
      return answeredRows([...tasks.values()], [...open.included, ...latest.included], new Date());
    },
    refetchInterval: 60_000,
  });
