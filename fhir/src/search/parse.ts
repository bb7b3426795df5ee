/**
 * Reads the parameters of a search into a query (https://hl7.org/fhir/R4/search.html): of one type, of several or all, and within
 * a compartment. Throws Failure: `invalid` for what is wrong, `not-supported` for what R4 has and we do not, or what nobody has.
 */
import { compartmentCriterion, compartmentTypes } from './compartment-criterion.ts';
import { Failure } from '../outcome.ts';
import { isResourceType, resourceTypes } from '../r4/resource-types.ts';
import { UnknownParameter } from './find-parameter.ts';
import { parseCriterion } from './parse-criterion.ts';
import { cursorName, parseResult } from './parse-result.ts';
import { lacksSpecial } from './parse-special.ts';
import type { ParseContext } from './parse-value.ts';
import { patientReference } from './patient-reference.ts';
import { type Criterion, defaultCount, type SearchQuery, type TypedSearch } from './query.ts';
import { utcZone } from './search-instants.ts';
import { r4Parameters } from './search-parameters.ts';

export interface ParseOptions extends Partial<ParseContext> {
  /** `Prefer: handling=lenient`: parameters nobody knows are left out and named in `ignored`. */
  lenient: boolean;
}

/** What the address says of a search. */
export interface SearchScope {
  /** undefined: all types, or those that `_type` names. */
  type?: string | undefined;
  /** `Patient/1`: only what is in this resource's compartment. */
  compartment?: { type: string; id: string } | undefined;
}

type Parameters = readonly (readonly [name: string, value: string])[];

export function parseSearch(scope: string | SearchScope, params: Parameters, options: ParseOptions): SearchQuery {
  const { type, compartment } = typeof scope === 'string' ? { type: scope, compartment: undefined } : scope;
  const about: ParseContext = { zone: utcZone, parameters: r4Parameters, ...options };
  const types = type === undefined ? typesAsked(params, compartment?.type) : [typeOf(type)];
  const searches = types.map((each): TypedSearch => ({ type: each, criteria: [], sort: [] }));
  const query = { ...emptyQuery(searches, type !== undefined), parameters: about.parameters };
  query.path = [...(compartment === undefined ? [] : [compartment.type, compartment.id]), type ?? (compartment && '*')]
    .filter((part) => part !== undefined)
    .join('/');
  if (compartment !== undefined) {
    for (const search of searches)
      search.criteria.push(compartmentCriterion(compartment, search.type, about.parameters));
  }
  for (const [name, value] of params)
    takeUp(query, searches, { name, value, isTypes: type === undefined && name === '_type' }, options, about);
  if (query.summary === 'count') query.count = 0;
  if (query.summary === 'text' && (query.include.length > 0 || query.revinclude.length > 0)) {
    throw new Failure('invalid', '_summary=text goes with neither _include nor _revinclude');
  }
  const patient =
    compartment?.type === 'Patient' ? compartment.id : query.across === undefined && patientReference(query);
  if (typeof patient === 'string') query.patientReference = patient;
  return query;
}

function typeOf(type: string): string {
  if (!isResourceType(type)) {
    throw new Failure('not-supported', 'FHIR R4 has no such resource type', { status: 404 });
  }
  return type;
}

/** Of all that may be asked, what `_type` names. Given more than once, what all of them name. */
function typesAsked(params: Parameters, compartment: string | undefined): string[] {
  let types: readonly string[] = compartment === undefined ? resourceTypes : compartmentTypes(compartment);
  for (const [name, value] of params) {
    if (name !== '_type') continue;
    const named = value.split(',').map((type) => {
      if (!isResourceType(type))
        throw new Failure('invalid', 'Search parameter _type: names of resource types of FHIR R4');
      return type;
    });
    types = types.filter((type) => named.some((other) => other === type));
  }
  if (types.length === 0) throw new Failure('invalid', 'Search parameter _type: none of these types is here');
  return [...types];
}

function emptyQuery(searches: TypedSearch[], single: boolean): SearchQuery {
  const [first] = searches;
  const { type, criteria, sort } = single && first !== undefined ? first : { type: '', criteria: [], sort: [] };
  return {
    type,
    criteria,
    sort,
    path: '',
    ...(!single && { across: searches }),
    include: [],
    revinclude: [],
    count: defaultCount,
    total: 'none',
    ignored: [],
    self: [],
  };
}

/** One parameter, by every type that is searched: what one of them does not know is not known to the search. */
function takeUp(
  query: SearchQuery,
  searches: readonly TypedSearch[],
  { name, value, isTypes }: { name: string; value: string; isTypes: boolean },
  { lenient }: ParseOptions,
  about: ParseContext,
): void {
  try {
    if (value === '') throw new Failure('invalid', `Search parameter ${name}: no value`);
    if (!isTypes && !parseResult(query, searches, name, value, about.parameters)) {
      const able = searches.filter(({ type }) => !lacksSpecial(type, name));
      const criteria = searches.map((search) =>
        able.length > 0 && !able.includes(search)
          ? [nothing]
          : conjuncts(parseCriterion(search.type, name, value, about)),
      );
      for (const [at, search] of searches.entries()) search.criteria.push(...(criteria[at] ?? []));
    }
    if (name !== cursorName) query.self.push([name, name === '_count' ? String(query.count) : value]);
  } catch (error) {
    if (!lenient || !(error instanceof UnknownParameter || value === '')) throw error;
    query.ignored.push(name);
  }
}

/** Of several types those are passed over that have no words, or are in no List. */
const nothing: Criterion = { kind: 'or', criteria: [] };

/** What must hold, each by itself, so that any of it may lead the search. */
function conjuncts(criterion: Criterion): Criterion[] {
  return criterion.kind === 'and' ? criterion.criteria.flatMap(conjuncts) : [criterion];
}
