/** What is to be done for those on the board beside their doses: measures of nursing plans, and samples that are ordered. Asked for beside the board, which does not wait for it. */
import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { orderKindOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { findPlans, type PlansFound } from '../../../nursing/plan-queries.ts';
import { searchAll } from '../../../work/work-queries.ts';
import { chunks } from './doses-query.ts';

const refreshEvery = 60_000;
/** A measure that is done each week was done in it at the latest. */
const doneSince = 15 * 86_400_000;

export interface ToDo extends PlansFound {
  /** Ordered, and not taken yet as far as the order says. */
  samples: ServiceRequest[];
}

export const toDoQuery = (unitId: string, patientIds: readonly string[]) =>
  queryOptions({
    // Beneath the board's own: whatever of the unit has changed fetches it anew.
    queryKey: ['ward', unitId, 'to-do', ...patientIds],
    enabled: patientIds.length > 0,
    queryFn: async ({ signal }): Promise<ToDo> => {
      const since = new Date(Date.now() - doneSince).toISOString();
      const parts = await Promise.all(
        chunks(patientIds).map(async (ids) => {
          const patients = ids.map((id) => `Patient/${id}`).join(',');
          const [found, samples] = await Promise.all([
            findPlans(patients, { status: 'active', doneSince: since }, signal),
            findSamples(patients, signal),
          ]);
          return { ...found, samples };
        }),
      );
      return {
        plans: parts.flatMap(({ plans }) => plans),
        goals: parts.flatMap(({ goals }) => goals),
        done: parts.flatMap(({ done }) => done),
        samples: parts.flatMap(({ samples }) => samples),
      };
    },
    refetchInterval: refreshEvery,
    structuralSharing: false,
  });

async function findSamples(patients: string, signal: AbortSignal): Promise<ServiceRequest[]> {
  const query = {
    code: orderTask.code ?? '',
    patient: patients,
    status: 'requested,received',
    _include: 'Task:focus',
    _count: 200,
  };
  const { included } = await searchAll<Task>('Task', query, signal);
  return included
    .filter((each): each is ServiceRequest => each.resourceType === 'ServiceRequest')
    .filter((request) => orderKindOf(request) === 'laboratory');
}
