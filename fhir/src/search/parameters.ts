/**
 * R4's search parameters as the search slice uses them: resolved for one type, unions taken apart, so that parameters over
 * the same elements (`patient` and `subject`, `code` and `combo-code`) share what is indexed
 * (https://hl7.org/fhir/R4/searchparameter-registry.html).
 */
import { searchParameters } from '../r4/generated/search-parameters.ts';
import { typeInfo } from '../r4/element-table.ts';
import { isResourceType, resourceTypes } from '../r4/resource-types.ts';
import { typesAt } from './walk.ts';
import type { SearchParameterRow } from '../r4/search-parameter-row.ts';

export type SearchParameterType = Exclude<SearchParameterRow['type'], 'special'>;

export interface SearchParameter {
  /** The resource type this is for: `clinical-code` exists once for each of its types. */
  owner: string;
  code: string;
  type: SearchParameterType;
  /** The elements it is about, as FHIRPath from the type, each a plain path; `.where(resolve() is T)` has become `targets`. */
  sources: string[];
  /** The types a reference parameter may lead to; every type where R4 says any. */
  targets: readonly string[];
  /** Of a composite: what is compared, each path relative to `sources`. */
  components?: { parameter: SearchParameter; path: string }[];
  /** Defined by a resource of the store (added-parameters.ts), and none of R4's own. */
  added?: true;
}

/** Not indexed as values: `_id` and `_lastUpdated` are columns; `_text`, `_content`, `_query` and `near` have no path. */
const notIndexed = new Set(['_id', '_lastUpdated']);
const bases = ['Resource', 'DomainResource'];
/** Resources that are not DomainResources (https://hl7.org/fhir/R4/resource.html). */
export const plainResources = new Set(['Binary', 'Bundle', 'Parameters']);
const byType = new Map<string, Map<string, SearchParameter>>();

/** All parameters of a type that have something to search, the common ones (`_tag`, `_profile` …) included. */
export function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  const known = byType.get(type);
  if (known !== undefined) return known;
  const found = new Map<string, SearchParameter>();
  for (const base of [type, ...bases]) {
    if (base === 'DomainResource' && plainResources.has(type)) continue;
    for (const row of searchParameters[base] ?? []) {
      const parameter = resolve(row, base, type);
      if (parameter !== undefined && !found.has(row.code)) found.set(row.code, parameter);
    }
  }
  byType.set(type, found);
  return found;
}

export function parameterOf(type: string, code: string): SearchParameter | undefined {
  return parametersOf(type).get(code);
}

/** R4's own parameter of a type by its canonical URL. */
export function parameterByUrl(type: string, url: string): SearchParameter | undefined {
  for (const base of [type, ...bases]) {
    const row = searchParameters[base]?.find((candidate) => candidate.url === url);
    if (row !== undefined) return parameterOf(type, row.code);
  }
  return undefined;
}

/** Of the types declared, those that the elements can lead to; every type where nothing says less. */
export function possibleTargets(declared: string[], sources: string[]): readonly string[] {
  const allowed = possible(declared, sources);
  return allowed.includes('Resource') || (allowed.length === 0 && declared.length === 0)
    ? resourceTypes
    : allowed.filter(isResourceType);
}

function resolve(row: SearchParameterRow, base: string, type: string): SearchParameter | undefined {
  if (row.expression === undefined || row.type === 'special' || notIndexed.has(row.code)) return undefined;
  const sources = new Set<string>();
  const targets = new Set<string>();
  for (const part of row.expression.split(' | ')) {
    const path = withoutParentheses(part.trim());
    const [, element = path, target] = /^(.*)\.where\(resolve\(\) is (\w+)\)$/.exec(path) ?? [];
    sources.add(
      element.startsWith(`${base}.`) || element === base ? type + element.slice(base.length) : `${type}.${element}`,
    );
    if (target !== undefined) targets.add(target);
  }
  const declared = targets.size > 0 ? [...targets] : (row.target ?? []);
  const allowed = row.type === 'reference' ? possible(declared, [...sources]) : declared;
  return {
    owner: type,
    code: row.code,
    type: row.type,
    sources: [...sources],
    targets: allowed.includes('Resource') || allowed.length === 0 ? resourceTypes : allowed.filter(isResourceType),
    ...(row.component && { components: row.component.map((part) => component(part, base, type, [...sources])) }),
  };
}

/** A parameter that many types share names targets that its elements in this type cannot have. */
function possible(declared: string[], sources: string[]): string[] {
  const ends = sources.flatMap(typesAt);
  if (ends.every(({ type }) => type === 'canonical' || type === 'uri'))
    return (declared.length === 0 || declared.includes('Resource') ? resourceTypes : declared).filter(isCanonical);
  if (ends.some(({ type, targets }) => type !== 'Reference' || targets === undefined || targets.includes('Resource')))
    return declared;
  const elements = new Set(ends.flatMap(({ targets = [] }) => targets));
  return declared.length === 0 || declared.includes('Resource')
    ? [...elements]
    : declared.filter((type) => elements.has(type));
}

/** A canonical reference leads to what has a URL and a version of its own (http://hl7.org/fhir/R4/references.html#canonical). */
export function isCanonical(type: string): boolean {
  const elements = typeInfo(type)?.byKey;
  return elements?.get('url')?.type === 'uri' && elements.get('version')?.many === false;
}

function component(
  part: { definition: string; expression: string },
  base: string,
  type: string,
  sources: readonly string[],
) {
  const row = searchParameters[base]?.find((candidate) => candidate.url === part.definition);
  const parameter = row && resolve(row, base, type);
  if (parameter === undefined) throw new Error(`R4 has no search parameter ${part.definition} for ${type}`);
  return { parameter, path: pathOfPart(parameter, part.expression, sources) };
}

/**
 * R4's DocumentReference-relationship gives its reference the path of its code, and the code that of the reference. A path whose
 * end the part's kind cannot be about is taken from the part's own definition.
 */
function pathOfPart({ type, sources: own }: SearchParameter, expression: string, sources: readonly string[]): string {
  const [within = ''] = sources;
  const leads = (path: string): boolean => typesAt(path).every((end) => end.type === 'Reference');
  const [first = ''] = own;
  const swapped = /^\w+$/.test(expression) && leads(`${within}.${expression}`) !== (type === 'reference');
  return swapped && first.startsWith(`${within}.`) ? first.slice(within.length + 1) : expression;
}

/** `(a.b)` and `(a.b).c`; R4 has no parentheses that group anything else. */
function withoutParentheses(path: string): string {
  return path.startsWith('(') ? path.slice(1).replace(/\)(?=\.|$)(?!.*\)(?=\.|$))/, '') : path;
}
