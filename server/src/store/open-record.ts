/**
 * The record, opened for one caller (invariant 2). Everything that leaves here has passed the caller's visibility.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import { type Visibility, visibilityOf } from '@vardkedjan/care/access/visibility.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { type LogPage, readAccessLog } from './access-log/read-log.ts';
import { readChart } from './read/chart.ts';
import { WriteCombiner } from './write/combine-writes.ts';
import { type Database, databaseWithin, type Transaction } from './database.ts';
import { type EverythingRequest, readEverything } from './read/everything.ts';
import { type HistoryRequest, readHistory } from './read/history.ts';
import { emptyVersions } from './write/erase.ts';
import { Keys } from './write/keys.ts';
import { Organisations } from './write/rows/organisations.ts';
import { type ParameterRegistry, parameterRegistryOf } from './reindex/parameter-registry.ts';
import { requireAnswerable } from './reindex/require-answerable.ts';
import { readStored, readVersion } from './read/read.ts';
import type {
  Change,
  Meanwhile,
  HistoryPage,
  HistoryScope,
  OpenRecord,
  SearchPage,
  Stored,
  Written,
} from './record.ts';
import { RoleRights } from './facts/role-rights.ts';
import { search } from './search/search.ts';
import { searchText, type TextSearchRequest } from './read/text-search.ts';
import { profilesOf } from './profiles/profile-check.ts';
import { knownDrugsOf } from './definitions/drug-knowledge.ts';
import { answersCaller } from './write/holds/answers-to-see.ts';
import { WhoSees } from './write/holds/who-sees.ts';
import { tryChanges, writeChanges, type WriterContext } from './write/writer.ts';

/** What all records opened on one database share: blocks of keys, the organisations, what roles may do, writes that come together. */
interface Shared {
  keys: Keys;
  organisations: Organisations;
  combiner: WriteCombiner;
  roles: RoleRights;
  registry: ParameterRegistry;
}

const shared = new WeakMap<Database, Shared>();

export function sharedOf(database: Database): Shared {
  let found = shared.get(database);
  if (found === undefined) {
    found = {
      keys: new Keys(database.lane),
      organisations: new Organisations(database.lane),
      combiner: new WriteCombiner(database),
      roles: new RoleRights(database.lane),
      registry: parameterRegistryOf(database),
    };
    shared.set(database, found);
  }
  return found;
}

/**
 * `reach`: how long the care relations that are written last, when it is not as usual. `lastResort`: `Organization/x`, whose list takes the
 * answers that match nobody.
 */
export function openRecord(database: Database, caller: Caller, reach?: Reach, lastResort?: string): OpenRecord {
  return new RecordForCaller(database, caller, reach, lastResort);
}

class RecordForCaller implements OpenRecord {
  readonly #database: Database;
  readonly #caller: Caller;
  readonly #visibility: Visibility;
  readonly #reach: Reach | undefined;
  readonly #lastResort: string | undefined;

  constructor(database: Database, caller: Caller, reach: Reach | undefined, lastResort: string | undefined) {
    this.#database = database;
    this.#caller = caller;
    this.#visibility = visibilityOf(caller);
    this.#reach = reach;
    this.#lastResort = lastResort;
  }

  read(type: string, id: string): Promise<Stored | undefined> {
    return readStored(this.#database.lane, this.#visibility, type, id);
  }

  vread(type: string, id: string, version: number): Promise<Stored | undefined> {
    return readVersion(this.#database.lane, this.#visibility, type, id, version);
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    await requireAnswerable(query, sharedOf(this.#database).registry);
    return search(this.#database, this.#caller, query);
  }

  history(scope: HistoryScope, page: HistoryRequest): Promise<HistoryPage> {
    return readHistory(
      this.#database.lane,
      this.#database,
      { caller: this.#caller, visibility: this.#visibility },
      scope,
      page,
    );
  }

  everything(patientId: string, page: EverythingRequest): Promise<SearchPage> {
    return readEverything(this.#database.lane, { caller: this.#caller, visibility: this.#visibility }, patientId, page);
  }

  chart(patientId: string): Promise<Stored[] | undefined> {
    return readChart(this.#database.lane, this.#visibility, patientId);
  }

  textSearch(patientKey: number, request: TextSearchRequest): Promise<SearchPage> {
    return searchText(
      this.#database.lane,
      { caller: this.#caller, visibility: this.#visibility },
      [patientKey],
      request,
    );
  }

  accessLog(patientKey: number, page: { count: number; cursor?: string | undefined }): Promise<LogPage> {
    return readAccessLog(this.#database.lane, this.#caller, { patientKey }, page);
  }

  write(changes: Change[], meanwhile?: Meanwhile): Promise<Written[]> {
    if (meanwhile === undefined) {
      return writeChanges(changes, this.#writing());
    }
    return writeChanges(changes, {
      ...this.#writing(),
      meanwhile: (transaction) => meanwhile({ record: this.#within(transaction), facts: transaction }),
    });
  }

  async erase(type: string, id: string): Promise<{ patientKey: number; versions: number } | undefined> {
    const stored = await this.read(type, id);
    if (stored === undefined) {
      return undefined;
    }
    let versions = 0;
    await writeChanges([{ action: 'delete', type, id }], {
      ...this.#writing(),
      meanwhile: async (transaction) => {
        versions = await emptyVersions(transaction, stored);
      },
    });
    return { patientKey: stored.patientKey, versions };
  }

  tryWrite(changes: Change[]): Promise<Written[]> {
    return tryChanges(changes, this.#writing());
  }

  /** The same record, read through a transaction that has not been committed. */
  #within(transaction: Transaction): OpenRecord {
    const database = databaseWithin(this.#database, transaction);
    shared.set(database, sharedOf(this.#database));
    return new RecordForCaller(database, this.#caller, this.#reach, this.#lastResort);
  }

  #writing(): WriterContext {
    return {
      ...sharedOf(this.#database),
      database: this.#database,
      caller: this.#caller,
      visibility: this.#visibility,
      reach: this.#reach,
      profiles: profilesOf(this.#database),
      knownDrugs: knownDrugsOf(this.#database),
      sees: new WhoSees(
        async (query, database) => (await search(database, answersCaller, query)).matches,
        this.#lastResort,
      ),
      match: async (query, count, database) => {
        await requireAnswerable(query, sharedOf(this.#database).registry);
        return (await search(database, this.#caller, { ...query, count })).matches;
      },
    };
  }
}
