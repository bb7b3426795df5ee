/**
 * Loads many resources that bring their ids (import, seed): in chunks, each looked up and planned while PostgreSQL commits the
 * one before. What a resource refers to must be there, be loaded before it, or be announced as coming. What is there already is
 * left as it is, also when others make it at the same time: then the chunk is looked up and planned again.
 */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { writeTogether } from '../combine-writes.ts';
import { codeOf, isRetryable } from '../../connection/database-failure.ts';
import type { Database } from '../../database.ts';
import { definitionsOf } from '../../definitions/definitions.ts';
import { isDefinitionType } from '../../definitions/definition-row.ts';
import { sharedOf } from '../../open-record.ts';
import type { ProfileCheck } from '../../profiles/profile-check.ts';
import { type Chunk, ChunkPlanner, nameOf, type Planned } from './plan-chunk.ts';

export type Identified = Resource & { id: string };

/**
 * `present`: there already with the same content; `differs`: there with other content, which was kept; `waiting`: refers to
 * what is not there (yet), and was left out.
 */
export type Fate = 'loaded' | 'present' | 'differs' | 'refused' | 'waiting';

export interface Why {
  failure?: Failure;
  missing?: string[];
}

export interface LoadOptions {
  caller: SystemCaller;
  reach?: Reach;
  /** Nothing of it can be there yet, so nothing is looked up (the first fill of an empty store). */
  fresh?: boolean;
  /** What resources claim to conform to is looked at. */
  profiles?: ProfileCheck;
  /** Whether something of this name (`Type/id`) is coming later. */
  isComing?: (name: string) => boolean;
  /** Leaves out what refers to something that is not there, instead of refusing it. */
  waits?: boolean;
  /** What became of each resource; when `loaded` is told, it is durable. */
  told?: (resource: Identified, fate: Fate, why?: Why) => void;
}

export interface LoadCounts extends Record<Fate, number> {
  /** How many of those loaded belong to each patient, by patient key. */
  patients: Map<number, number>;
}

const chunkSize = 250;
/** Rows of one statement; a larger chunk is several in one transaction. */
const mostRows = 1_000;
const attempts = 6;
/** Targets that are remembered; what one patient's resources refer to comes close together. */
const mostKnown = 60_000;

export class Loader {
  readonly #database: Database;
  readonly #options: LoadOptions;
  readonly #planner: ChunkPlanner;
  #gathered = new Map<string, Identified>();
  #looking: { chunk: Chunk; found: Promise<void> } | undefined;
  #committing: { chunk: Chunk; done: Promise<void> } | undefined;
  #definesParameters = false;
  readonly counts: LoadCounts = { loaded: 0, present: 0, differs: 0, refused: 0, waiting: 0, patients: new Map() };

  constructor(database: Database, options: LoadOptions) {
    this.#database = database;
    this.#options = options;
    this.#planner = new ChunkPlanner(database, options);
  }

  /** Resolves when there is room for the next; rejects when the database refuses what should have been in order. */
  async add(resource: Identified): Promise<void> {
    const name = nameOf(resource);
    if (this.#gathered.size >= chunkSize || this.#gathered.has(name)) {
      await this.#next(false);
    }
    this.#gathered.set(name, resource);
  }

  /** All of them in one transaction, or none. Their ids differ. */
  async addTogether(resources: readonly Identified[]): Promise<void> {
    await this.#next(false);
    this.#gathered = new Map(resources.map((resource) => [nameOf(resource), resource]));
    await this.#next(true);
  }

  /** Resolves when everything that was added is durable; more may be added after. */
  async finish(): Promise<LoadCounts> {
    await this.#next(false);
    await this.#load();
    await this.#settle();
    if (this.#definesParameters) {
      this.#definesParameters = false;
      await sharedOf(this.#database).registry.settle();
    }
    return this.counts;
  }

  /** Loads the chunk before; this one is looked up while the one after is gathered. */
  async #next(whole: boolean): Promise<void> {
    await this.#load();
    const resources = this.#gathered;
    if (resources.size === 0) {
      return;
    }
    this.#gathered = new Map();
    if (this.#planner.known.size > mostKnown) {
      // What is remembered may not be committed yet: only then can it be found again by looking.
      await this.#settle();
      this.#planner.known.clear();
    }
    const isRead = [...resources.keys(), ...this.#planner.timesUnread(resources)];
    if (isRead.some((name) => this.#planner.known.getByName(name)?.body === null)) {
      // Referred to or loaded before: its text is read when it is durable.
      await this.#settle();
    }
    const chunk = this.#planner.chunkOf(resources, whole);
    const found = this.#planner.look(chunk);
    // Thrown where it is waited for.
    found.catch(() => undefined);
    this.#looking = { chunk, found };
  }

  async #load(): Promise<void> {
    if (this.#looking === undefined) {
      return;
    }
    const { chunk, found } = this.#looking;
    this.#looking = undefined;
    await found;
    const planned = await this.#planner.plan(chunk);
    // Committed in their order: what is planned rests on what was planned before it.
    const moved = await this.#settle();
    this.#commit(chunk, moved ? await this.#planAnew(chunk) : planned);
  }

  #commit(chunk: Chunk, planned: Planned): void {
    const done = this.#write(planned);
    // Thrown where it is waited for.
    done.catch(() => undefined);
    this.#committing = { chunk, done };
  }

  /** Waits for the chunk that is being committed. Answers whether others came before it, and it had to be planned again. */
  async #settle(): Promise<boolean> {
    for (let attempt = 1; this.#committing !== undefined; attempt++) {
      const { chunk, done } = this.#committing;
      this.#committing = undefined;
      try {
        await done;
        return attempt > 1;
      } catch (error) {
        if (attempt === attempts || !othersCameBefore(error)) {
          throw error;
        }
      }
      this.#planner.known.clear();
      await sharedOf(this.#database).registry.now();
      this.#commit(chunk, await this.#planAnew(chunk));
    }
    return false;
  }

  async #planAnew(chunk: Chunk): Promise<Planned> {
    for (const name of chunk.resources.keys()) {
      this.#planner.known.delete(name);
    }
    await this.#planner.look(chunk);
    return this.#planner.plan(chunk);
  }

  async #write({ rows, resources, fates }: Planned): Promise<void> {
    if (rows.length > 0) {
      const slices = Array.from({ length: Math.ceil(rows.length / mostRows) }, (_, at) =>
        rows.slice(at * mostRows, (at + 1) * mostRows),
      );
      await this.#database.commit(slices.flatMap((rows) => writeTogether(rows, this.#database)));
    }
    this.#definesParameters ||= rows.some(({ type }) => type === 'SearchParameter');
    if (rows.some(({ type }) => isDefinitionType(type))) {
      definitionsOf(this.#database).changed();
    }
    const { patients } = this.counts;
    for (const { patientKey } of rows) {
      if (patientKey !== 0) {
        patients.set(patientKey, (patients.get(patientKey) ?? 0) + 1);
      }
    }
    for (const [resource, fate, why] of fates) {
      this.#tell(resource, fate, why);
    }
    for (const resource of resources) {
      this.#tell(resource, 'loaded');
    }
  }

  #tell(resource: Identified, fate: Fate, why?: Why): void {
    this.counts[fate]++;
    this.#options.told?.(resource, fate, why);
  }
}

/** The same ids, the deletion of a target, or other search parameters: the next look sees what they did. */
function othersCameBefore(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  return isRetryable(cause) || codeOf(cause) === '23505';
}
