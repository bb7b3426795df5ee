/** `POST /fhir/Patient/$state-relation`: says why one needs a record; the server answers with the CareTeam that opens it for 24 hours. */
import type { CareTeam, Parameters } from '@medplum/fhirtypes';
import { operate } from '@vardkedjan/ui/fhir-client.ts';
import type { PersonId } from '@vardkedjan/care/people/person-id.ts';

export type RelationTo = { patientId: string } | { personId: PersonId };

export function relationParameters(to: RelationTo, reason: string): Parameters {
  return {
    resourceType: 'Parameters',
    parameter: [
      'patientId' in to
        ? { name: 'patient', valueReference: { reference: `Patient/${to.patientId}` } }
        : { name: 'identifier', valueIdentifier: { system: to.personId.system, value: to.personId.value } },
      { name: 'reason', valueString: reason },
    ],
  };
}

/** The id of the patient whose record is now open to the one who asked. */
export async function stateRelation(to: RelationTo, reason: string): Promise<string> {
  const { resource } = await operate<CareTeam>('Patient/$state-relation', {
    body: relationParameters(to, reason),
    patient: undefined,
  });
  const id = resource.subject?.reference?.split('/').at(-1);
  if (!id) throw new Error('A care relation without its patient');
  return id;
}
