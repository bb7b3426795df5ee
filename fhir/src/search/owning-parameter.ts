/**
 * The parameter that by the Patient compartment says whose record a resource belongs to, its subject
 * (https://hl7.org/fhir/R4/compartmentdefinition-patient.html). What it says is not indexed when it says the owner: the
 * patient key of the row says the same.
 */
import { compartments } from '../r4/generated/compartments.ts';
import { typeInfo } from '../r4/element-table.ts';
import { parameterOf, type SearchParameter } from './parameters.ts';

/** Types whose owner is not by `subject` or `patient`. */
const otherwise: Record<string, string> = {
  Appointment: 'actor',
  AppointmentResponse: 'actor',
  Coverage: 'beneficiary',
  Group: 'member',
  ResearchSubject: 'individual',
  Schedule: 'actor',
};

/** Types whose `subject` or `patient` does not make them part of a record. */
const outside = new Set(['Contract', 'Device', 'Library', 'Linkage', 'Patient']);

const known = new Map<string, SearchParameter | undefined>();

export function owningParameter(type: string): SearchParameter | undefined {
  if (!known.has(type)) known.set(type, find(type));
  return known.get(type);
}

function find(type: string): SearchParameter | undefined {
  if (outside.has(type)) return undefined;
  const parameter = parameterOf(type, otherwise[type] ?? 'subject') ?? parameterOf(type, otherwise[type] ?? 'patient');
  return parameter?.targets.includes('Patient') ? parameter : undefined;
}

/**
 * Whether the subject can be nobody but the owner: it stands once, and the compartment asks it before anything else. Where
 * it is not so, a reference to a patient by this parameter may be in another patient's record, or in nobody's.
 */
export function subjectIsOwner(type: string): boolean {
  const [path, ...more] = owningParameter(type)?.sources ?? [];
  const compartment = compartments['Patient']?.[type];
  if (path === undefined || more.length > 0 || compartment === undefined || type === 'Coverage') return false;
  const [, element = '', ...below] = path.split('.');
  return (
    below.length === 0 &&
    typeInfo(type)
      ?.byName.get(element)
      ?.every((property) => !property.many) === true
  );
}
