/** The one request that the start page and the record's first page are painted from. */
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { queryOptions, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { followPage, operate, type Page, type Query, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useResident } from '../session/session-context.ts';
import { type OwnRecord, ownRecordOf } from './own-record.ts';

const chartQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['own-record', patientId],
    queryFn: async ({ signal }) =>
      ownRecordOf((await operate<Bundle>(`Patient/${encodeURIComponent(patientId)}/$chart`, { signal })).resource),
  });

export function useOwnRecord(): OwnRecord {
  return useSuspenseQuery(chartQuery(useResident().patientId)).data;
}

export interface AllOf<T> {
  found: T[];
  hasMore: boolean;
  isLoadingMore: boolean;
  more: () => void;
}

/** Everything of one kind, in pages. */
export function useAllOf<T extends Resource>(
  type: T['resourceType'],
  query: Query,
  patientParameter: 'patient' | 'subject' = 'patient',
): AllOf<T> {
  const { patientId } = useResident();
  const pages = useSuspenseInfiniteQuery({
    queryKey: ['own-list', patientId, type, query],
    queryFn: ({ pageParam, signal }): Promise<Page<T>> =>
      pageParam === ''
        ? searchResources<T>(type, { [patientParameter]: `Patient/${patientId}`, _count: 100, ...query }, signal)
        : followPage<T>(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  return {
    found: pages.data.pages.flatMap((page) => page.matches),
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    more: () => void pages.fetchNextPage(),
  };
}
