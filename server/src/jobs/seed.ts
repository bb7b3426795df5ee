/**
 * Fills a demo with the invented region: the foundation and the cast before the server listens, the other residents behind
 * it. What is there is left as it is, so a seed that was killed goes on where it was; the moment that the region was first
 * made for is kept in the record itself (Basic/invented-region), so that it goes on with the same region.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import { defaultSeed } from '@vardkedjan/region/cast.ts';
import {
  appointmentsOfToday,
  castRecords,
  foundation,
  type RegionOptions,
  residents,
} from '@vardkedjan/region/region.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Database } from '../store/database.ts';
import { type Identified, Loader } from '../store/write/load.ts';
import { openRecord } from '../store/open-record.ts';
import type { OpenRecord } from '../store/record.ts';
import { type RegionState, readRegionState, stateResource } from './region-state.ts';

const caller: SystemCaller = { kind: 'system', id: 'seed', name: 'Seed' };

/** Chunks are committed a few at a time and may overtake each other: so many residents back everything is whole. */
const overlap = 50;
const dayCheckEvery = 10 * 60_000;

export interface SeedOptions {
  /** Residents beside the cast, the first time. */
  residents: number;
  reach?: Reach;
  /** One line of progress. */
  say(line: string): void;
  now?: () => Date;
}

export interface Seeding {
  /** Goes on with the residents, and each morning with the new day's lists; returns at once. */
  continue(): void;
  /** Ends between two residents; what was loaded stays. */
  stop(): Promise<void>;
  /** Resolves when all residents are there, or when stopped. */
  finished(): Promise<void>;
}

/** Resolves when the foundation and the cast are there. */
export async function seedRegion(database: Database, options: SeedOptions): Promise<Seeding> {
  const record = openRecord(database, caller, options.reach);
  const clock = options.now ?? (() => new Date());
  const found = await readRegionState(record);
  const state: RegionState = found ?? {
    seed: defaultSeed,
    now: clock(),
    residents: options.residents,
    castLoaded: false,
  };
  const region: RegionOptions = { seed: state.seed, now: state.now };
  if (!found) await keep(record, state);
  if (!state.castLoaded) {
    await loadCast(database, options, region, found === undefined);
    await keep(record, { ...state, castLoaded: true });
  }
  await loadAll(database, options, appointmentsOfToday({ ...region, now: clock() }), false);
  return new RunningSeed(database, record, options, state, clock);
}

async function loadCast(
  database: Database,
  options: SeedOptions,
  region: RegionOptions,
  fresh: boolean,
): Promise<void> {
  const started = performance.now();
  options.say('Filling an invented region for the first time …');
  let count = await loadAll(database, options, foundation(region), fresh);
  options.say(`  ${count.toLocaleString('en')} resources: units, staff, templates`);
  const loader = new BatchLoader(database, options, fresh);
  for (const resources of castRecords(region)) await loader.add(resources);
  count = await loader.finish();
  options.say(
    `  ${count.toLocaleString('en')} resources: the cast and their units' patients (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
}

/** Loads batches whose resources refer to each other in both directions, as an Encounter and its Condition do. */
class BatchLoader {
  readonly #loader: Loader;
  readonly #options: SeedOptions;
  #coming = new Set<string>();
  #refused = 0;

  constructor(database: Database, options: SeedOptions, fresh: boolean) {
    this.#options = options;
    this.#loader = new Loader(database, {
      caller,
      fresh,
      isComing: (name) => this.#coming.has(name),
      told: (resource, fate, why) => {
        if (fate === 'refused' && this.#refused++ === 0) {
          options.say(
            `  ${resource.resourceType}/${resource.id} was refused: ${why?.failure?.message ?? 'no reason given'}`,
          );
        }
      },
      ...(options.reach && { reach: options.reach }),
    });
  }

  async add(resources: readonly Resource[]): Promise<void> {
    this.#coming = new Set(resources.map((resource) => `${resource.resourceType}/${resource.id}`));
    for (const resource of resources) {
      if (resource.id !== undefined) await this.#loader.add(resource as Identified);
    }
  }

  async finish(): Promise<number> {
    const { loaded, refused } = await this.#loader.finish();
    if (refused > 0) this.#options.say(`  ${refused.toLocaleString('en')} resources were refused`);
    return loaded;
  }
}

async function loadAll(
  database: Database,
  options: SeedOptions,
  resources: readonly Resource[],
  fresh: boolean,
): Promise<number> {
  const loader = new BatchLoader(database, options, fresh);
  await loader.add(resources);
  return loader.finish();
}

async function keep(record: OpenRecord, state: RegionState): Promise<void> {
  const resource = stateResource(state);
  await record.write([{ action: 'update', resource, id: resource.id }]);
}

class RunningSeed implements Seeding {
  readonly #database: Database;
  readonly #record: OpenRecord;
  readonly #options: SeedOptions;
  readonly #state: RegionState;
  readonly #clock: () => Date;
  #stopping = false;
  #work: Promise<void> | undefined;
  #mornings: NodeJS.Timeout | undefined;
  #day: string;

  constructor(database: Database, record: OpenRecord, options: SeedOptions, state: RegionState, clock: () => Date) {
    this.#database = database;
    this.#record = record;
    this.#options = options;
    this.#state = state;
    this.#clock = clock;
    this.#day = dayOf(clock());
  }

  continue(): void {
    this.#work ??= this.#fill().catch((error: unknown) => {
      // The demo works without the rest; the next start goes on from here.
      if (!this.#stopping)
        this.#options.say(
          `The region could not be filled further: ${error instanceof Error ? error.message : String(error)}`,
        );
    });
    this.#mornings ??= setInterval(() => this.#morning(), dayCheckEvery).unref();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#mornings);
    await this.#work;
  }

  async finished(): Promise<void> {
    await this.#work;
  }

  #morning(): void {
    const now = this.#clock();
    if (this.#stopping || dayOf(now) === this.#day) return;
    this.#day = dayOf(now);
    this.#work = (this.#work ?? Promise.resolve())
      .then(() => loadAll(this.#database, this.#options, appointmentsOfToday({ seed: this.#state.seed, now }), false))
      .then(
        () => undefined,
        (error: unknown) =>
          this.#options.say(
            `Today's lists could not be made: ${error instanceof Error ? error.message : String(error)}`,
          ),
      );
  }

  async #fill(): Promise<void> {
    const { residents: total, seed, now } = this.#state;
    const there = await this.#firstMissing(total);
    if (there >= total) return;
    const from = Math.max(0, there - overlap);
    const loader = new BatchLoader(this.#database, this.#options, false);
    let done = from;
    let told = there;
    for (const resources of residents({ seed, now, from, to: total })) {
      if (this.#stopping) break;
      const started = performance.now();
      await loader.add(resources);
      done++;
      if (done - told >= Math.max(100, total / 10) || done === total) {
        told = done;
        this.#options.say(`  ${done.toLocaleString('en')} of ${total.toLocaleString('en')} residents`);
      }
      // Whoever is at work goes first: as long a pause as the work took, at least one turn.
      await nextTurn();
      await sleep(Math.min(50, (performance.now() - started) / 2));
    }
    await loader.finish();
  }

  /** Residents come in order: halving finds the first who is not there. */
  async #firstMissing(total: number): Promise<number> {
    let low = 0;
    let high = total;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const there = (await this.#record.read('Patient', residentId(middle))) !== undefined;
      if (there) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const residentId = (index: number): string => `p-${String(index).padStart(6, '0')}`;

/** The calendar day in Sweden. */
const dayOf = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
