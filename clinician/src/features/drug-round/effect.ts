/** How a drug that was given as needed has worked: an Observation that is part of the giving (http://hl7.org/fhir/R4/observation.html). */
import type { MedicationAdministration, Observation, Practitioner, Reference } from '@medplum/fhirtypes';

export const effectCode = { system: 'https://vardkedjan.se/fhir/CodeSystem/giving', code: 'drug-effect' };

export function effectOf(
  given: MedicationAdministration,
  text: string,
  { practitioner, now }: { practitioner: Reference<Practitioner>; now: string },
): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [effectCode], text: 'Effekt av läkemedel' },
    subject: given.subject as NonNullable<Observation['subject']>,
    effectiveDateTime: now,
    performer: [practitioner],
    partOf: [{ reference: `MedicationAdministration/${given.id ?? ''}` }],
    valueCodeableConcept: { text },
  };
}
