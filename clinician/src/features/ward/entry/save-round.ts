/** A round is saved whole: its values and the score they give in one unit of work, in the record of the patient on the screen or not at all. */
import type { Bundle, Observation, Resource } from '@medplum/fhirtypes';
import { request } from '@vardkedjan/ui/fhir-client.ts';

export async function saveAll(resources: readonly (Resource & { id: string })[], patientId: string): Promise<void> {
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
  await request('/fhir', { method: 'POST', patient: patientId, body });
}

/** They stay in the history as they were. */
export async function markWrong(round: readonly Observation[], patientId: string): Promise<void> {
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: round.map((each) => ({
      resource: { ...each, status: 'entered-in-error' },
      request: {
        method: 'PUT',
        url: `Observation/${each.id}`,
        ...(each.meta?.versionId !== undefined && { ifMatch: `W/"${each.meta.versionId}"` }),
      },
    })),
  };
  await request('/fhir', { method: 'POST', patient: patientId, body });
}
