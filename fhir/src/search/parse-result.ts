/**
 * The parameters that shape the answer: order, paging, totals, summaries and what comes along
 * (https://hl7.org/fhir/R4/search.html#return).
 */
import { Failure } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { UnknownParameter } from './parse-criterion.ts';
import { invalid } from './parse-value.ts';
import { type Include, maximumCount, type SearchQuery, type SortKey, type Summary, type Total } from './query.ts';
import type { SearchParameters } from './search-parameters.ts';

/** The name under which the next link carries the cursor. */
export const cursorName = '_cursor';

/** About the form of the answer and not about the search: the renderer reads them. */
const aboutForm = new Set(['_format', '_pretty']);

/** Takes up a result parameter in the query; false when the name is none. */
export function parseResult(query: SearchQuery, name: string, value: string, parameters: SearchParameters): boolean {
  if (aboutForm.has(name)) return true;
  switch (name) {
    case '_count':
      if (!/^\d{1,9}$/.test(value)) throw invalid(name, 'a whole number from 0');
      query.count = Math.min(Number(value), maximumCount);
      return true;
    case '_sort':
      query.sort.push(...value.split(',').map((key) => sortKey(query.type, key, parameters)));
      return true;
    case '_total':
      query.total = oneOf<Total>(name, value, ['none', 'accurate', 'estimate']);
      return true;
    case '_summary':
      query.summary = oneOf<Summary>(name, value, ['true', 'text', 'data', 'count', 'false']);
      return true;
    case '_elements':
      query.elements = [...(query.elements ?? []), ...value.split(',').map((element) => elementName(name, element))];
      return true;
    case cursorName:
      query.cursor = value;
      return true;
  }
  const [kind, modifier, ...more] = name.split(':');
  if (kind !== '_include' && kind !== '_revinclude') return false;
  if (more.length > 0 || (modifier !== undefined && modifier !== 'iterate' && modifier !== 'recurse')) {
    throw new Failure('not-supported', `Search parameter ${name}: only the modifier :iterate is known`);
  }
  const iterate = modifier !== undefined;
  if (kind === '_include') query.include.push(include(query.type, name, value, iterate, parameters));
  else query.revinclude.push(revinclude(query.type, name, value, iterate, parameters));
  return true;
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(name, `one of ${allowed.join(', ')}`);
  return found;
}

function elementName(name: string, value: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(value)) throw invalid(name, 'names of elements at the first level');
  return value;
}

function sortKey(type: string, key: string, parameters: SearchParameters): SortKey {
  const descending = key.startsWith('-');
  const code = descending ? key.slice(1) : key;
  if (code === '_id') return { by: 'id', descending };
  if (code === '_lastUpdated') return { by: 'last-updated', descending };
  const parameter = parameters.find(type, code);
  if (parameter === undefined) {
    if (code === '_score') throw new Failure('not-supported', 'Sort by _score is not supported');
    throw new UnknownParameter(type, code);
  }
  if (parameter.type === 'composite')
    throw new Failure('not-supported', `Sort by the composite ${code} is not supported`);
  return { by: 'parameter', parameter, descending };
}

function include(queried: string, name: string, value: string, iterate: boolean, parameters: SearchParameters): Include {
  if (value === '*') return { iterate };
  const [type = '', code = '', target, ...more] = value.split(':');
  if (!isResourceType(type) || code === '' || more.length > 0)
    throw invalid(name, '[type]:[parameter] or [type]:[parameter]:[target]');
  if (type !== queried && !iterate) throw invalid(name, `${type} is not searched here; with :iterate it may be`);
  if (code === '*') return { type, iterate };
  return { type, ...referenceFrom(type, code, name, target, parameters), iterate };
}

function revinclude(
  queried: string,
  name: string,
  value: string,
  iterate: boolean,
  parameters: SearchParameters,
): Include {
  const [type = '', code = '', target, ...more] = value.split(':');
  if (value === '*')
    throw new Failure('not-supported', `Search parameter ${name}: say which type, as in Provenance:target`);
  if (!isResourceType(type) || code === '' || more.length > 0)
    throw invalid(name, '[type]:[parameter] or [type]:[parameter]:[target]');
  const leadsHere = (targets: readonly string[]) => iterate || targets.includes(queried);
  if (code === '*') {
    if (
      ![...parameters.of(type)].some(
        (parameter) => parameter.type === 'reference' && leadsHere(parameter.targets),
      )
    ) {
      throw invalid(name, `nothing in ${type} leads to ${queried}`);
    }
    return { type, iterate };
  }
  const found = referenceFrom(type, code, name, target, parameters);
  if (!leadsHere(target === undefined ? found.parameter.targets : [target]))
    throw invalid(name, `${code} does not lead to ${queried}`);
  return { type, ...found, iterate };
}

function referenceFrom(
  type: string,
  code: string,
  name: string,
  target: string | undefined,
  parameters: SearchParameters,
) {
  const parameter = parameters.find(type, code);
  if (parameter === undefined) throw new UnknownParameter(type, code);
  if (parameter.type !== 'reference') throw invalid(name, `${code} is not a reference`);
  if (target !== undefined && !parameter.targets.includes(target))
    throw invalid(name, `${code} does not lead to such a type`);
  return { parameter, ...(target !== undefined && { target }) };
}
