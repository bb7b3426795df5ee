/**
 * The parameter that by the Patient compartment says whose record a resource belongs to, the first of the compartment's
 * parameters (https://hl7.org/fhir/R4/compartmentdefinition-patient.html).
 */
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

/** Types outside the compartment, whose `subject` or `patient` does not make them part of a record. */
const outside = new Set(['Contract', 'Device', 'Library', 'Linkage']);

export function owningParameter(type: string): SearchParameter | undefined {
  if (outside.has(type)) return undefined;
  return parameterOf(type, otherwise[type] ?? 'subject') ?? parameterOf(type, otherwise[type] ?? 'patient');
}
