/**
 * Rewrites what is behind, type by type, in the background of a server: in every process, though one at a time works on a
 * type. Requests come first: a batch is as large as takes a few hundredths of a second, and while requests are under way it
 * rests for several times as long as it worked.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database.ts';
import type { ParameterRegistry } from './parameter-registry.ts';
import { rewriteBatch } from './rewrite-batch.ts';

export interface ReindexerOptions {
  /** How many requests are being worked on. */
  inFlight: () => number;
  failed: (error: unknown) => void;
}

const lookEveryMs = 2000;
const restMs = 5;
/** While others work: of each five parts of time, at most one. */
const restPerWork = 4;
const wantedMs = 40;
const [leastRows, mostRows] = [10, 500];

export class Reindexer {
  readonly #database: Database;
  readonly #registry: ParameterRegistry;
  readonly #options: ReindexerOptions;
  readonly #stopping = new AbortController();
  #rows = 50;
  readonly #ended: Promise<void>;

  constructor(database: Database, registry: ParameterRegistry, options: ReindexerOptions) {
    this.#database = database;
    this.#registry = registry;
    this.#options = options;
    this.#ended = this.#run();
  }

  /** Resolves when the batch that is under way is done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        if (!(await this.#workOnce())) await this.#wait(lookEveryMs);
      } catch (error) {
        // The database is away, or another version has taken over: it is tried again when it is looked for next.
        this.#options.failed(error);
        await this.#wait(lookEveryMs);
      }
    }
  }

  /** A batch of each type that is behind; false when nothing was left to do here. */
  async #workOnce(): Promise<boolean> {
    const table = await this.#registry.recent();
    let worked = false;
    for (const { name } of table.behind()) {
      if (this.#stopping.signal.aborted) break;
      const began = performance.now();
      const done = await rewriteBatch(this.#database, this.#registry, name, this.#rows);
      if (done === 'elsewhere') continue;
      worked = true;
      await this.#rest(performance.now() - began);
    }
    return worked;
  }

  async #rest(worked: number): Promise<void> {
    const fitting = Math.round(this.#rows * Math.min(2, wantedMs / Math.max(worked, 1)));
    this.#rows = Math.min(mostRows, Math.max(leastRows, fitting));
    const until = performance.now() + worked * restPerWork;
    while (this.#options.inFlight() > 0 && performance.now() < until && !this.#stopping.signal.aborted)
      await this.#wait(restMs);
  }

  async #wait(milliseconds: number): Promise<void> {
    // Cut short by an end; what keeps the process alive is not this.
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
  }
}

/** Rewrites all that is behind, at once, so many rows at a time (tests). */
export async function reindexNow(database: Database, registry: ParameterRegistry, rows = mostRows): Promise<void> {
  for (;;) {
    const behind = (await registry.now()).behind();
    if (behind.length === 0) return;
    for (const { name } of behind) {
      while ((await rewriteBatch(database, registry, name, rows)) === 'some');
    }
  }
}
