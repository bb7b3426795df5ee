/**
 * Loads many resources that bring their ids (import, seed): in chunks, each looked up and planned while PostgreSQL commits the
 * one before. What a resource refers to must be there, be loaded before it, or be announced as coming. What is there already is
 * left as it is, also when others make it at the same time: then the chunk is looked up and planned again.
 */
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import type { Reach } from '@vardkedjan/care/access/relations.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { bodyOf, isSameContent } from './body.ts';
import { writeTogether } from './combine-writes.ts';
import { claimsOf } from './conformance.ts';
import { codeOf, isRetryable } from '../connection/database-failure.ts';
import type { Database } from '../database.ts';
import { definitionsOf } from '../definitions/definitions.ts';
import { isDefinitionType } from '../definitions/definition-row.ts';
import { sharedOf } from '../open-record.ts';
import { type PlainChange, planWrite, type WriteContext } from './plan-write.ts';
import type { ProfileCheck } from '../profiles/profile-check.ts';
import { eachReference, localReference } from '../references.ts';
import type { Row } from './row.ts';
import { type Target, Targets } from './targets.ts';

export type Identified = Resource & { id: string };

/**
 * `present`: there already with the same content; `differs`: there with other content, which was kept; `waiting`: refers to
 * what is not there (yet), and was left out.
 */
export type Fate = 'loaded' | 'present' | 'differs' | 'refused' | 'waiting';

interface Why {
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

type References = ReadonlyMap<Identified, ReadonlySet<string>>;

/** Full, and looked up. */
interface Chunk {
  resources: ReadonlyMap<string, Identified>;
  /** All of it is loaded, or nothing. */
  whole: boolean;
  references: References;
  /** Of the names referred to, those that were announced when the chunk was full. */
  coming: ReadonlySet<string>;
}

/** What is to be written of a chunk, and what becomes of the rest of it. */
interface Planned {
  rows: Row[];
  resources: readonly Identified[];
  fates: [resource: Identified, fate: Fate, why?: Why][];
}

export class Loader {
  readonly #database: Database;
  readonly #options: LoadOptions;
  readonly #known = new Targets();
  #gathered = new Map<string, Identified>();
  #looking: { chunk: Chunk; found: Promise<void> } | undefined;
  #committing: { chunk: Chunk; done: Promise<void> } | undefined;
  #definesParameters = false;
  /** Names of what was refused: it is no longer coming. */
  readonly #refused = new Set<string>();
  readonly counts: LoadCounts = { loaded: 0, present: 0, differs: 0, refused: 0, waiting: 0, patients: new Map() };

  constructor(database: Database, options: LoadOptions) {
    this.#database = database;
    this.#options = options;
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
    if (this.#known.size > mostKnown) {
      // What is remembered may not be committed yet: only then can it be found again by looking.
      await this.#settle();
      this.#known.clear();
    }
    if (resources.keys().some((name) => this.#known.getByName(name)?.body === null)) {
      // Referred to or loaded before: its text is compared when it is durable.
      await this.#settle();
    }
    const references = new Map([...resources.values()].map((resource) => [resource, referredTo(resource)]));
    const chunk = { resources, whole, references, coming: this.#coming(references) };
    const found = this.#look(chunk);
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
    const planned = await this.#plan(chunk);
    // Committed in their order: what is planned rests on what was planned before it.
    const moved = await this.#settle();
    this.#commit(chunk, moved ? await this.#planAnew(chunk) : planned);
  }

  #coming(references: References): Set<string> {
    const coming = new Set<string>();
    const { isComing } = this.#options;
    if (isComing !== undefined) {
      for (const names of references.values()) {
        for (const name of names) {
          if (isComing(name) && !this.#refused.has(name)) {
            coming.add(name);
          }
        }
      }
    }
    return coming;
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
      this.#known.clear();
      await sharedOf(this.#database).registry.now();
      this.#commit(chunk, await this.#planAnew(chunk));
    }
    return false;
  }

  async #planAnew(chunk: Chunk): Promise<Planned> {
    for (const name of chunk.resources.keys()) {
      this.#known.delete(name);
    }
    await this.#look(chunk);
    return this.#plan(chunk);
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

  /** Fetches what the chunk refers to, and what is there of it already, as far as that is not known. */
  async #look({ resources, references }: Chunk): Promise<void> {
    const wanted = new Map<string, boolean>();
    for (const names of references.values()) {
      for (const name of names) {
        if (this.#known.getByName(name) === undefined) {
          wanted.set(name, false);
        }
      }
    }
    for (const name of resources.keys()) {
      if (this.#options.fresh) {
        wanted.delete(name);
      } else if (this.#known.getByName(name)?.body == null) {
        wanted.set(name, true);
      }
    }
    await this.#known.fetch(this.#database.lane, wanted);
  }

  async #plan(chunk: Chunk): Promise<Planned> {
    const planned: Planned = { rows: [], resources: [], fates: [] };
    const missing = this.#options.fresh ? [...chunk.resources.values()] : this.#withoutPresent(chunk, planned);
    let wanted = this.#without(await this.#notConforming(missing, chunk), missing, chunk, planned);
    while (wanted.length > 0) {
      try {
        const { rows } = await planWrite(wanted.map(changeOf), await this.#context(chunk.coming));
        return { ...planned, rows, resources: wanted };
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        const refused = await this.#refusedAlone(wanted, chunk);
        wanted = this.#without(
          refused.size > 0 ? refused : new Map(wanted.map((resource) => [resource, error])),
          wanted,
          chunk,
          planned,
        );
      }
    }
    return planned;
  }

  #withoutPresent({ resources }: Chunk, { fates }: Planned): Identified[] {
    const missing: Identified[] = [];
    for (const [name, resource] of resources) {
      const there = this.#known.getByName(name);
      if (there === undefined) {
        missing.push(resource);
      } else {
        fates.push([resource, this.#isSame(resource, there) ? 'present' : 'differs']);
        there.body = null;
      }
    }
    return missing;
  }

  /** What is left without those that are refused and those that have to wait; nothing of a whole that lacks something. */
  #without(
    refused: ReadonlyMap<Identified, Failure>,
    of: Identified[],
    chunk: Chunk,
    { fates }: Planned,
  ): Identified[] {
    if (chunk.coming.size > 0) {
      refused.keys().forEach((resource) => this.#refused.add(nameOf(resource)));
    }
    if (refused.size > 0 && chunk.whole) {
      fates.push(
        ...of.map(
          (resource) =>
            [resource, 'refused', { failure: refused.get(resource) ?? notWhole }] satisfies Planned['fates'][number],
        ),
      );
      return [];
    }
    fates.push(
      ...[...refused].map(
        ([resource, failure]) => [resource, 'refused', { failure }] satisfies Planned['fates'][number],
      ),
    );
    const left = of.filter((resource) => !refused.has(resource));
    if (!this.#options.waits) {
      return left;
    }
    const waiting = this.#waiting(left, chunk);
    if (waiting.size > 0 && chunk.whole) {
      const missing = [...new Set([...waiting.values()].flat())];
      fates.push(...of.map((resource) => [resource, 'waiting', { missing }] satisfies Planned['fates'][number]));
      return [];
    }
    fates.push(
      ...[...waiting].map(
        ([resource, missing]) => [resource, 'waiting', { missing }] satisfies Planned['fates'][number],
      ),
    );
    return left.filter((resource) => !waiting.has(resource));
  }

  /** Those that refer to what is not there. What waits makes those wait that refer to it. */
  #waiting(resources: readonly Identified[], { references, coming }: Chunk): Map<Identified, string[]> {
    const waiting = new Map<Identified, string[]>();
    const beside = new Set([...coming, ...resources.map(nameOf)]);
    for (let before = -1; before !== waiting.size; ) {
      before = waiting.size;
      for (const resource of resources) {
        const missing = waiting.has(resource) ? [] : this.#missing(references.get(resource) ?? new Set(), beside);
        if (missing.length > 0) {
          waiting.set(resource, missing);
          beside.delete(nameOf(resource));
        }
      }
    }
    return waiting;
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

  #isSame(resource: Identified, there: Target): boolean {
    if (there.body === null || there.deleted) {
      return false;
    }
    const careUnit =
      /"url":"https:\/\/vardkedjan\.se\/fhir\/StructureDefinition\/care-unit","valueReference":\{"reference":"Organization\/([^"]+)"/.exec(
        there.body,
      )?.[1];
    const { id, version, updated } = there;
    return isSameContent(bodyOf(resource, { id, version, updated, careUnit }), there.body);
  }

  async #notConforming(resources: readonly Identified[], { coming }: Chunk): Promise<Map<Identified, Failure>> {
    const { profiles } = this.#options;
    const found = new Map<Identified, Failure>();
    if (profiles !== undefined) {
      const changed = resources.map((resource, index) => ({ resource, index }));
      for (const [index, failure] of (await claimsOf(changed, { ...(await this.#context(coming)), profiles }))
        .refused) {
        found.set(resources[index] as Identified, failure);
      }
    }
    return found;
  }

  /** Those of a chunk that are refused also when the others are taken for granted. */
  async #refusedAlone(resources: readonly Identified[], { coming }: Chunk): Promise<Map<Identified, Failure>> {
    const refused = new Map<Identified, Failure>();
    const names = resources.map(nameOf);
    const context = await this.#context(new Set([...coming, ...names]));
    names.forEach((name) => this.#known.delete(name));
    for (const resource of resources) {
      try {
        await planWrite([changeOf(resource)], context);
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        refused.set(resource, error);
      }
    }
    names.forEach((name) => this.#known.delete(name));
    return refused;
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
      isComing: (name) => coming.has(name) && !this.#refused.has(name),
    };
  }
}

const notWhole = new Failure('invalid', 'The transaction that it is part of was refused.');

function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && error.kind !== 'unavailable' && error.kind !== 'too-costly';
}

/** The same ids, the deletion of a target, or other search parameters: the next look sees what they did. */
function othersCameBefore(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  return isRetryable(cause) || codeOf(cause) === '23505';
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
