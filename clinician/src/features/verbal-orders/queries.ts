/** What waits for my signature of what I have ordered by word of mouth, the oldest first; and the signing of it. */
import type { Bundle, BundleEntry, MedicationRequest, Patient, Task } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { isInForce } from '@vardkedjan/care/clinical/prescriptions/lawful-order.ts';
import { movedTo, type Ordering } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { confirmed, verbalOrderTask } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { request } from '@vardkedjan/ui/fhir-client.ts';
import { searchAll } from '../../work/work-queries.ts';

export interface ToSign {
  id: string;
  task: Task;
  /** undefined: not one that the caller may see. */
  order: MedicationRequest | undefined;
  patientId: string;
  patient: Patient | undefined;
}

export const toSignQuery = (practitionerId: string) =>
  queryOptions({
    queryKey: ['work', 'verbal-orders', practitionerId],
    queryFn: async ({ signal }): Promise<ToSign[]> => {
      const { matches, included } = await searchAll<Task>(
        'Task',
        {
          code: `${verbalOrderTask.system}|${verbalOrderTask.code}`,
          owner: `Practitioner/${practitionerId}`,
          status: 'requested',
          _include: ['Task:focus', 'Task:patient'],
          _sort: 'authored-on',
          _count: 100,
        },
        signal,
      );
      const by = new Map(included.map((each) => [`${each.resourceType}/${each.id}`, each]));
      return matches.map((task) => ({
        id: task.id ?? '',
        task,
        order: by.get(task.focus?.reference ?? '') as MedicationRequest | undefined,
        patientId: task.for?.reference?.split('/').at(-1) ?? '',
        patient: by.get(task.for?.reference ?? '') as Patient | undefined,
      }));
    },
    refetchInterval: 60_000,
    structuralSharing: false,
  });

/** `refused`: why it is not one's own; the order ends with it. */
export async function answer({ task, order, patientId }: ToSign, by: Ordering, refused?: string): Promise<void> {
  const put = (resource: Task | MedicationRequest): BundleEntry => ({
    resource,
    request: {
      method: 'PUT',
      url: `${resource.resourceType}/${resource.id}`,
      ifMatch: `W/"${resource.meta?.versionId ?? ''}"`,
    },
  });
  const isEnded = refused !== undefined && order !== undefined && isInForce(order);
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [put(confirmed(task, by.now, refused)), ...(isEnded ? [put(movedTo(order, 'stopped', refused, by))] : [])],
  };
  await request('/fhir', { method: 'POST', patient: patientId, body });
}
