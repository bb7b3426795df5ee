/**
 * What is to be written of a chunk of a load, and what becomes of the rest: what is there already, what is refused, and what
 * refers to something that is not there (yet).
 */
import { timesHeld } from '@vardkedjan/care/coordination/visits/lawful-appointment.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { bodyOf, isSameContent } from '../body.ts';
import { claimsOf } from '../holds/conformance.ts';
import type { Database } from '../../database.ts';
import { knownDrugsOf } from '../../definitions/drug-knowledge.ts';
import { sharedOf } from '../../open-record.ts';
import type { Fate, Identified, LoadOptions, Why } from './load.ts';
import { type PlainChange, planWrite, type WriteContext } from '../plan-write.ts';
import { eachReference, localReference, peopleIn } from '../../references.ts';
import type { Row } from '../rows/row.ts';
import { type Target, Targets } from '../linking/targets.ts';

type References = ReadonlyMap<Identified, ReadonlySet<string>>;

/** Full, and looked up. */
export interface Chunk {
  resources: ReadonlyMap<string, Identified>;
  /** All of it is loaded, or nothing. */
  whole: boolean;
  references: References;
  /** Of the names referred to, those that were announced when the chunk was full. */
  coming: ReadonlySet<string>;
}

/** What is to be written of a chunk, and what becomes of the rest of it. */
export interface Planned {
  rows: Row[];
  resources: readonly Identified[];
  fates: [resource: Identified, fate: Fate, why?: Why][];
}

export class ChunkPlanner {
  readonly known = new Targets();
  readonly #database: Database;
  readonly #options: LoadOptions;
  /** Names of what was refused: it is no longer coming. */
  readonly #refused = new Set<string>();

  constructor(database: Database, options: LoadOptions) {
    this.#database = database;
    this.#options = options;
  }

  chunkOf(resources: ReadonlyMap<string, Identified>, whole: boolean): Chunk {
    const references = new Map([...resources.values()].map((resource) => [resource, referredTo(resource)]));
    return { resources, whole, references, coming: this.#coming(references) };
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

  /** Fetches what the chunk refers to, and what is there of it already, as far as that is not known. */
  async look({ resources, references }: Chunk): Promise<void> {
    const wanted = new Map<string, boolean>();
    for (const names of references.values()) {
      for (const name of names) {
        if (this.known.getByName(name) === undefined) {
          wanted.set(name, false);
        }
      }
    }
    for (const id of [...resources.values()].flatMap(peopleIn)) {
      if (this.known.get({ type: 'Patient', id }) === undefined) {
        wanted.set(`Patient/${id}`, false);
      }
    }
    for (const name of resources.keys()) {
      if (this.#options.fresh) {
        wanted.delete(name);
      } else if (this.known.getByName(name)?.body == null) {
        wanted.set(name, true);
      }
    }
    this.timesUnread(resources).forEach((name) => wanted.set(name, true));
    await this.known.fetch(this.#database.lane, wanted);
  }

  /** Slots whose texts are not at hand, which appointments among these are held to (holds/keep-appointments.ts). */
  timesUnread(resources: ReadonlyMap<string, Identified>): string[] {
    if (this.#options.fresh === true) return [];
    return [...resources.values()].flatMap((resource) =>
      resource.resourceType === 'Appointment'
        ? timesHeld(resource).filter((name) => !resources.has(name) && this.known.getByName(name)?.body == null)
        : [],
    );
  }

  async plan(chunk: Chunk): Promise<Planned> {
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
      const there = this.known.getByName(name);
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
      const target = this.known.getByName(name);
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
    const context = { ...(await this.#context(new Set([...coming, ...names]))), alongside: resources };
    names.forEach((name) => this.known.delete(name));
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
    names.forEach((name) => this.known.delete(name));
    return refused;
  }

  async #context(coming: ReadonlySet<string>): Promise<WriteContext> {
    const { caller, reach, fresh } = this.#options;
    const { keys, organisations, registry } = sharedOf(this.#database);
    return {
      caller,
      keys,
      organisations,
      parameters: await registry.recent(),
      visibility: { kind: 'everything' },
      knownDrugs: knownDrugsOf(this.#database),
      database: this.#database.lane,
      now: new Date().toISOString(),
      known: this.known,
      ...(reach && { reach }),
      ...(fresh === true && { isFirstFill: true }),
      isComing: (name) => coming.has(name) && !this.#refused.has(name),
    };
  }
}

const notWhole = new Failure('invalid', 'The transaction that it is part of was refused.');

function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && error.kind !== 'unavailable' && error.kind !== 'too-costly';
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

export function nameOf(resource: Identified): string {
  return `${resource.resourceType}/${resource.id}`;
}

function changeOf(resource: Identified): PlainChange {
  return { action: 'create', resource, id: resource.id, isLoaded: true };
}
