/** The search behind "find patient": http://hl7.org/fhir/R4/patient.html#search by identifier, or by every word of a name. */
import type { Patient } from '@medplum/fhirtypes';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import type { SearchText } from './search-text.ts';

export const mostHits = 20;

export interface FoundPatients {
  patients: Patient[];
  hasMore: boolean;
}

export async function findPatients(search: SearchText, signal?: AbortSignal): Promise<FoundPatients> {
  if (search.kind !== 'number' && search.kind !== 'name') return { patients: [], hasMore: false };
  const query =
    search.kind === 'number' ? { identifier: `${search.id.system}|${search.id.value}` } : { name: search.words };
  const page = await searchResources<Patient>('Patient', { ...query, _count: mostHits }, signal);
  return { patients: page.matches, hasMore: page.next !== undefined };
}
