/** Units of the own care provider that orders are sent to: an order to another could not be read there. */
import type { Organization } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { followPage, searchResources } from '@vardkedjan/ui/fhir-client.ts';

const kindSystem = 'https://vardkedjan.se/fhir/CodeSystem/unit-kind';
const referredTo = ['clinic', 'ward', 'emergency', 'maternity', 'rehabilitation', 'health-centre'];

export type UnitsFor = 'laboratory' | 'imaging' | 'referral';

export const unitsQuery = (what: UnitsFor, careProvider: string) =>
  queryOptions({
    queryKey: ['units', what, careProvider],
    queryFn: async ({ signal }) => {
      const kinds = what === 'referral' ? referredTo : [what];
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

export const referralUnitsQuery = (careProvider: string) => unitsQuery('referral', careProvider);
