/**
 * Which references put a resource into a patient's compartment: http://hl7.org/fhir/R4/compartmentdefinition-patient.html.
 */
import { compilePath, type CompiledPath } from './fhirpath/compile.ts';
import { compartments } from './r4/generated/compartments.ts';
import { searchParameters } from './r4/generated/search-parameters.ts';

/** The ones that say whom the resource is about come before those that say who took part. */
const subjectFirst = ['subject', 'patient', 'beneficiary', 'individual'];

export interface OwnerReference {
  /** The search parameter of the compartment definition. */
  parameter: string;
  /** The literal reference, as written. */
  reference: string;
}

const paths = new Map<string, readonly { parameter: string; path: CompiledPath }[]>();

/**
 * The references by which a resource may belong to a patient, those about the subject first. They may point at other things than
 * patients (a device, a group, a practitioner who performed). Empty for a type outside the compartment. A Patient belongs to
 * itself; its `link` leads to other patients and is not among them.
 */
export function ownerReferences(resource: { resourceType: string }): OwnerReference[] {
  const found: OwnerReference[] = [];
  for (const { parameter, path } of pathsOf(resource.resourceType)) {
    for (const value of path(resource)) {
      const reference =
        typeof value === 'object' && value !== null ? (value as { reference?: unknown }).reference : undefined;
      const known = found.some((other) => other.reference === reference);
      if (typeof reference === 'string' && !known) found.push({ parameter, reference });
    }
  }
  return found;
}

function pathsOf(type: string): readonly { parameter: string; path: CompiledPath }[] {
  const known = paths.get(type);
  if (known !== undefined) return known;
  const members = type === 'Patient' ? [] : (compartments['Patient']?.[type] ?? []);
  const ordered = [...members].sort((a, b) => rank(a) - rank(b));
  const built = ordered.flatMap((parameter) => {
    const expression = searchParameters[type]?.find((row) => row.code === parameter)?.expression;
    return expression === undefined ? [] : [{ parameter, path: compilePath(expression, type) }];
  });
  paths.set(type, built);
  return built;
}

function rank(parameter: string): number {
  const place = subjectFirst.indexOf(parameter);
  return place === -1 ? subjectFirst.length : place;
}
