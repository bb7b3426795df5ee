/**
 * `_summary` and `_elements`: a resource without what was not asked for, marked SUBSETTED so that nobody mistakes it for
 * the whole (http://hl7.org/fhir/R4/search.html#summary, http://hl7.org/fhir/R4/search.html#elements).
 */
import type { Resource } from '@medplum/fhirtypes';
import { parseJson, stringifyJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import type { Summary } from '@vardkedjan/fhir/search/query.ts';

export interface Subset {
  summary: Summary | undefined;
  elements: readonly string[] | undefined;
}

const summaries: readonly string[] = ['true', 'text', 'data', 'count', 'false'] satisfies Summary[];

/** What a read asks for by `_summary` and `_elements`; undefined: the whole resource. */
export function readSubset(parameters: readonly (readonly [name: string, value: string])[]): Subset | undefined {
  let summary: Summary | undefined;
  let elements: string[] | undefined;
  for (const [name, value] of parameters) {
    if (name === '_summary') {
      if (!summaries.includes(value) || value === 'count')
        throw new Failure('invalid', '_summary must be true, text, data or false');
      summary = value as Summary;
    } else if (name === '_elements') elements = [...(elements ?? []), ...value.split(',')];
    else if (name !== '_format' && name !== '_pretty')
      throw new Failure('not-supported', `A read has no parameter ${name}`);
  }
  return (summary === undefined || summary === 'false') && elements === undefined ? undefined : { summary, elements };
}

const always = new Set(['resourceType', 'id', 'meta']);
const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/**
 * The resource's text with only what was asked for. Elements are those of matches; what comes along has them only where its
 * type stands in front (`Patient.name`), and is otherwise whole.
 */
export function subsetOf(text: string, { summary, elements }: Subset, mode: 'match' | 'include' = 'match'): string {
  const resource = parseJson(text) as Resource & Record<string, unknown>;
  const type = resource.resourceType;
  const paths = (elements ?? []).map((path) => path.split('.'));
  const own = paths.flatMap(([first = '', ...rest]) => {
    if (/^[A-Z]/.test(first)) return first === type ? [rest] : [];
    return mode === 'match' ? [[first, ...rest]] : [];
  });
  if (own.length === 0 && (summary === undefined || summary === 'false')) return text;
  const kept = own.length > 0 ? withElements(resource, type, own) : withSummary(resource, summary);
  kept['meta'] = { ...resource.meta, tag: [...(resource.meta?.tag ?? []), subsetted] };
  return stringifyJson(kept);
}

type Json = Record<string, unknown>;

const plainKey = (key: string): string => (key.startsWith('_') ? key.slice(1) : key);

/** What the paths lead to, and what must be there; at every level. */
function withElements(node: Json, type: string, paths: readonly (readonly string[])[]): Json {
  const properties = typeInfo(type)?.byKey;
  const kept: Json = {};
  for (const [key, value] of Object.entries(node)) {
    const plain = plainKey(key);
    const property = properties?.get(plain);
    const below = paths.filter(([first]) => first === plain || (property !== undefined && first === property.name));
    const whole = below.some((path) => path.length === 1) || (below.length === 0 && (property?.row.min ?? 0) > 0);
    if (always.has(key) || whole) kept[key] = value;
    else if (below.length > 0 && property !== undefined)
      kept[key] = partly(
        value,
        property.type,
        below.map((path) => path.slice(1)),
      );
  }
  return kept;
}

function partly(value: unknown, type: string, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((item) => partly(item, type, paths));
  return typeof value === 'object' && value !== null ? withElements(value as Json, type, paths) : value;
}

function withSummary(resource: Json & { resourceType: string }, summary: Summary | undefined): Json {
  const keep = keeper(resource.resourceType, summary);
  return Object.fromEntries(Object.entries(resource).filter(([key]) => always.has(key) || keep(plainKey(key))));
}

function keeper(type: string, summary: Summary | undefined): (key: string) => boolean {
  const properties = typeInfo(type)?.byKey;
  switch (summary) {
    case 'text':
      return (key) => key === 'text' || (properties?.get(key)?.row.min ?? 0) > 0;
    case 'data':
      return (key) => key !== 'text';
    case 'true':
      return (key) => properties?.get(key)?.row.summary === true;
    case 'count':
    case 'false':
    case undefined:
      return () => true;
  }
}
