/**
 * The search parameters that a search may use, as a value: R4's own, and what was added to a store by SearchParameter
 * resources (https://hl7.org/fhir/R4/searchparameter.html). A search is read against one such value.
 */
import { parameterOf, parametersOf, type SearchParameter } from './parameters.ts';

export interface SearchParameters {
  /** undefined: the type has no such parameter. Throws Failure for one that cannot answer yet: what it finds by is not whole. */
  find(type: string, code: string): SearchParameter | undefined;
  /** All of the type, without those added ones that cannot answer yet. Throws Failure when that is so of one of R4's own. */
  of(type: string): Iterable<SearchParameter>;
}

export const r4Parameters: SearchParameters = { find: parameterOf, of: (type) => parametersOf(type).values() };
