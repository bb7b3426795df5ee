/**
 * Between the reading of a search and its run an added parameter may have been taken away or changed, by any process: then
 * nothing is written any more by which it would find, and it does not answer.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { ParameterRegistry } from './parameter-registry.ts';
import { ParameterTable } from './parameter-table.ts';

/** Costs nothing but where parameters have been added and the search uses one. */
export async function requireAnswerable(query: SearchQuery, registry: ParameterRegistry): Promise<void> {
  const { parameters } = query;
  if (!(parameters instanceof ParameterTable) || !parameters.hasAdded) return;
  const used = addedIn(query.criteria, query.sort, query.across, query.include, query.revinclude);
  if (used.size === 0) return;
  const now = await registry.now();
  if (now.generation === parameters.generation) return;
  for (const { owner, code, sources } of used) {
    const same = now.find(owner, code);
    if (same?.sources.join() !== sources.join())
      throw new Failure('unavailable', `The search parameter ${code} of ${owner} has just changed; ask again.`);
  }
}

/** However deep it stands: in chains, parts of composites, reverse chains. */
function addedIn(...values: readonly unknown[]): Set<SearchParameter> {
  const found = new Set<SearchParameter>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('added' in value && value.added === true) found.add(value as SearchParameter);
    for (const inside of Object.values(value)) look(inside);
  };
  values.forEach(look);
  return found;
}
