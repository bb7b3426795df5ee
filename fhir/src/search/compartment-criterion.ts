/**
 * A compartment as a criterion: what is in it is what refers to the resource by one of the parameters that the definition names
 * (https://hl7.org/fhir/R4/compartmentdefinition.html, https://hl7.org/fhir/R4/search.html#compartment).
 */
import { Failure } from '../outcome.ts';
import { compartments } from '../r4/generated/compartments.ts';
import type { Criterion } from './query.ts';
import type { SearchParameters } from './search-parameters.ts';

/** The five types that have a compartment. */
export const compartmentOwners: readonly string[] = Object.keys(compartments);

/** The types that may be in a compartment; its own is, whose resource is in it itself. */
export function compartmentTypes(owner: string): readonly string[] {
  const members = Object.keys(compartments[owner] ?? {});
  return members.includes(owner) ? members : [...members, owner].sort();
}

/** Fails with `not-supported` (404) for a type that no such compartment holds. */
export function compartmentCriterion(
  { type: owner, id }: { type: string; id: string },
  type: string,
  parameters: SearchParameters,
): Criterion {
  if (!compartmentOwners.includes(owner)) throw absent(`${owner} has no compartment in R4`);
  if (!compartmentTypes(owner).includes(type)) throw absent(`The ${owner} compartment holds no ${type}`);
  const value = { type: owner, id };
  const criteria = (compartments[owner]?.[type] ?? []).flatMap((code): Criterion[] => {
    const parameter = parameters.find(type, code);
    return parameter?.type === 'reference' && parameter.targets.includes(owner)
      ? [{ kind: 'reference', parameter, values: [value] }]
      : [];
  });
  if (type === owner) criteria.push({ kind: 'id', values: [value.id] });
  const [only] = criteria;
  return only !== undefined && criteria.length === 1 ? only : { kind: 'or', criteria };
}

function absent(message: string): Failure {
  return new Failure('not-supported', message, { status: 404 });
}
