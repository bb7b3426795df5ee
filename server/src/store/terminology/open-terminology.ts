/** The terminology of one database, shared by all who ask. */
import type { CodeSystem, Coding, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Part } from '@vardkedjan/fhir/terminology/compose.ts';
import type { Members } from '@vardkedjan/fhir/terminology/members.ts';
import type { Database } from '../database.ts';
import { codesOfParts } from './codes-of-parts.ts';
import { expand, type Expanding } from './expand.ts';
import { Sources } from './sources.ts';
import type { SystemContent } from './system-content.ts';
import type {
  CodeAsked,
  LookedUp,
  Subsumption,
  SystemAsked,
  Terminology,
  Validated,
  Validating,
} from './terminology.ts';
import { translate, type Translated, type Translating } from './translate.ts';
import { unknownSystem, validateCode, validateInSystem } from './validate-code.ts';

const opened = new WeakMap<Database, OpenTerminology>();

export function terminologyOf(database: Database): Terminology {
  const found = opened.get(database) ?? new OpenTerminology(database);
  opened.set(database, found);
  return found;
}

class OpenTerminology implements Terminology {
  readonly #sources: Sources;

  constructor(database: Database) {
    this.#sources = new Sources(database);
  }

  async validateCode(valueSet: string | ValueSet, asked: CodeAsked, how: Validating = {}): Promise<Validated> {
    let parts: readonly Part[] | undefined;
    try {
      parts = await this.#sources.parts(valueSet);
    } catch (error) {
      // A value set that cannot be put together from what is here.
      if (!(error instanceof Failure)) throw error;
      return { result: undefined, unknown: 'value-set', message: error.message };
    }
    if (parts === undefined)
      return { result: undefined, unknown: 'value-set', message: 'The value set is not known here' };
    return validateCode(this.#sources, parts, asked, how);
  }

  async validateInSystem(system: string | CodeSystem, asked: CodeAsked, how: Validating = {}): Promise<Validated> {
    const content =
      typeof system === 'string'
        ? await this.#sources.content(system, asked.version, how.date)
        : this.#sources.tellable(system);
    return content === undefined
      ? {
          result: undefined,
          unknown: 'code-system',
          message: 'The code system is not known here, or its codes are not',
        }
      : validateInSystem(content, asked, how);
  }

  async lookup(system: string, code: string, { version, date }: SystemAsked = {}): Promise<LookedUp> {
    const content = await this.#content(system, { version, date });
    const concept = await content.find(code, date?.slice(0, 10));
    if (concept === undefined) throw unknownCode();
    return { about: content.about, concept };
  }

  async subsumes(system: string, codeA: string, codeB: string, which: SystemAsked = {}): Promise<Subsumption> {
    const content = await this.#content(system, which);
    const [a, b] = await Promise.all([content.find(codeA), content.find(codeB)]);
    if (a === undefined || b === undefined) throw unknownCode();
    if (a.code === b.code) return 'equivalent';
    if (await content.isAbove(a.code, b.code)) return 'subsumes';
    return (await content.isAbove(b.code, a.code)) ? 'subsumed-by' : 'not-subsumed';
  }

  async #content(system: string, { version, date }: SystemAsked): Promise<SystemContent> {
    const content = await this.#sources.content(system, version, date);
    if (content === undefined) throw unknownSystem();
    return content;
  }

  async expand(valueSet: string | ValueSet, how: Expanding = {}): Promise<ValueSet> {
    const found = typeof valueSet === 'string' ? await this.#sources.valueSet(valueSet) : valueSet;
    const parts = found && (await this.#sources.parts(valueSet));
    if (found === undefined || parts === undefined) throw unknownValueSet();
    return expand(this.#sources, found, parts, how);
  }

  async translate(
    map: string | ConceptMap | undefined,
    codings: readonly Coding[],
    how: Translating = {},
  ): Promise<Translated> {
    const found = typeof map === 'string' ? await this.#sources.conceptMap(map) : map;
    if (map !== undefined && found === undefined) throw new Failure('not-found', 'The concept map is not known here');
    return translate(this.#sources, found, codings, how);
  }

  async codesIn(valueSet: string | ValueSet, most: number): Promise<{ system: string; codes: string[] }[]> {
    const parts = await this.#sources.parts(valueSet);
    if (parts === undefined) throw unknownValueSet();
    return codesOfParts(this.#sources, parts, most);
  }

  async codesAround(system: string, code: string, direction: 'above' | 'below', most: number): Promise<string[]> {
    const content = await this.#content(system, {});
    const concept = await content.find(code);
    if (concept === undefined) throw unknownCode();
    const of: Members = { is: 'codes', codes: [concept.code] };
    const members: Members = { is: 'reach', direction: direction === 'below' ? 'down' : 'up', self: true, of };
    return content.codes(members, { most, activeOnly: false });
  }

  systems(): Promise<{ url: string; versions: string[] }[]> {
    return this.#sources.systems();
  }

  valueSet(canonical: string): Promise<ValueSet | undefined> {
    return this.#sources.valueSet(canonical);
  }
}

function unknownCode(): Failure {
  return new Failure('not-found', 'The code is not one of its code system');
}

export function unknownValueSet(): Failure {
  return new Failure('not-found', 'The value set is not known here');
}
