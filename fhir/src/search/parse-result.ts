/**
 * The parameters that shape the answer: order, paging, totals, summaries and what comes along
 * (https://hl7.org/fhir/R4/search.html#return).
 */
import { Failure } from '../outcome.ts';
import { UnknownParameter } from './find-parameter.ts';
import { elementPath } from './element-path.ts';
import { parseInclude, parseRevinclude } from './parse-include.ts';
import { invalid } from './parse-value.ts';
import { maximumCount, type SearchQuery, type SortKey, type Summary, type Total, type TypedSearch } from './query.ts';
import type { SearchParameters } from './search-parameters.ts';

/** The name under which the next link carries the cursor. */
export const cursorName = '_cursor';

/** About the form of the answer and not about the search: the renderer reads them. */
const aboutForm = new Set(['_format', '_pretty']);

/** Takes up a result parameter in the query, and in the search of each type; false when the name is none. */
export function parseResult(
  query: SearchQuery,
  searches: readonly TypedSearch[],
  name: string,
  value: string,
  parameters: SearchParameters,
): boolean {
  if (aboutForm.has(name)) return true;
  // As it is anyhow; the other values are refused by name.
  if (name === '_contained' && value === 'false') return true;
  const types = searches.map(({ type }) => type);
  switch (name) {
    case '_count':
      if (!/^\d{1,9}$/.test(value)) throw invalid(name, 'a whole number from 0');
      query.count = Math.min(Number(value), maximumCount);
      return true;
    case '_sort':
      sortBy(searches, value, parameters);
      return true;
    case '_total':
      query.total = oneOf<Total>(name, value, ['none', 'accurate', 'estimate']);
      return true;
    case '_summary':
      query.summary = oneOf<Summary>(name, value, ['true', 'text', 'data', 'count', 'false']);
      return true;
    case '_elements':
      query.elements = [...(query.elements ?? []), ...value.split(',').map((path) => elementPath(name, path, types))];
      return true;
    case cursorName:
      query.cursor = value;
      return true;
  }
  return alongside(query, types, name, value, parameters);
}

function alongside(
  query: SearchQuery,
  types: readonly string[],
  name: string,
  value: string,
  parameters: SearchParameters,
): boolean {
  const [kind, modifier, ...more] = name.split(':');
  if (kind !== '_include' && kind !== '_revinclude') return false;
  if (more.length > 0 || (modifier !== undefined && modifier !== 'iterate' && modifier !== 'recurse')) {
    throw new Failure('not-supported', `Search parameter ${name}: only the modifier :iterate is known`);
  }
  const asked = { types, name, iterate: modifier !== undefined, parameters };
  if (kind === '_include') query.include.push(parseInclude(asked, value));
  else query.revinclude.push(parseRevinclude(asked, value));
  return true;
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw invalid(name, `one of ${allowed.join(', ')}`);
  return found;
}

/** Over several types the values must be of one kind, so that they have one order. */
function sortBy(searches: readonly TypedSearch[], value: string, parameters: SearchParameters): void {
  const keys = value.split(',').map((key) => {
    const own = searches.map(({ type }) => sortKey(type, key, parameters));
    const kinds = new Set(own.map((each) => (each.by === 'parameter' ? each.parameter.type : each.by)));
    if (kinds.size > 1)
      throw invalid('_sort', `${key.replace(/^-/, '')} is not of the same kind in all types searched`);
    return own;
  });
  for (const [at, search] of searches.entries()) {
    for (const own of keys) {
      const key = own[at];
      if (key !== undefined) search.sort.push(key);
    }
  }
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
