/**
 * From SearchParameter resources to the parameters that a search may use beside R4's own
 * (https://hl7.org/fhir/R4/searchparameter.html): checked whole, with the path and a sentence for each thing that is wrong.
 * A definition that is not active, or that says again what R4 has, makes no parameter.
 */
import type { SearchParameter as Definition } from '@medplum/fhirtypes';
import type { Issue } from '../outcome.ts';
import { searchParameters } from '../r4/generated/search-parameters.ts';
import { isResourceType, resourceTypes } from '../r4/resource-types.ts';
import { componentPath, definitionPaths, FhirPathError } from './definition-path.ts';
import { fittingTypes } from './fitting-types.ts';
import type { SourceKind } from './index-sources.ts';
import { parameterByUrl, parameterOf, plainResources, possibleTargets, type SearchParameter } from './parameters.ts';
import { isEvaluated, relativeWalk, typesAt } from './walk.ts';

/** Another definition by its canonical URL, for the parts of composites. */
export type FindDefinition = (url: string) => Definition | undefined;

export interface Added {
  /** One for each base type. */
  parameters: SearchParameter[];
  /** What is wrong; then there are no parameters. */
  issues: Issue[];
}

export function addedParameters(definition: Definition, find: FindDefinition): Added {
  if (!isEffective(definition)) return { parameters: [], issues: [] };
  const reader = new Reader(definition, find);
  const parameters = reader.read();
  return reader.issues.length === 0 ? { parameters, issues: [] } : { parameters: [], issues: reader.issues };
}

/** Active, and not one of R4's own, whose URLs are known; nor another name for one of those. */
export function isEffective(definition: Definition): boolean {
  return definition.status === 'active' && !r4Urls().has(definition.url) && !isSameAsR4(definition);
}

let urls: ReadonlySet<string> | undefined;
function r4Urls(): ReadonlySet<string> {
  urls ??= new Set(Object.values(searchParameters).flatMap((rows) => rows.map(({ url }) => url)));
  return urls;
}

/** A profile of R4's own parameter, as implementation guides publish them. */
function isSameAsR4({ derivedFrom, code, type, base }: Definition): boolean {
  return (
    derivedFrom !== undefined &&
    base.every((each) => {
      const r4 = parameterByUrl(each, derivedFrom);
      return r4 !== undefined && r4.code === code && r4.type === type;
    })
  );
}

class Reader {
  readonly issues: Issue[] = [];
  readonly #definition: Definition;
  readonly #find: FindDefinition;

  constructor(definition: Definition, find: FindDefinition) {
    this.#definition = definition;
    this.#find = find;
  }

  read(): SearchParameter[] {
    const { code, type, expression, xpathUsage } = this.#definition;
    if (!/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(code))
      this.#wrong('code', 'A search parameter is named by a letter and then letters, digits and hyphens, 64 at most.');
    if (type === 'special') this.#wrong('type', 'What a special parameter means no definition can say.');
    if (xpathUsage !== undefined && xpathUsage !== 'normal')
      this.#wrong('xpathUsage', `A parameter that is ${xpathUsage} cannot be made from its definition.`);
    if (expression === undefined) this.#wrong('expression', 'Without an expression there is nothing to search by.');
    const base = this.#types();
    if (this.issues.length > 0 || expression === undefined) return [];
    return base.flatMap((each) => this.#parameter(each, expression) ?? []);
  }

  #wrong(path: string, diagnostics: string): undefined {
    this.issues.push({
      severity: 'error',
      code: 'business-rule',
      diagnostics,
      expression: [`SearchParameter.${path}`],
    });
  }

  #types(): string[] {
    const types = new Set<string>();
    for (const each of this.#definition.base as readonly string[]) {
      if (each === 'Resource') resourceTypes.forEach((type) => types.add(type));
      else if (each === 'DomainResource')
        resourceTypes.filter((type) => !plainResources.has(type)).forEach((type) => types.add(type));
      else if (isResourceType(each)) types.add(each);
      else this.#wrong('base', `FHIR R4 has no resource type ${each}.`);
    }
    for (const type of types) {
      if (parameterOf(type, this.#definition.code) !== undefined) {
        this.#wrong('code', `${type} has a search parameter of this name in FHIR R4.`);
        break;
      }
    }
    return [...types];
  }

  #parameter(owner: string, expression: string): SearchParameter | undefined {
    const { code, type, base } = this.#definition;
    const read = this.#paths(owner, expression);
    if (read === undefined) return undefined;
    if (read.paths.length === 0)
      return (base as readonly string[]).includes(owner)
        ? this.#wrong('expression', `Nothing in it is about ${owner}.`)
        : undefined;
    if (type === 'composite') return this.#composite(owner, read.paths);
    const kind = type as SourceKind;
    for (const path of read.paths) {
      const fault = faultOf(path, kind);
      if (fault !== undefined) return this.#wrong('expression', `For ${owner}: ${fault}`);
    }
    return {
      owner,
      code,
      type: kind,
      sources: [...new Set(read.paths)],
      targets: this.#targets(kind, read),
      added: true,
    };
  }

  #paths(owner: string, expression: string): { paths: string[]; targets: string[] } | undefined {
    try {
      const read = definitionPaths(expression, owner);
      read.paths.forEach(typesAt);
      return read;
    } catch (error) {
      return this.#wrong('expression', `For ${owner} it cannot be used: ${reasonOf(error)}.`);
    }
  }

  #targets(kind: SourceKind, read: { paths: string[]; targets: string[] }): readonly string[] {
    const declared = read.targets.length > 0 ? read.targets : ((this.#definition.target ?? []) as string[]);
    for (const target of declared)
      if (!isResourceType(target)) this.#wrong('target', `FHIR R4 has no resource type ${target}.`);
    if (kind !== 'reference') return declared;
    const targets = possibleTargets(declared, read.paths);
    if (targets.length === 0) this.#wrong('target', 'The elements of the expression cannot lead to these types.');
    return targets;
  }

  #composite(owner: string, paths: string[]): SearchParameter | undefined {
    const { code, component = [] } = this.#definition;
    if (component.length < 2) return this.#wrong('component', 'A composite has two components or more.');
    if (paths.some(isEvaluated))
      return this.#wrong('expression', 'A composite is about an element that plain steps lead to.');
    const components = component.map((part, at) => this.#component(owner, paths, part, at));
    if (components.includes(undefined)) return undefined;
    const found = components as NonNullable<SearchParameter['components']>;
    return { owner, code, type: 'composite', sources: paths, targets: [], components: found, added: true };
  }

  #component(owner: string, paths: string[], part: { definition: string; expression: string }, at: number) {
    const place = `component[${at}]`;
    const parameter = parameterByUrl(owner, part.definition) ?? this.#addedByUrl(owner, part.definition);
    if (parameter === undefined)
      return this.#wrong(`${place}.definition`, `No search parameter of ${owner} has this URL.`);
    if (parameter.type === 'composite')
      return this.#wrong(`${place}.definition`, 'A composite cannot be part of another.');
    try {
      const path = componentPath(part.expression);
      if (path === undefined)
        return this.#wrong(`${place}.expression`, 'Only plain steps can be a part of a composite.');
      if (!path.startsWith('%resource.'))
        for (const base of paths) for (const { type } of typesAt(base)) relativeWalk(type, path);
      return { parameter, path };
    } catch (error) {
      return this.#wrong(`${place}.expression`, `It cannot be used: ${reasonOf(error)}.`);
    }
  }

  #addedByUrl(owner: string, url: string): SearchParameter | undefined {
    const definition = url === this.#definition.url ? undefined : this.#find(url);
    if (definition === undefined || definition.type === 'composite') return undefined;
    return addedParameters(definition, () => undefined).parameters.find((parameter) => parameter.owner === owner);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof FhirPathError || error instanceof RangeError) return error.message.replace(/\.$/, '');
  throw error;
}

/** Why the values there cannot be searched as the type says. */
function faultOf(path: string, kind: SourceKind): string | undefined {
  const types = typesAt(path).map(({ type }) => type);
  if (types.length === 0) return 'which type its values have cannot be told; say it with ofType().';
  const fitting = types.filter((type) => fittingTypes[kind].has(type));
  if (fitting.length === 0) return `${[...new Set(types)].slice(0, 5).join(', ')} cannot be searched as ${kind}.`;
  return isEvaluated(path) && new Set(types).size > 1
    ? 'its values may be of several types; say which with ofType().'
    : undefined;
}
