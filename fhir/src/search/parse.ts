/**
 * Reads the parameters of a type-level search into a query (https://hl7.org/fhir/R4/search.html).
 * Throws Failure: `invalid` for what is wrong, `not-supported` for what R4 has and we do not, or what nobody has.
 */
import { Failure } from '../outcome.ts';
import { isResourceType } from '../r4/resource-types.ts';
import { type ParseContext, parseCriterion, UnknownParameter } from './parse-criterion.ts';
import { cursorName, parseResult } from './parse-result.ts';
import { patientReference } from './patient-reference.ts';
import { defaultCount, type SearchQuery } from './query.ts';
import { utcZone } from './search-instants.ts';
import { r4Parameters } from './search-parameters.ts';

export interface ParseOptions extends Partial<ParseContext> {
  /** `Prefer: handling=lenient`: parameters nobody knows are left out and named in `ignored`. */
  lenient: boolean;
}

export function parseSearch(
  type: string,
  params: readonly (readonly [name: string, value: string])[],
  options: ParseOptions,
): SearchQuery {
  if (!isResourceType(type))
    throw new Failure('not-supported', 'Search across types, or of a type that R4 does not have');
  const about: ParseContext = { zone: utcZone, parameters: r4Parameters, ...options };
  const query: SearchQuery = {
    type,
    criteria: [],
    include: [],
    revinclude: [],
    sort: [],
    count: defaultCount,
    total: 'none',
    ignored: [],
    self: [],
    parameters: about.parameters,
  };
  for (const [name, value] of params) {
    try {
      if (value === '') throw new Failure('invalid', `Search parameter ${name}: no value`);
      if (!parseResult(query, name, value, about.parameters)) query.criteria.push(parseCriterion(type, name, value, about));
      if (name !== cursorName) query.self.push([name, name === '_count' ? String(query.count) : value]);
    } catch (error) {
      if (!options.lenient || !(error instanceof UnknownParameter || value === '')) throw error;
      query.ignored.push(name);
    }
  }
  if (query.summary === 'count') query.count = 0;
  if (query.summary === 'text' && (query.include.length > 0 || query.revinclude.length > 0)) {
    throw new Failure('invalid', '_summary=text goes with neither _include nor _revinclude');
  }
  const patient = patientReference(query);
  if (patient !== undefined) query.patientReference = patient;
  return query;
}
