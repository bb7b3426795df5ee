/**
 * Whether an entry may be shown to the patient it is about: drafts are not part of the record yet, and what a unit keeps back
 * carries NOPATIENT (http://terminology.hl7.org/CodeSystem/v3-ActCode; approvedForPatient=false in the national contracts).
 * The code alone keeps it back, whatever its system says: a slip in a label must not publish an entry.
 */
import type { Resource } from '@medplum/fhirtypes';

export function isShownToPatient(resource: Resource): boolean {
  if (resource.meta?.security?.some(({ code }) => code === 'NOPATIENT')) return false;
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
      return resource.status !== 'in-progress';
    case 'Composition':
      return resource.status !== 'preliminary';
    // Who somebody's next of kin is, and how to reach them, is theirs: a guardian reads the child's record, and the other's address is not for him.
    case 'RelatedPerson':
      return false;
    case 'DocumentReference':
      return resource.docStatus !== 'preliminary';
    default:
      return true;
  }
}
