/**
 * The search parameters of one store as they stood at one generation of its index: R4's own and those that SearchParameter
 * resources add, which of them can answer, and what rows of each type are written under. A value: it never changes.
 */
import type { SearchParameter as Definition } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import { addedParameters, isEffective } from '@vardkedjan/fhir/search/added-parameters.ts';
import { type Additions, additionsOf, compositeName, sourceName } from '@vardkedjan/fhir/search/index-sources.ts';
import { parameterOf, parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { SearchParameters } from '@vardkedjan/fhir/search/search-parameters.ts';

/** A row of type_index, as the database has it. */
export interface TypeIndex {
  type: number;
  version: number;
  complete: number;
  ownSince: number;
  /** Since which version each source of added parameters is indexed. */
  added: Record<string, number>;
  total: number;
  done: number;
}

export interface TableParts {
  generation: number;
  types: readonly TypeIndex[];
  /** Active SearchParameters as they are stored, the oldest first. */
  definitions: readonly Definition[];
  /** Another version of the server has been started, which indexes otherwise than this one. */
  superseded: boolean;
}

interface ForType {
  parameters: Map<string, SearchParameter>;
  additions: Additions;
}

export class ParameterTable implements SearchParameters {
  readonly generation: number;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly #superseded: boolean;
  readonly #types: ReadonlyMap<string, TypeIndex>;
  readonly #added: ReadonlyMap<string, ForType>;
  /** Which definition each added parameter is from, by its id. */
  readonly #origins = new Map<SearchParameter, string>();

  constructor({ generation, types, definitions, superseded }: TableParts) {
    this.generation = generation;
    this.#superseded = superseded;
    this.#types = new Map(types.map((row) => [typeName(row.type), row]));
    this.definitions = new Map(definitions.filter(isEffective).map((definition) => [definition.url, definition]));
    this.#added = this.#read(definitions);
  }

  /** What is wrong with a definition is said when it is written; one that came another way (a load) just has no effect. */
  #read(definitions: readonly Definition[]): Map<string, ForType> {
    const byType = new Map<string, Map<string, SearchParameter>>();
    for (const definition of definitions) {
      const { parameters } = addedParameters(definition, (url) => this.definitions.get(url));
      if (parameters.some(({ owner, code }) => byType.get(owner)?.has(code))) continue;
      for (const parameter of parameters) {
        byType.set(
          parameter.owner,
          (byType.get(parameter.owner) ?? new Map<string, SearchParameter>()).set(parameter.code, parameter),
        );
        this.#origins.set(parameter, definition.id ?? '');
      }
    }
    return new Map(
      [...byType].map(([type, parameters]) => [type, { parameters, additions: additionsOf(...parameters.values()) }]),
    );
  }

  find(type: string, code: string): SearchParameter | undefined {
    const parameter = parameterOf(type, code) ?? this.#added.get(type)?.parameters.get(code);
    if (parameter === undefined) return undefined;
    if (this.#superseded) throw superseded();
    if (!this.canAnswer(parameter)) throw notYet(parameter, this.#types.get(type));
    return parameter;
  }

  *of(type: string): Iterable<SearchParameter> {
    for (const { code } of parametersOf(type).values()) {
      const parameter = this.find(type, code);
      if (parameter !== undefined) yield parameter;
    }
    for (const parameter of this.added(type)) if (this.canAnswer(parameter)) yield parameter;
  }

  /** Those of the type that can answer now: what may be claimed. */
  answering(type: string): SearchParameter[] {
    return [...parametersOf(type).values(), ...this.added(type)].filter((parameter) => this.canAnswer(parameter));
  }

  /** Those of one type, or all, whether they can answer or not. */
  added(type?: string): SearchParameter[] {
    const found = type === undefined ? [...this.#added.values()] : [this.#added.get(type)];
    return found.flatMap((each) => (each === undefined ? [] : [...each.parameters.values()]));
  }

  /** The id of the SearchParameter that an added parameter is from. */
  originOf(parameter: SearchParameter): string | undefined {
    return this.#origins.get(parameter);
  }

  /** Whether everything that the parameter finds by has been written for every resource of its type. */
  canAnswer(parameter: SearchParameter): boolean {
    const row = this.#types.get(parameter.owner);
    if (row === undefined || row.complete >= row.version) return true;
    const since =
      parameter.added === undefined
        ? []
        : namesOf(additionsOf(parameter)).map((name) => row.added[name] ?? row.version);
    return Math.max(row.ownSince, ...since) <= row.complete;
  }

  /** The version of the type's index that rows are written under. Fails when this server is no longer the one that says how. */
  versionOf(type: string): number {
    if (this.#superseded) throw superseded();
    return this.#types.get(type)?.version ?? 0;
  }

  /** What is indexed of the type besides R4's own; undefined: nothing. */
  additionsOf(type: string): Additions | undefined {
    return this.#added.get(type)?.additions;
  }

  /** How far each type has come that is being rewritten. */
  behind(): (TypeIndex & { name: string })[] {
    return [...this.#types].flatMap(([name, row]) => (row.complete < row.version ? [{ ...row, name }] : []));
  }

  get hasAdded(): boolean {
    return this.#added.size > 0;
  }
}

/** Names of what is indexed, the same wherever it stands. */
export function namesOf({ sources, composites }: Additions): string[] {
  return [
    ...sources.map(({ kind, path }) => sourceName(kind, path)),
    ...composites.map(({ parameter, path }) => compositeName(parameter, path)),
  ];
}

/** https://hl7.org/fhir/R4/valueset-issue-type.html: incomplete, which passes by itself. */
function notYet({ owner, code }: SearchParameter, row: TypeIndex | undefined): Failure {
  const percent = row === undefined || row.total === 0 ? 0 : Math.min(99, Math.floor((row.done / row.total) * 100));
  const diagnostics = `The search parameter ${code} of ${owner} is being indexed (${percent} % is done): until then an answer would not be whole.`;
  return new Failure('unavailable', diagnostics, {
    issues: [{ severity: 'error', code: 'incomplete', diagnostics }],
  });
}

function superseded(): Failure {
  return new Failure(
    'unavailable',
    'Another version of the server has been started on this database, which indexes otherwise; this one must be stopped.',
  );
}
