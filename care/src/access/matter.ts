/** What an act on a resource is about, for the table in decide.ts. */
import type { Matter } from './situation.ts';

/**
 * `patientKey` 0: the resource belongs to no patient. Content (Binary) that does not say whose it is may be anybody's record, and is treated as one: nobody
 * has a care relation to it (http://hl7.org/fhir/R4/binary.html, securityContext).
 */
export function matterOf(resourceType: string, patientKey: number): Matter {
  if (resourceType === 'Patient') return 'demographics';
  if (resourceType === 'Binary') return 'record';
  return patientKey === 0 ? 'catalogue' : 'record';
}
