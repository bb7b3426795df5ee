/** What is written from the list and for it. */
import type { Resource } from '@medplum/fhirtypes';
import type { WaitingPause } from '@vardkedjan/care/coordination/visits/care-guarantee.ts';
import { type VisitAsked, visitRequest, withPauses } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { type PatientOnScreen, request, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import type { WaitingRow } from '../../booking/waiting-rows.ts';

export async function savePauses({ task, id, patientId }: WaitingRow, pauses: readonly WaitingPause[]): Promise<void> {
  const next = withPauses(task, pauses, new Date());
  await updateResource({ ...next, id }, `W/"${task.meta?.versionId}"`, patientId);
}

/** What is asked and its handling, in one unit of work, with an id of the page’s own: sent again it makes no second. */
export async function askVisit(asked: VisitAsked, screen: PatientOnScreen): Promise<void> {
  const entry = visitRequest(asked).map((resource: Resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  await request('/fhir', {
    method: 'POST',
    patient: screen,
    body: { resourceType: 'Bundle', type: 'transaction', entry },
  });
}
