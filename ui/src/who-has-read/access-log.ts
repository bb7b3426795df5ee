/** `GET Patient/{id}/$access-log`, page by page, the newest first. */
import type { AuditEvent, Bundle } from '@medplum/fhirtypes';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { followPage, operate, pageOf } from '../fhir-client.ts';
import { accessRowOf } from './access-row.ts';

const pageSize = 200;

export const accessLogQuery = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: ['access-log', patientId],
    queryFn: async ({ pageParam, signal }) => {
      const page =
        pageParam === ''
          ? pageOf<AuditEvent>(
              (
                await operate<Bundle>(`Patient/${encodeURIComponent(patientId)}/$access-log`, {
                  query: { _count: pageSize },
                  signal,
                })
              ).resource,
            )
          : await followPage<AuditEvent>(pageParam, signal);
      return { rows: page.matches.map(accessRowOf), next: page.next };
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
