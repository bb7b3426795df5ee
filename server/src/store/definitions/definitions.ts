/**
 * The canonical resources that the server itself works by (StructureDefinition, ValueSet, CodeSystem, ConceptMap,
 * SearchParameter, and the Libraries that hold drug knowledge), found by canonical URL and kept in memory. They are ordinary resources of the record: whoever may write
 * one changes what the server does. They belong to no patient, which is why no caller opens them here; to show one to somebody,
 * read it from the record opened for that caller.
 *
 *     const definitions = definitionsOf(database);
 *     const profile = await definitions.find('StructureDefinition', 'http://…/sd|1.0');   // undefined: not stored
 *     const headings = await definitions.all('SearchParameter');                          // without bodies
 *     const generation = await definitions.generation();                                  // for what is derived from them
 *
 * Every transaction that writes or deletes such a resource raises the generation. A process asks for it at most once a second
 * and only when something is looked up, so processes agree within that second; the process that wrote sees it at once. What is
 * derived from definitions (compiled profiles, expanded value sets) is kept with the generation it was made from. The same
 * stored version is the same object: it must not be changed.
 */
import type {
  CodeSystem,
  ConceptMap,
  Library,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';
import { chosen, parseCanonical } from '@vardkedjan/fhir/canonical.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Database } from '../database.ts';
import type { Queryable, Statement } from '../queryable.ts';
import { resourceOf } from '../write/body.ts';
import type { DefinitionType } from './definition-row.ts';

export interface DefinitionOf extends Record<DefinitionType, object> {
  CodeSystem: CodeSystem;
  ConceptMap: ConceptMap;
  Library: Library;
  SearchParameter: SearchParameter;
  StructureDefinition: StructureDefinition;
  ValueSet: ValueSet;
}

/** A stored definition without its body. */
export interface Heading {
  type: DefinitionType;
  id: string;
  key: number;
  /** Of the stored resource. */
  resourceVersion: number;
  url: string;
  /** The definition's own; empty when it has none. */
  version: string;
  status: string;
  date: string;
}

export interface Definitions {
  /** Rises whenever a definition has been written or deleted, by any process. At most a second old. */
  generation(): Promise<number>;
  /**
   * The definition of this URL: with `|version` exactly that one, without one the newest active (else draft, else retired) one.
   * A fragment is ignored.
   */
  find<T extends DefinitionType>(type: T, canonical: string): Promise<DefinitionOf[T] | undefined>;
  /** All that are stored of a type, every version of them, whatever their status. */
  all<T extends DefinitionType>(type: T): Promise<Heading[]>;
  /** The body of one; undefined when it has been deleted since. */
  read<T extends DefinitionType>(heading: Heading & { type: T }): Promise<DefinitionOf[T] | undefined>;
  /** Something was written by this process: the generation is asked for anew. */
  changed(): void;
}

const opened = new WeakMap<Database, Definitions>();

/** One for each database, shared by all who ask. */
export function definitionsOf(database: Database): Definitions {
  const found = opened.get(database) ?? new StoredDefinitions(database.lane);
  opened.set(database, found);
  return found;
}

const askedEveryMs = 1000;
/** Of what is remembered, in characters of stored text; a definition in memory takes a few times that. */
const mostRemembered = 32 * 1024 * 1024;
const mostCanonicals = 20_000;

interface Remembered {
  resourceVersion: number;
  definition: object;
  size: number;
}

class StoredDefinitions implements Definitions {
  readonly #database: Queryable;
  #generation = 0;
  #asked = Number.NEGATIVE_INFINITY;
  #asking: Promise<number> | undefined;
  /** How often this process itself has written definitions. */
  #changes = 0;
  /** What each canonical means, as of a generation. */
  readonly #meant = new Map<string, { generation: number; heading: Heading | undefined }>();
  /** By key, the longest unused first. */
  readonly #bodies = new Map<number, Remembered>();
  #size = 0;

  constructor(database: Queryable) {
    this.#database = database;
  }

  generation(): Promise<number> {
    if (performance.now() - this.#asked < askedEveryMs) {
      return Promise.resolve(this.#generation);
    }
    this.#asking ??= this.#ask();
    return this.#asking;
  }

  changed(): void {
    this.#asked = Number.NEGATIVE_INFINITY;
    // An answer that is on its way may be older than what was written.
    this.#asking = undefined;
    this.#changes++;
  }

  async #ask(): Promise<number> {
    const began = performance.now();
    const changes = this.#changes;
    try {
      const [row] = await this.#database.rows<{ generation: number }>(generationNow);
      this.#generation = Math.max(this.#generation, row?.generation ?? 0);
      if (changes === this.#changes) {
        this.#asked = began;
      }
      return this.#generation;
    } finally {
      if (changes === this.#changes) {
        this.#asking = undefined;
      }
    }
  }

  async find<T extends DefinitionType>(type: T, canonical: string): Promise<DefinitionOf[T] | undefined> {
    const heading = await this.#heading(type, canonical);
    return heading && this.read(heading as Heading & { type: T });
  }

  async #heading(type: DefinitionType, canonical: string): Promise<Heading | undefined> {
    const generation = await this.generation();
    const name = `${type} ${canonical}`;
    const known = this.#meant.get(name);
    if (known?.generation === generation) {
      return known.heading;
    }
    const { url, version } = parseCanonical(canonical);
    const heading = chosen(await this.#headings(byUrl, type, url), version);
    if (this.#meant.size >= mostCanonicals) {
      this.#meant.clear();
    }
    this.#meant.set(name, { generation, heading });
    return heading;
  }

  all(type: DefinitionType): Promise<Heading[]> {
    return this.#headings(byType, type);
  }

  async #headings(statement: Statement, type: DefinitionType, ...values: string[]): Promise<Heading[]> {
    const rows = await this.#database.rows<Omit<Heading, 'type'>>(statement, [typeCode(type), ...values]);
    return rows.map((row) => ({ ...row, type }));
  }

  async read<T extends DefinitionType>({
    key,
    resourceVersion,
  }: Heading & { type: T }): Promise<DefinitionOf[T] | undefined> {
    const known = this.#bodies.get(key);
    if (known?.resourceVersion === resourceVersion) {
      this.#bodies.delete(key);
      this.#bodies.set(key, known);
      return known.definition as DefinitionOf[T];
    }
    const [row] = await this.#database.rows<{ body: string; version: number }>(bodyByKey, [key]);
    if (row === undefined) {
      return undefined;
    }
    const beside = this.#bodies.get(key);
    if (beside?.resourceVersion === row.version) {
      return beside.definition as DefinitionOf[T];
    }
    const definition = resourceOf(row.body);
    this.#remember(key, { resourceVersion: row.version, definition, size: row.body.length });
    return definition as unknown as DefinitionOf[T];
  }

  #remember(key: number, remembered: Remembered): void {
    this.#forget(key);
    this.#bodies.set(key, remembered);
    this.#size += remembered.size;
    for (const [oldest] of this.#bodies) {
      if (this.#size <= mostRemembered || oldest === key) {
        break;
      }
      this.#forget(oldest);
    }
  }

  #forget(key: number): void {
    this.#size -= this.#bodies.get(key)?.size ?? 0;
    this.#bodies.delete(key);
  }
}

const columns = 'key, id, version as "resourceVersion", url, business_version as version, status, date';

const generationNow: Statement = {
  name: 'definition-generation',
  text: 'select generation from definition_generation',
};
const byUrl: Statement = {
  name: 'definitions-by-url',
  text: `select ${columns} from definition where type = $1 and url = $2`,
};
const byType: Statement = {
  name: 'definitions-by-type',
  text: `select ${columns} from definition where type = $1 order by url, key`,
};
const bodyByKey: Statement = {
  name: 'definition-body',
  text: 'select body, version from resource where patient_key = 0 and key = $1 and not deleted',
};
