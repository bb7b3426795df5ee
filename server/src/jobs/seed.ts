/**
 * Fills a demo with the invented region: the foundation and the cast before the server listens, the other residents behind
 * it, in a process of their own so that requests do not wait for them. What is there is left as it is, so a seed that was
 * killed goes on where it was; the moment that the region was first made for is kept in the record itself
 * (Basic/invented-region), so that it goes on with the same region.
 */
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import { defaultSeed } from '@vardkedjan/region/cast.ts';
import { appointmentsOfToday, castRecords, foundation, type RegionOptions } from '@vardkedjan/region/region.ts';
import type { Database } from '../store/database.ts';
import { openRecord } from '../store/open-record.ts';
import type { OpenRecord } from '../store/record.ts';
import { type RegionState, readRegionState, stateResource } from './region-state.ts';
import { BatchLoader, loadAll, seedCaller } from './seed/batch-loader.ts';
import { Filling, type FillingPlace } from './seed/filling.ts';

const dayCheckEvery = 10 * 60_000;

export interface SeedOptions {
  /** Residents beside the cast, the first time. */
  residents: number;
  /** Where the process that fills behind the server finds the database. */
  place: FillingPlace;
  reach?: Reach;
  /** One line of progress. */
  say: (line: string) => void;
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
  const record = openRecord(database, seedCaller, options.reach);
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
  await loadAll(database, options, appointmentsOfToday({ ...region, now: clock() }));
  return new RunningSeed(options, state, clock);
}

async function loadCast(
  database: Database,
  options: SeedOptions,
  region: RegionOptions,
  fresh: boolean,
): Promise<void> {
  const started = performance.now();
  options.say('Filling an invented region for the first time …');
  let count = await loadAll(database, { ...options, fresh }, foundation(region));
  options.say(`  ${count.toLocaleString('en')} resources: units, staff, templates`);
  const loader = new BatchLoader(database, { ...options, fresh });
  for (const resources of castRecords(region)) await loader.add(resources);
  count = await loader.finish();
  options.say(
    `  ${count.toLocaleString('en')} resources: the cast and their units' patients (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
}

async function keep(record: OpenRecord, state: RegionState): Promise<void> {
  const resource = stateResource(state);
  await record.write([{ action: 'update', resource, id: resource.id }]);
}

class RunningSeed implements Seeding {
  readonly #options: SeedOptions;
  readonly #state: RegionState;
  readonly #clock: () => Date;
  #stopping = false;
  #work: Promise<void> = Promise.resolve();
  #filling: Filling | undefined;
  #mornings: NodeJS.Timeout | undefined;
  #day: string;

  constructor(options: SeedOptions, state: RegionState, clock: () => Date) {
    this.#options = options;
    this.#state = state;
    this.#clock = clock;
    this.#day = dayOf(clock());
  }

  continue(): void {
    if (this.#mornings !== undefined) return;
    this.#next('residents', this.#state.now, 'The region could not be filled further');
    this.#mornings = setInterval(() => this.#morning(), dayCheckEvery).unref();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#mornings);
    this.#filling?.stop();
    await this.#work;
  }

  async finished(): Promise<void> {
    await this.#work;
  }

  #morning(): void {
    const now = this.#clock();
    if (this.#stopping || dayOf(now) === this.#day) return;
    this.#day = dayOf(now);
    this.#next('lists', now, "Today's lists could not be made");
  }

  /** One after the other. The demo works without them; the next start goes on from here. */
  #next(what: 'residents' | 'lists', now: Date, failed: string): void {
    const { place, reach, say } = this.#options;
    const { seed, residents } = this.#state;
    this.#work = this.#work.then(async () => {
      if (this.#stopping) return;
      this.#filling = new Filling(
        { what, seed, now: now.toISOString(), residents, place, ...(reach && { reach }) },
        say,
      );
      try {
        await this.#filling.done;
      } catch (error) {
        if (!this.#stopping) say(`${failed}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  }
}

/** The calendar day in Sweden. */
const dayOf = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
