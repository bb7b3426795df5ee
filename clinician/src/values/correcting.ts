/** A value with what it was before, and its correction in one unit of work with the scores that stood on it. */
import type { Bundle, Observation } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { correctedValue, type Correction, struck } from '@vardkedjan/care/clinical/vitals/corrected-value.ts';
import { historyOf, request, searchResources } from '@vardkedjan/ui/fhir-client.ts';

/** The newest first. */
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['value-versions', id],
    queryFn: async ({ signal }) => (await historyOf<Observation>('Observation', id, signal)).matches,
    gcTime: 0,
  });

export async function saveCorrection(value: Observation, correction: Correction, patientId: string): Promise<void> {
  const scores = await searchResources<Observation>('Observation', { 'derived-from': `Observation/${value.id}` });
  const standing = scores.matches.filter(({ status }) => status !== 'entered-in-error');
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [correctedValue(value, correction), ...standing.map((score) => struck(score, correction))].map(
      (resource) => ({
        resource,
        request: {
          method: 'PUT',
          url: `Observation/${resource.id}`,
          ...(resource.meta?.versionId !== undefined && { ifMatch: `W/"${resource.meta.versionId}"` }),
        },
      }),
    ),
  };
  await request('/fhir', { method: 'POST', patient: patientId, body });
}

export const numberText = (value: number | undefined): string =>
  value === undefined ? '' : String(value).replace('.', ',');

/** NaN: it is none. */
export const numberTyped = (text: string): number =>
  /^\s*-?\d+(?:[.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(',', '.')) : Number.NaN;
