/** What is to be sampled at the unit, and what has been of it. */
import type { Specimen, Task } from '@medplum/fhirtypes';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { orderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { today } from '../../chart/today.ts';
import { catalogueQuery } from '../../orders/order-catalogue-query.ts';
import { orderRows } from '../../orders/unit-order-rows.ts';
import { unitOrdersQuery } from '../../orders/unit-orders-query.ts';
import { dayRows, type WhoAsks } from '../../work/day.ts';
import { dayQuery, searchAll, unitQuery } from '../../work/work-queries.ts';
import { byTheDay, toSampleHere, type Worklist, worklist } from './tube-rows.ts';

/** So many patients' samples are asked for at a time. */
const together = 20;

const partsOf = (patients: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(patients.length / together) }, (_, index) =>
    patients
      .slice(index * together, (index + 1) * together)
      .map((id) => `Patient/${id}`)
      .join(','),
  );

const specimensQuery = (patients: readonly string[]) =>
  queryOptions({
    queryKey: ['work', 'orders', 'specimens', patients],
    queryFn: async ({ signal }) => {
      const found = await Promise.all(
        partsOf(patients).map((patient) =>
          searchAll<Specimen>('Specimen', { patient, _sort: '-collected', _count: 200 }, signal),
        ),
      );
      return found.flatMap(({ matches }) => matches);
    },
    // Those of one patient more are fetched while the others stay on screen.
    placeholderData: (before) => before,
  });

/** Whoever asked for them: of those who are at the unit now. */
const ofPresentQuery = (unitId: string, patients: readonly string[]) =>
  queryOptions({
    queryKey: ['work', 'orders', 'of-present', unitId, ...patients],
    queryFn: async ({ signal }) => {
      const found = await Promise.all(
        partsOf(patients).map((patient) =>
          searchAll<Task>(
            'Task',
            {
              code: orderTask.code,
              status: 'requested,received,ready,accepted,in-progress',
              patient,
              _include: ['Task:focus', 'Task:patient'],
              _count: 200,
            },
            signal,
          ),
        ),
      );
      const [tasks, included] = [found.flatMap(({ matches }) => matches), found.flatMap((part) => part.included)];
      return orderRows(tasks, included, new Date());
    },
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  });

export interface ToSample {
  list: Worklist | undefined;
  /** How many come to the unit today by time. */
  comeToday: number;
  failure: Error | null;
  refetch: () => Promise<unknown>;
}

export function useToSample(who: WhoAsks): ToSample {
  const { unitId } = who;
  const day = useQuery(dayQuery(today()));
  const orders = useQuery(unitOrdersQuery(unitId));
  const catalogue = useQuery(catalogueQuery);
  const unit = useQuery(unitQuery(unitId));
  const here = [...new Set(unit.data?.matches.flatMap(({ subject }) => subject?.reference?.split('/').at(-1) ?? []))];
  const ofPresent = useQuery({ ...ofPresentQuery(unitId, here.toSorted()), enabled: unit.data !== undefined });
  const { outgoing = [], planned = [], incoming = [] } = orders.data ?? {};
  const rows = toSampleHere({ outgoing, ofPresent: ofPresent.data ?? [], incoming });
  const patients = [...new Set(rows.map(({ patientId }) => patientId))].toSorted();
  const specimens = useQuery({
    ...specimensQuery(patients),
    enabled: orders.data !== undefined && ofPresent.data !== undefined,
  });
  // Without the day list the samples are there all the same.
  const coming = day.data ? dayRows(day.data.matches, day.data.included, who) : day.isError ? [] : undefined;
  const isThere = orders.data && ofPresent.data && catalogue.data && specimens.data && coming;
  return {
    list: isThere
      ? byTheDay(
          worklist(
            [...rows, ...planned.filter(({ id }) => !rows.some((row) => row.id === id))],
            specimens.data ?? [],
            catalogue.data ?? [],
            today(),
          ),
          coming,
        )
      : undefined,
    comeToday: new Set(coming?.map(({ patientId }) => patientId)).size,
    failure: orders.error ?? unit.error ?? ofPresent.error ?? catalogue.error ?? specimens.error,
    refetch: () =>
      Promise.all([orders.refetch(), unit.refetch(), ofPresent.refetch(), catalogue.refetch(), specimens.refetch()]),
  };
}
