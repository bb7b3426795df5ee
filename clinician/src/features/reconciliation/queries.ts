/** Everything that says what the patient takes, as the caller may see it, and whose it is. More than fits is told, and is then not reconciled. */
import type { MedicationRequest, MedicationStatement, Organization, Resource } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { careUnitOf } from '@vardkedjan/ui/note/care-unit-of.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

const most = 200;
/** A unit, a clinic, a hospital, a care provider: no chain is longer. */
const longestChain = 6;

export interface DrugSources {
  orders: MedicationRequest[];
  statements: MedicationStatement[];
  /** Ids of the units that belong to the caller's care provider. */
  ownUnits: ReadonlySet<string>;
  hasMore: boolean;
}

export const sourcesQuery = (patientId: string, careProviderId: string) =>
  queryOptions({
    queryKey: ['record', patientId, 'drug-sources', careProviderId],
    queryFn: async ({ signal }): Promise<DrugSources> => {
      const [orders, statements] = await Promise.all([
        searchResources<MedicationRequest>(
          'MedicationRequest',
          { patient: patientId, status: 'active,on-hold,unknown', _count: most },
          signal,
        ),
        searchResources<MedicationStatement>('MedicationStatement', { patient: patientId, _count: most }, signal),
      ]);
      const units = [...orders.matches, ...statements.matches].flatMap((one) => unitIdOf(one) ?? []);
      return {
        orders: orders.matches,
        statements: statements.matches,
        ownUnits: await unitsWithin(careProviderId, units, signal),
        hasMore: orders.next !== undefined || statements.next !== undefined,
      };
    },
    structuralSharing: false,
  });

export const unitIdOf = (resource: Resource): string | undefined => careUnitOf(resource)?.reference?.split('/').at(-1);

/** Those whose chain of organisations leads to the care provider. */
async function unitsWithin(
  provider: string,
  units: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const parents = new Map<string, string | undefined>();
  let wanted = [...new Set(units)].filter((id) => id !== provider);
  for (let step = 0; step < longestChain && wanted.length > 0; step++) {
    const { matches } = await searchResources<Organization>(
      'Organization',
      { _id: wanted.join(','), _elements: 'partOf', _count: most },
      signal,
    );
    for (const { id = '', partOf } of matches) parents.set(id, partOf?.reference?.split('/').at(-1));
    wanted = [...new Set(matches.flatMap(({ partOf }) => partOf?.reference?.split('/').at(-1) ?? []))].filter(
      (id) => id !== provider && !parents.has(id),
    );
  }
  const leads = (id: string | undefined): boolean =>
    id !== undefined && (id === provider || (parents.has(id) && leads(parents.get(id))));
  return new Set(units.filter(leads));
}
