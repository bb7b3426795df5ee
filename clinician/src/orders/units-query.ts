/** Units that orders are sent to, the own care provider's before those of others: what is sent to another is handed out to it (care/src/coordination/orders/handed-out.ts). */
import type { Organization } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import type { OrderKind } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { followPage, readResource, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import type { OfferedUnit } from './nearest-unit.ts';

const kindSystem = 'https://vardkedjan.se/fhir/CodeSystem/unit-kind';
const referredTo = [
  'clinic',
  'private-clinic',
  'ward',
  'emergency',
  'maternity',
  'rehabilitation',
  'health-centre',
  'home-care',
];

export type UnitsFor = 'laboratory' | 'imaging' | 'examination' | 'referral' | 'bed';

/** unit-kind */
const kindsOf: Readonly<Record<UnitsFor, readonly string[]>> = {
  laboratory: ['laboratory'],
  imaging: ['imaging'],
  examination: ['imaging', 'physiology'],
  referral: referredTo,
  bed: ['ward'],
};

/** A bed is asked for at the own care provider only: who lies in it is in its care (docs/open-questions.md). */
export const unitsQuery = (what: UnitsFor, careProvider: string) =>
  queryOptions({
    queryKey: ['units', what, careProvider],
    queryFn: async ({ signal }): Promise<readonly OfferedUnit[]> => {
      const type = kindsOf[what].map((kind) => `${kindSystem}|${kind}`).join(',');
      const own = { type, 'partof:below': `Organization/${careProvider}` };
      if (what === 'bed') return unitsFound(own, signal);
      const [all, ours] = await Promise.all([unitsFound({ type }, signal), unitsFound(own, signal)]);
      const ids = new Set(ours.map(({ id }) => id));
      return all.map((unit) => (ids.has(unit.id) ? unit : { ...unit, isOfOthers: true as const }));
    },
    staleTime: 10 * 60_000,
  });

async function unitsFound(asked: Record<string, string>, signal: AbortSignal): Promise<Organization[]> {
  let page = await searchResources<Organization>('Organization', { ...asked, _count: 500 }, signal);
  const found = [...page.matches];
  while (page.next !== undefined) {
    page = await followPage<Organization>(page.next, signal);
    found.push(...page.matches);
  }
  return found;
}

export const ownUnitQuery = (id: string) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: async ({ signal }) => (await readResource<Organization>('Organization', id, signal)).resource,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where an order of the kind is forwarded to: units that do the same. */
export const unitsThatDo = (kind: OrderKind): UnitsFor => doneBy[kind];

const doneBy: Readonly<Record<OrderKind, UnitsFor>> = {
  laboratory: 'laboratory',
  imaging: 'imaging',
  physiology: 'examination',
  referral: 'referral',
  nursing: 'bed',
  bed: 'bed',
};

/** Of those who examine, those who do what is ordered; where none does physiology, imaging has a worklist that is staffed. */
export function whoExamine(units: readonly OfferedUnit[], kind: 'imaging' | 'physiology'): readonly OfferedUnit[] {
  const of = (code: string) =>
    units.filter(({ type = [] }) =>
      type.some(({ coding = [] }) => coding.some((one) => one.system === kindSystem && one.code === code)),
    );
  const doing = of(kind);
  return doing.length > 0 ? doing : of('imaging');
}
