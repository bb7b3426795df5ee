/** Units of the own care provider that orders are sent to: an order to another could not be read there. */
import type { Organization } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { followPage, readResource, searchResources } from '@vardkedjan/ui/fhir-client.ts';

const kindSystem = 'https://vardkedjan.se/fhir/CodeSystem/unit-kind';
const referredTo = ['clinic', 'ward', 'emergency', 'maternity', 'rehabilitation', 'health-centre'];

export type UnitsFor = 'laboratory' | 'imaging' | 'examination' | 'referral' | 'bed';

/** unit-kind */
const kindsOf: Readonly<Record<UnitsFor, readonly string[]>> = {
  laboratory: ['laboratory'],
  imaging: ['imaging'],
  examination: ['imaging', 'physiology'],
  referral: referredTo,
  bed: ['ward'],
};

export const unitsQuery = (what: UnitsFor, careProvider: string) =>
  queryOptions({
    queryKey: ['units', what, careProvider],
    queryFn: async ({ signal }) => {
      const kinds = kindsOf[what];
      let page = await searchResources<Organization>(
        'Organization',
        {
          type: kinds.map((kind) => `${kindSystem}|${kind}`).join(','),
          'partof:below': `Organization/${careProvider}`,
          _count: 500,
        },
        signal,
      );
      const found = [...page.matches];
      while (page.next !== undefined) {
        page = await followPage<Organization>(page.next, signal);
        found.push(...page.matches);
      }
      return found;
    },
    staleTime: 10 * 60_000,
  });

export const ownUnitQuery = (id: string) =>
  queryOptions({
    queryKey: ['unit', id],
    queryFn: async ({ signal }) => (await readResource<Organization>('Organization', id, signal)).resource,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const referralUnitsQuery = (careProvider: string) => unitsQuery('referral', careProvider);

/** Of those who examine, those who do what is ordered; where none does physiology, imaging has a worklist that is staffed. */
export function whoExamine(units: readonly Organization[], kind: 'imaging' | 'physiology'): readonly Organization[] {
  const of = (code: string) =>
    units.filter(({ type = [] }) =>
      type.some(({ coding = [] }) => coding.some((one) => one.system === kindSystem && one.code === code)),
    );
  const own = of(kind);
  return own.length > 0 ? own : of('imaging');
}
