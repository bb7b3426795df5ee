/** What waits to be given to those on the board. Asked for beside the board, which does not wait for it. */
import type { MedicationAdministration, MedicationRequest } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { type DosesWaiting, dosesWaiting } from '@vardkedjan/care/clinical/giving/doses-waiting.ts';
import { searchAll } from '../../../work/work-queries.ts';

/** So many patients' orders are asked for at a time. */
const together = 20;
const refreshEvery = 60_000;
const back = 25 * 3_600_000;

export interface OrdersAndGiven {
  orders: MedicationRequest[];
  given: MedicationAdministration[];
  /** There was more than could be read: then nothing is told. */
  hasMore: boolean;
}

export const dosesQuery = (unitId: string, patientIds: readonly string[]) =>
  queryOptions({
    // Beneath the board's own: whatever of the unit has changed fetches it anew.
    queryKey: ['ward', unitId, 'doses', ...patientIds],
    enabled: patientIds.length > 0,
    queryFn: async ({ signal }): Promise<OrdersAndGiven> => {
      const since = new Date(Date.now() - back).toISOString();
      const parts = await Promise.all(
        chunks(patientIds).map(async (ids) => {
          const patient = ids.map((id) => `Patient/${id}`).join(',');
          const recorded = { patient, 'effective-time': `ge${since}`, _count: 200 };
          return Promise.all([
            searchAll<MedicationRequest>('MedicationRequest', { patient, status: 'active', _count: 200 }, signal),
            searchAll<MedicationAdministration>('MedicationAdministration', recorded, signal),
          ]);
        }),
      );
      return {
        orders: parts.flatMap(([orders]) => orders.matches),
        given: parts.flatMap(([, given]) => given.matches),
        hasMore: parts.flat().some(({ hasMore }) => hasMore),
      };
    },
    refetchInterval: refreshEvery,
    structuralSharing: false,
  });

/** By patient; undefined: not known, which is not none. */
export function dosesByPatient(
  found: OrdersAndGiven | undefined,
  patientIds: readonly string[],
  now: number,
): ReadonlyMap<string, DosesWaiting> | undefined {
  if (found === undefined || found.hasMore) return undefined;
  const idOf = ({ subject }: MedicationRequest | MedicationAdministration) =>
    subject.reference?.split('/').at(-1) ?? '';
  const [orders, given] = [Map.groupBy(found.orders, idOf), Map.groupBy(found.given, idOf)];
  return new Map(patientIds.map((id) => [id, dosesWaiting(orders.get(id) ?? [], given.get(id) ?? [], now)]));
}

export function chunks(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += together) parts.push(ids.slice(at, at + together));
  return parts;
}
