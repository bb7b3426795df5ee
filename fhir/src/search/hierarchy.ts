/**
 * Hierarchies of resources: types whose resources lie in one another, and the parameter that says in which. What `:above` and
 * `:below` of a reference follow (https://hl7.org/fhir/R4/search.html#recursive).
 */
import { parameterOf, type SearchParameter } from './parameters.ts';

const inWhich = ['partof', 'part-of', 'parent'];

/** undefined: resources of the type do not lie in one another. */
export function hierarchyOf(type: string): SearchParameter | undefined {
  return inWhich.map((code) => parameterOf(type, code)).find((parameter) => parameter?.targets.includes(type));
}
