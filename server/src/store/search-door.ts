/** The way to searches while they are being built. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from './queryable.ts';
import type { SearchPage } from './record.ts';

export async function search(database: Queryable, caller: Caller, query: SearchQuery): Promise<SearchPage> {
  const place = './search/search.ts';
  const door = (await import(place).catch(() => {
    throw new Failure('not-supported', 'Search is not supported yet');
  })) as { search(database: Queryable, caller: Caller, query: SearchQuery): Promise<SearchPage> };
  return door.search(database, caller, query);
}
