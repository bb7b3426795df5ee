/** What is to be sampled at the unit, and what has been of it. */
import type { Specimen } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { today } from '../../chart/today.ts';
import { catalogueQuery } from '../../orders/order-catalogue-query.ts';
import { testOrdersQuery } from '../../orders/unit-orders-query.ts';
import { dayRows, type WhoAsks } from '../../work/day.ts';
import { dayQuery, searchAll } from '../../work/work-queries.ts';
import { byTheDay, isToSample, type Worklist, worklist } from './tube-rows.ts';

/** So many patients' samples are asked for at a time. */
const together = 20;

const specimensQuery = (patients: readonly string[]) =>
  queryOptions({
    queryKey: ['work', 'orders', 'specimens', patients],
    queryFn: async ({ signal }) => {
      const parts = Array.from({ length: Math.ceil(patients.length / together) }, (_, index) =>
        patients.slice(index * together, (index + 1) * together),
      );
      const found = await Promise.all(
        parts.map((ids) =>
          searchAll<Specimen>(
            'Specimen',
            { patient: ids.map((id) => `Patient/${id}`).join(','), _sort: '-collected', _count: 200 },
            signal,
          ),
        ),
      );
      return found.flatMap(({ matches }) => matches);
    },
    // Those of one patient more are fetched while the others stay on screen.
    placeholderData: (before) => before,
  });

export interface ToSample {
  list: Worklist | undefined;
  /** There are orders that are not among them: the latest. */
  hasMore: boolean;
  /** How many come to the unit today by time. */
  comeToday: number;
  failure: Error | null;
  refetch: () => Promise<unknown>;
}

export function useToSample(who: WhoAsks): ToSample {
  const { unitId } = who;
  const day = useQuery(dayQuery(today()));
  const orders = useQuery(testOrdersQuery(unitId));
  const catalogue = useQuery(catalogueQuery);
  const { outgoing = [], planned = [] } = orders.data ?? {};
  const rows = outgoing.filter(isToSample);
  const patients = [...new Set(rows.map(({ patientId }) => patientId))].toSorted();
  const specimens = useQuery({ ...specimensQuery(patients), enabled: orders.data !== undefined });
  // Without the day list the samples are there all the same.
  const coming = day.data ? dayRows(day.data.matches, day.data.included, who) : day.isError ? [] : undefined;
  const isThere = orders.data && catalogue.data && specimens.data && coming;
  return {
    list: isThere
      ? byTheDay(worklist([...rows, ...planned], specimens.data ?? [], catalogue.data ?? [], today()), coming)
      : undefined,
    hasMore: orders.data?.hasMore === true,
    comeToday: new Set(coming?.map(({ patientId }) => patientId)).size,
    failure: orders.error ?? catalogue.error ?? specimens.error,
    refetch: () => Promise.all([orders.refetch(), catalogue.refetch(), specimens.refetch()]),
  };
}
