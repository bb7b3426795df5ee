/**
 * What somebody is said to take (http://hl7.org/fhir/R4/medicationstatement.html) in the shape that the safety rules ask about: whoever takes a drug may
 * be harmed by it together with another, whether or not anybody has ordered or verified it (F6).
 */
import type { MedicationRequest, MedicationStatement, Patient, Reference } from '@medplum/fhirtypes';

const taken: ReadonlySet<string> = new Set(['active', 'intended', 'unknown']);

/** undefined: it is not taken, or no longer. */
export function asTaken(statement: MedicationStatement): MedicationRequest | undefined {
  const { id, status, medicationCodeableConcept, medicationReference, subject, dosage } = statement;
  if (!taken.has(status)) return undefined;
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    reportedBoolean: true,
    ...(medicationCodeableConcept && { medicationCodeableConcept }),
    ...(medicationReference && { medicationReference }),
    subject: subject as Reference<Patient>,
    ...(dosage && { dosageInstruction: dosage }),
    supportingInformation: [{ reference: `MedicationStatement/${id ?? ''}` }],
  };
}

/** The entry that an order, or what is taken, stands for; undefined: it has no id yet. */
export function entryOf(order: MedicationRequest): Reference | undefined {
  const [said] = order.supportingInformation ?? [];
  if (order.reportedBoolean === true && said?.reference?.startsWith('MedicationStatement/') === true)
    return said.reference === 'MedicationStatement/' ? undefined : { reference: said.reference };
  return order.id === undefined ? undefined : { reference: `MedicationRequest/${order.id}` };
}
