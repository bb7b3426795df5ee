/**
 * Loads many resources that bring their ids (import, seed): in chunks, planned one after the other and committed a few at a
 * time, so that PostgreSQL works while the next chunk is planned. What a resource refers to must be there, be loaded before
 * it, or be announced as coming. What is there already is left as it is.
 */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { bodyOf, isSameContent } from './body.ts';
import { plannedAnew } from './build-row.ts';
import { writeTogether } from './combine-writes.ts';
import { isRetryable } from '../connection/database-failure.ts';
import type { Database } from '../database.ts';
import { sharedOf } from '../open-record.ts';
import { type PlainChange, planWrite, type WriteContext } from './plan-write.ts';
import { eachReference, localReference } from '../references.ts';
import type { Row } from './row.ts';
import { type Target, Targets } from './targets.ts';

export type Identified = Resource & { id: string };

/**
 * `present`: there already with the same content; `differs`: there with other content, which was kept; `waiting`: refers to
 * what is not there (yet), and was left out.
 */
export type Fate = 'loaded' | 'present' | 'differs' | 'refused' | 'waiting';

export interface LoadOptions {
  caller: SystemCaller;
  reach?: Reach;
  /** Nothing of it can be there yet, so nothing is looked up (the first fill of an empty store). */
  fresh?: boolean;
  /** Whether something of this name (`Type/id`) is coming later. */
  isComing?: (name: string) => boolean;
  /** Leaves out what refers to something that is not there, instead of refusing it. */
  waits?: boolean;
  /** Chunks that are committed at the same time; fewer leave more of the database to others. */
  mostUnderWay?: number | undefined;
  /** What became of each resource; when `loaded` is told, it is durable. */
  told?: (resource: Identified, fate: Fate, why?: { failure?: Failure; missing?: string[] }) => void;
}

export interface LoadCounts extends Record<Fate, number> {
  /** How many of those loaded belong to each patient, by patient key. */
  patients: Map<number, number>;
}

const chunkSize = 250;
const usuallyUnderWay = 3;
const attempts = 6;
/** Targets that are remembered; what one patient's resources refer to comes close together. */
const mostKnown = 60_000;

/** Full, and being looked up. */
interface Looking {
  chunk: Map<string, Identified>;
  references: ReadonlyMap<Identified, ReadonlySet<string>>;
  /** Of the names referred to, those that were announced when the chunk was full. */
  coming: ReadonlySet<string>;
  found: Promise<void>;
}

export class Loader {
  readonly #database: Database;
  readonly #options: LoadOptions;
  readonly #known = new Targets();
  readonly #underWay = new Set<Promise<void>>();
  #chunk = new Map<string, Identified>();
  #looking: Looking | undefined;
  #failed: { error: unknown } | undefined;
  #definesParameters = false;
  readonly counts: LoadCounts = { loaded: 0, present: 0, differs: 0, refused: 0, waiting: 0, patients: new Map() };

  constructor(database: Database, options: LoadOptions) {
    this.#database = database;
    this.#options = options;
  }

  /** Resolves when there is room for the next; rejects when the database refuses what should have been in order. */
  async add(resource: Identified): Promise<void> {
    const name = nameOf(resource);
    if (this.#chunk.size >= chunkSize || this.#chunk.has(name)) {
      await this.#next();
    }
    this.#chunk.set(name, resource);
  }

  /** Resolves when everything that was added is durable; more may be added after. */
  async finish(): Promise<LoadCounts> {
    await this.#next();
    await this.#load();
    await Promise.all(this.#underWay);
    this.#throwFailed();
    if (this.#definesParameters) {
      this.#definesParameters = false;
      await sharedOf(this.#database).registry.settle();
    }
    return this.counts;
  }

  /** Loads the chunk before; this one is looked up while the one after is gathered. */
  async #next(): Promise<void> {
    await this.#load();
    const chunk = this.#chunk;
    this.#chunk = new Map();
    if (this.#known.size > mostKnown) {
      // What is remembered may not be committed yet: only then can it be found again by looking.
      await Promise.all(this.#underWay);
      this.#known.clear();
    }
    const references = new Map([...chunk.values()].map((resource) => [resource, referredTo(resource)]));
    const found = this.#look(chunk, references);
    // Thrown where it is waited for.
    found.catch(() => undefined);
    this.#looking = { chunk, references, coming: this.#coming(references), found };
  }

  async #load(): Promise<void> {
    this.#throwFailed();
    if (this.#looking === undefined) {
      return;
    }
    const { chunk, references, coming, found } = this.#looking;
    this.#looking = undefined;
    await found;
    const missing = this.#options.fresh ? [...chunk.values()] : this.#withoutPresent(chunk);
    const wanted = this.#options.waits ? this.#withoutWaiting(missing, references, coming) : missing;
    const planned = await this.#plan(wanted, coming);
    while (this.#underWay.size >= (this.#options.mostUnderWay ?? usuallyUnderWay)) {
      await Promise.race(this.#underWay);
    }
    if (planned.rows.length > 0) {
      this.#commit(planned.rows, planned.resources);
    }
  }

  #coming(references: ReadonlyMap<Identified, ReadonlySet<string>>): Set<string> {
    const coming = new Set<string>();
    const { isComing } = this.#options;
    if (isComing !== undefined) {
      for (const names of references.values()) {
        for (const name of names) {
          if (isComing(name)) {
            coming.add(name);
          }
        }
      }
    }
    return coming;
  }

  #commit(rows: Row[], resources: Identified[]): void {
    const committed: Promise<void> = this.#commitRows(rows)
      .then(() => {
        for (const { patientKey } of rows) {
          if (patientKey !== 0) {
            this.counts.patients.set(patientKey, (this.counts.patients.get(patientKey) ?? 0) + 1);
          }
        }
        for (const resource of resources) {
          this.#tell(resource, 'loaded');
        }
      })
      .catch((error: unknown) => {
        this.#failed ??= { error };
      })
      .finally(() => this.#underWay.delete(committed));
    this.#underWay.add(committed);
  }

  /** What is indexed may have changed since the rows were planned: then they are indexed anew. */
  async #commitRows(planned: readonly Row[]): Promise<void> {
    const { registry } = sharedOf(this.#database);
    for (let rows = planned, attempt = 1; ; attempt++) {
      try {
        await this.#database.commit(writeTogether(rows));
        this.#definesParameters ||= rows.some(({ type }) => type === 'SearchParameter');
        return;
      } catch (error) {
        const parameters = await registry.now();
        const isBehind = rows.some(({ generation }) => generation !== parameters.generation);
        if (!isBehind || attempt === attempts || !isRetryable(error instanceof Failure ? error.cause : error)) {
          throw error;
        }
        rows = rows.map((row) => plannedAnew(row, parameters));
      }
    }
  }

  #throwFailed(): void {
    if (this.#failed !== undefined) {
      throw this.#failed.error;
    }
  }

  #tell(resource: Identified, fate: Fate, why?: { failure?: Failure; missing?: string[] }): void {
    this.counts[fate]++;
    this.#options.told?.(resource, fate, why);
  }

  /** Fetches what the chunk refers to, and what is there of it already, as far as that is not known. */
  async #look(chunk: Map<string, Identified>, references: ReadonlyMap<Identified, ReadonlySet<string>>): Promise<void> {
    const wanted = new Map<string, boolean>();
    for (const names of references.values()) {
      for (const name of names) {
        if (this.#known.getByName(name) === undefined) {
          wanted.set(name, false);
        }
      }
    }
    for (const name of chunk.keys()) {
      if (this.#options.fresh) {
        wanted.delete(name);
      } else if (this.#known.getByName(name) === undefined) {
        wanted.set(name, true);
      }
    }
    await this.#known.fetch(this.#database.lane, wanted);
  }

  #withoutPresent(chunk: Map<string, Identified>): Identified[] {
    const missing: Identified[] = [];
    for (const [name, resource] of chunk) {
      const there = this.#known.getByName(name);
      if (there === undefined) {
        missing.push(resource);
      } else {
        this.#tell(resource, this.#isSame(resource, there) ? 'present' : 'differs');
        there.body = null;
      }
    }
    return missing;
  }

  /** What waits makes those wait that refer to it. */
  #withoutWaiting(
    resources: Identified[],
    references: ReadonlyMap<Identified, ReadonlySet<string>>,
    coming: ReadonlySet<string>,
  ): Identified[] {
    let ready = resources;
    for (;;) {
      const names = new Set([...coming, ...ready.map(nameOf)]);
      const next = ready.filter((resource) => {
        const missing = this.#missing(references.get(resource) ?? new Set(), names);
        if (missing.length > 0) {
          this.#tell(resource, 'waiting', { missing });
        }
        return missing.length === 0;
      });
      if (next.length === ready.length) {
        return ready;
      }
      ready = next;
    }
  }

  #missing(references: ReadonlySet<string>, beside: ReadonlySet<string>): string[] {
    const missing: string[] = [];
    for (const name of references) {
      const target = this.#known.getByName(name);
      if ((target === undefined || target.deleted) && !beside.has(name)) {
        missing.push(name);
      }
    }
    return missing;
  }

  /** Loaded a moment ago by ourselves is a second of the same name in the same load: no matter what it says, it is not taken. */
  #isSame(resource: Identified, there: Target): boolean {
    if (there.body === null || there.deleted) {
      return false;
    }
    const careUnit = /"url":"https:\/\/vardkedjan\.se\/fhir\/StructureDefinition\/care-unit","valueReference":\{"reference":"Organization\/([^"]+)"/.exec(
      there.body,
    )?.[1];
    const { id, version, updated } = there;
    return isSameContent(bodyOf(resource, { id, version, updated, careUnit }), there.body);
  }

  /** All at once; if one of them is refused, one by one, so that it is named and the others are taken. */
  async #plan(resources: Identified[], coming: ReadonlySet<string>): Promise<{ rows: Row[]; resources: Identified[] }> {
    try {
      return { rows: (await planWrite(resources.map(changeOf), await this.#context(coming))).rows, resources };
    } catch (error) {
      if (!(error instanceof Failure) || error.kind === 'unavailable') {
        throw error;
      }
    }
    for (const resource of resources) {
      this.#known.delete(nameOf(resource));
    }
    const rows: Row[] = [];
    const taken: Identified[] = [];
    for (const resource of resources) {
      try {
        rows.push(...(await planWrite([changeOf(resource)], await this.#context(coming))).rows);
        taken.push(resource);
      } catch (error) {
        if (!(error instanceof Failure) || error.kind === 'unavailable') {
          throw error;
        }
        this.#known.delete(nameOf(resource));
        this.#tell(resource, 'refused', { failure: error });
      }
    }
    return { rows, resources: taken };
  }

  async #context(coming: ReadonlySet<string>): Promise<WriteContext> {
    const { caller, reach } = this.#options;
    const { keys, organisations, registry } = sharedOf(this.#database);
    return {
      caller,
      keys,
      organisations,
      parameters: await registry.recent(),
      visibility: { kind: 'everything' },
      database: this.#database.lane,
      now: new Date().toISOString(),
      known: this.#known,
      ...(reach && { reach }),
      isComing: (name) => coming.has(name),
    };
  }
}

/** The names of the resources here that it refers to. */
function referredTo(resource: Identified): Set<string> {
  const names = new Set<string>();
  eachReference(resource, ({ reference }) => {
    const local = localReference(reference);
    if (local !== undefined) {
      names.add(`${local.type}/${local.id}`);
    }
  });
  return names;
}

function nameOf(resource: Identified): string {
  return `${resource.resourceType}/${resource.id}`;
}

function changeOf(resource: Identified): PlainChange {
  return { action: 'create', resource, id: resource.id, isLoaded: true };
}
