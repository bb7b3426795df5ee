/** Plans are saved with their goals in one unit of work; that a measure is done is created once, whoever presses first. */
import type { Bundle, CarePlan, Goal, Resource, Task } from '@medplum/fhirtypes';
import { measureDoneSystem } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { type PatientOnScreen, request, updateResource } from '@vardkedjan/ui/fhir-client.ts';

const etagOf = ({ meta }: Resource): string | undefined =>
  meta?.versionId === undefined ? undefined : `W/"${meta.versionId}"`;

export async function savePlan(
  [goal, plan]: readonly [Goal & { id: string }, CarePlan & { id: string }],
  screen: PatientOnScreen,
): Promise<void> {
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [goal, plan].map((resource) => {
      const ifMatch = etagOf(resource);
      return {
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...(ifMatch && { ifMatch }) },
      };
    }),
  };
  await request('/fhir', { method: 'POST', patient: screen, body });
}

/** The Task as it is stored: somebody else's when they were first. */
export async function signMeasure(task: Task, patientId: string): Promise<Task> {
  const { value = '' } = task.identifier?.find(({ system }) => system === measureDoneSystem) ?? {};
  const response = await request('/fhir/Task', {
    method: 'POST',
    patient: patientId,
    body: task,
    headers: {
      Prefer: 'return=representation',
      'If-None-Exist': `identifier=${encodeURIComponent(`${measureDoneSystem}|${value}`)}&status=completed`,
    },
  });
  const text = await response.text();
  if (text !== '') return JSON.parse(text) as Task;
  const id = /Task\/([A-Za-z0-9\-.]{1,64})/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
  return (await (await request(`/fhir/Task/${id}`)).json()) as Task;
}

export async function takeBackMeasure(task: Task, patientId: string): Promise<void> {
  const wrong: Task & { id: string } = { ...task, id: task.id ?? '', status: 'entered-in-error' };
  await updateResource(wrong, etagOf(task), patientId);
}
