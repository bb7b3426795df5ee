/**
 * Searches for a caller, as the opened record offers them.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Database } from '../database.ts';
import type { Queryable } from '../queryable.ts';
import type { SearchPage } from '../record.ts';
import { runSearch } from './run-search.ts';

/** @param database a transaction or lane for all of it; or the database, whose lane then takes the short statements only */
export function search(database: Queryable | Database, caller: Caller, query: SearchQuery): Promise<SearchPage> {
  const [quick, led] = 'lane' in database ? [database.lane, database.led] : [database, database];
  return runSearch(query, { caller, visibility: visibilityOf(caller), quick, led, slow: database, now: Date.now() });
}
