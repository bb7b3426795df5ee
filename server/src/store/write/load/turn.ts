/** Conditional creates of all importing processes come one after the other: each sees what the one before made. */
import type pg from 'pg';
import type { Database } from '../../database.ts';

const turns = 8275;

export class Turn {
  readonly #database: Database;
  #holder: pg.Client | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  get isHeld(): boolean {
    return this.#holder !== undefined;
  }

  /** Resolves when it is ours. */
  async take(): Promise<void> {
    if (this.#holder !== undefined) {
      return;
    }
    this.#holder = await this.#database.connect();
    await this.#holder.query('set statement_timeout = 0');
    await this.#holder.query('select pg_advisory_lock($1, 0)', [turns]);
  }

  async give(): Promise<void> {
    const holder = this.#holder;
    this.#holder = undefined;
    await holder?.end();
  }
}
