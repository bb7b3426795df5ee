/** The open record's one request, shared by the strip, the summary and every page that can do with it. */
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { queryOptions, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { operate, readResource } from '@vardkedjan/ui/fhir-client.ts';
import { useCallback } from 'react';
import { type Chart, chartOf } from './chart.ts';

export const chartQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'chart'],
    queryFn: async ({ signal }) => {
      const { resource } = await operate<Bundle>(`Patient/${encodeURIComponent(patientId)}/$chart`, { signal });
      return chartOf(resource, new Date().toISOString());
    },
    structuralSharing: false,
    staleTime: 30_000,
  });

/** Only who it is. */
export const patientQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'patient'],
    queryFn: async ({ signal }) => (await readResource<Patient>('Patient', patientId, signal)).resource,
    staleTime: Number.POSITIVE_INFINITY,
  });

/**
 * The record of one patient. Suspends until it is there and throws FhirFailure when it cannot be had; the record's own boundary shows why,
 * so what stands inside it always has a record.
 */
export function useChart(patientId: string): Chart {
  return useSuspenseQuery(chartQuery(patientId)).data;
}

/** Whether an act may be offered in the record: until its chart is there nothing is known against it, and the server decides. */
export function useIsOffered(patientId: string, act: string): boolean {
  const { data } = useQuery({ ...chartQuery(patientId), enabled: false });
  return data === undefined || data.offers.has(act);
}

/** To be called after something was written in a record: everything shown of it is fetched again, in place. */
export function useRecordChanged(): (patientId: string) => Promise<void> {
  const queries = useQueryClient();
  return (patientId) => queries.invalidateQueries({ queryKey: ['record', patientId] });
}

/**
 * To be called when something that is shown of a record may be so no longer: what is on screen is fetched again and what is hidden now
 * disappears; what was kept of other pages is forgotten.
 */
export function useRecordSight(): (patientId: string) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    (patientId) => {
      const queryKey = ['record', patientId];
      queries.removeQueries({ queryKey, type: 'inactive' });
      return queries.invalidateQueries({ queryKey });
    },
    [queries],
  );
}
