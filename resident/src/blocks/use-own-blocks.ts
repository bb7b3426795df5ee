/** My blocks, and setting and lifting them: the server decides, and every change holds at once. */
import type { Consent, Parameters } from '@medplum/fhirtypes';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { blockCategory, openingCategory } from '@vardkedjan/care/access/blocks.ts';
import { operate, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { ageShown, onSightChanged } from '@vardkedjan/ui/record-sight.ts';
import { useEffect } from 'react';
import { now } from '../record/now.ts';
import { ownBlocks, whoHasWritten } from './own-blocks.ts';

const blocksKey = 'own-blocks';

const consentsQuery = (patientId: string) =>
  queryOptions({
    queryKey: [blocksKey, patientId, 'consents'],
    queryFn: async ({ signal }) => {
      const category = [blockCategory, openingCategory].map(({ system, code }) => `${system}|${code}`).join(',');
      const query = { patient: `Patient/${patientId}`, category, _sort: '-_lastUpdated', _count: 100 };
      const { matches } = await searchResources<Consent>('Consent', query, signal);
      return ownBlocks(matches, new Date(now()).toISOString());
    },
  });

const writtenQuery = (patientId: string) =>
  queryOptions({
    queryKey: [blocksKey, patientId, 'written'],
    queryFn: async ({ signal }) =>
      whoHasWritten(
        (await operate<Parameters>(`Patient/${encodeURIComponent(patientId)}/$care-units`, { signal })).resource,
      ),
  });

export const useOwnBlocks = (patientId: string) => useSuspenseQuery(consentsQuery(patientId)).data;
export const useWhoHasWritten = (patientId: string) => useSuspenseQuery(writtenQuery(patientId)).data;

/** Somebody has opened what is blocked, or it is blocked from another page. */
export function useBlocksChanged(patientId: string): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      onSightChanged(
        patientId,
        () => ageShown(queries, [blocksKey]),
        () => void queries.invalidateQueries({ queryKey: [blocksKey] }),
      ),
    [patientId, queries],
  );
}

export function useChangeBlock(patientId: string, act: 'block' | 'lift-block', onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (of: string) =>
      operate<Consent>(`Patient/${encodeURIComponent(patientId)}/$${act}`, {
        patient: patientId,
        body: {
          resourceType: 'Parameters',
          parameter: [{ name: 'of', valueReference: { reference: `Organization/${of}` } }],
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [blocksKey] });
      onDone();
    },
  });
}
