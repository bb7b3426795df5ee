/**
 * The search parameter of a type by its name (https://hl7.org/fhir/R4/searchparameter-registry.html), or why there is none.
 */
import { Failure } from '../outcome.ts';
import type { SearchParameter } from './parameters.ts';
import type { SearchParameters } from './search-parameters.ts';

/** A parameter that R4 does not have for the type; lenient handling lets it pass. */
export class UnknownParameter extends Failure {
  constructor(type: string, name: string) {
    super('not-supported', `${type} has no search parameter ${name}`);
  }
}

/** What R4 has and this server has not: refused even when handling is lenient, since the answer would be another. */
const unsupported: ReadonlyMap<string, string> = new Map([
  ['_query', 'named queries'],
  ['_contained', 'search in contained resources'],
  ['_containedType', 'search in contained resources'],
  ['_score', 'relevance'],
]);

export function findParameter(
  type: string,
  code: string,
  { parameters }: { parameters: SearchParameters },
): SearchParameter {
  const parameter = parameters.find(type, code);
  if (parameter !== undefined) return parameter;
  const what = unsupported.get(code);
  if (what !== undefined) throw new Failure('not-supported', `Search parameter ${code}: ${what} is not supported`);
  throw new UnknownParameter(type, code);
}
