/** What an act on a resource is about, for the table in decide.ts. */
import type { Matter } from './situation.ts';

/** `patientKey` 0: the resource belongs to no patient. */
export function matterOf(resourceType: string, patientKey: number): Matter {
  if (resourceType === 'Patient') return 'demographics';
  return patientKey === 0 ? 'catalogue' : 'record';
}
