/** The record's events, read page by page with `$everything` (http://hl7.org/fhir/R4/patient-operation-everything.html); shown as they come. */
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { useInfiniteQuery } from '@tanstack/react-query';
import { followPage, operate, type Page, pageOf } from '@vardkedjan/ui/fhir-client.ts';
import { useEffect, useMemo } from 'react';
import { describe, type Kind } from '../../chart/describe.ts';
import { type TimeEvent, timeEvents } from './timeline-scale.ts';

const types =
  'Encounter,Condition,MedicationRequest,QuestionnaireResponse,DiagnosticReport,ServiceRequest,Procedure,Immunization,CarePlan';
/** What has a lane; anything else that comes along is not drawn. */
export const timelineKinds: readonly Kind[] = [
  'contact',
  'problem',
  'medication',
  'note',
  'report',
  'referral',
  'procedure',
  'vaccination',
  'plan',
];
const pageSize = 500;

export function useTimeline(patientId: string, now: number): { events: TimeEvent[]; isLoading: boolean } {
  const found = useInfiniteQuery({
    queryKey: ['record', patientId, 'timeline'],
    queryFn: async ({ pageParam, signal }): Promise<Page<Resource>> =>
      pageParam === ''
        ? pageOf(
            (
              await operate<Bundle>(`Patient/${encodeURIComponent(patientId)}/$everything`, {
                query: { _type: types, _count: pageSize },
                signal,
              })
            ).resource,
          )
        : followPage(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    structuralSharing: false,
    throwOnError: true,
    staleTime: 60_000,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const events = useMemo(
    () =>
      timeEvents(
        (found.data?.pages ?? [])
          .flatMap((page) => [...page.matches, ...page.included])
          .map(describe)
          .filter((description) => timelineKinds.includes(description.kind)),
        now,
      ),
    [found.data, now],
  );
  return { events, isLoading: found.isPending || hasNextPage };
}
