/**
 * The search parameters of a database as this process knows them. Every write carries the generation of the table it was
 * planned by, and the database refuses it when that has moved (0005-search-parameters.sql): so no process writes rows without
 * what another has added, however long ago it asked. For searches a table is at most a second old; one that uses added
 * parameters has it asked for anew.
 */
import type { Database, Transaction } from '../database.ts';
import type { Statement } from '../queryable.ts';
import { howIndexed } from './index-format.ts';
import type { ParameterTable } from './parameter-table.ts';
import { readTable } from './read-table.ts';
import { settleIndex } from './settle-index.ts';

const askedEveryMs = 1000;

export class ParameterRegistry {
  readonly #database: Database;
  #table: ParameterTable | undefined;
  #asked = Number.NEGATIVE_INFINITY;
  #asking: Promise<ParameterTable> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** As it was when it was last asked for; undefined before the first time. */
  get latest(): ParameterTable | undefined {
    return this.#table;
  }

  /** At most a second old. */
  async recent(): Promise<ParameterTable> {
    return this.#table !== undefined && performance.now() - this.#asked < askedEveryMs ? this.#table : this.now();
  }

  /** Asked for after the call. */
  async now(): Promise<ParameterTable> {
    // What is on its way may be older than the call.
    await this.#asking?.catch(() => undefined);
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<ParameterTable> {
    const began = performance.now();
    const [state] = await this.#database.lane.rows<{ generation: number; how: string }>(stateNow);
    // While something is being rewritten, how far that has come is news.
    if (this.#table === undefined || this.#table.generation !== state?.generation || this.#table.behind().length > 0) {
      const mine = state?.how === howIndexed();
      // Whoever starts last says how it is done; one that was started before stops writing (ParameterTable.versionOf).
      if (this.#table === undefined && !mine) await this.#database.transaction(settleIndex);
      this.#table = await readTable(this.#database.lane);
    }
    this.#asked = began;
    return this.#table as ParameterTable;
  }

  /** Has the index rows of these types written anew, in the background. */
  async rewrite(types: readonly string[] | 'all'): Promise<void> {
    await this.recent();
    await this.#database.transaction((transaction) => settleIndex(transaction, types));
    await this.now();
  }

  /** After SearchParameters have been written by other means than a unit of work of their own (loads). */
  async settle(): Promise<void> {
    await this.#database.transaction((transaction: Transaction) => settleIndex(transaction));
    await this.now();
  }
}

const registries = new WeakMap<Database, ParameterRegistry>();

/** One for each database, shared by all who ask. */
export function parameterRegistryOf(database: Database): ParameterRegistry {
  const found = registries.get(database) ?? new ParameterRegistry(database);
  registries.set(database, found);
  return found;
}

const stateNow: Statement = { name: 'index-state', text: 'select generation, how from index_state' };
