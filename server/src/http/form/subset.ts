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

/** The resource's text with only what was asked for. */
export function subsetOf(text: string, subset: Subset): string {
  const resource = parseJson(text) as Resource & Record<string, unknown>;
  const keep = keeper(resource.resourceType, subset);
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(resource)) {
    if (always.has(key) || keep(key.startsWith('_') ? key.slice(1) : key)) kept[key] = value;
  }
  kept['meta'] = { ...resource.meta, tag: [...(resource.meta?.tag ?? []), subsetted] };
  return stringifyJson(kept);
}

type Keeper = (key: string) => boolean;

function keeper(type: string, { summary, elements }: Subset): Keeper {
  const properties = typeInfo(type)?.byKey;
  const mandatory: Keeper = (key) => (properties?.get(key)?.row.min ?? 0) > 0;
  if (elements !== undefined) {
    const names = new Set(elements);
    return (key) => names.has(key) || names.has(properties?.get(key)?.name ?? key) || mandatory(key);
  }
  switch (summary) {
    case 'text':
      return (key) => key === 'text' || mandatory(key);
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
