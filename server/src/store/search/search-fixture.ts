/**
 * For tests of searches: resources put into a database of the file's own, and searches by a query string.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Resource } from '@medplum/fhirtypes';
import { parseSearch, type SearchScope } from '@vardkedjan/fhir/search/parse.ts';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import { openRecord } from '../open-record.ts';
import type { SearchPage } from '../record.ts';
import { parameterRegistryOf } from '../reindex/parameter-registry.ts';
import { search } from './search.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';

export const systemCaller: Caller = { kind: 'system', id: 'test', name: 'Test' };

export interface SearchFixture {
  database: TestDatabase;
  put: (...resources: Resource[]) => Promise<void>;
  /** With an id that the server makes; answers the reference. */
  create: (resource: Resource) => Promise<string>;
  remove: (type: string, id: string) => Promise<void>;
  page: (url: string, caller?: Caller) => Promise<SearchPage>;
  /** Ids of the matches, in order, with a blank between. */
  ids: (url: string, caller?: Caller) => Promise<string>;
  /** The same, sorted by name. */
  found: (url: string, caller?: Caller) => Promise<string>;
}

/** `Observation`, `` (the whole system), `Patient/anna/Observation`, `Patient/anna/*`. */
function scopeOf(path: string): SearchScope {
  const [type, id, member] = path.split('/');
  if (id === undefined || type === undefined) return { type: type === '' ? undefined : type };
  return { type: member === '*' ? undefined : member, compartment: { type, id } };
}

export async function searchFixture(): Promise<SearchFixture> {
  const database = await testDatabase();
  const record = openRecord(database, systemCaller);
  const page = async (url: string, caller = systemCaller): Promise<SearchPage> => {
    const [path = '', text = ''] = url.split('?');
    const query = parseSearch(scopeOf(path), [...new URLSearchParams(text)], {
      lenient: false,
      zone: stockholmZone,
      parameters: await parameterRegistryOf(database).recent(),
    });
    return search(database, caller, query);
  };
  const names = async (url: string, caller?: Caller): Promise<string[]> =>
    (await page(url, caller)).matches.map(({ id }) => id);
  return {
    database,
    page,
    async put(...resources) {
      await record.write(
        resources.map((resource) => ({
          action: 'update',
          resource,
          ...(resource.id !== undefined && { id: resource.id }),
        })),
      );
    },
    async create(resource) {
      const [written] = await record.write([{ action: 'create', resource }]);
      return `${resource.resourceType}/${written?.stored.id ?? ''}`;
    },
    async remove(type, id) {
      await record.write([{ action: 'delete', type, id }]);
    },
    ids: async (url, caller) => (await names(url, caller)).join(' '),
    found: async (url, caller) => (await names(url, caller)).sort().join(' '),
  };
}
