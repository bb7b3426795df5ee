/** The dose of a prescription in words, made from its structure; the text that came with it is used only where there is no structure (F5). */
import type { MedicationRequest } from '@medplum/fhirtypes';

export function doseOf(request: MedicationRequest): string {
  return (request.dosageInstruction ?? []).map((dosage) => dosage.text ?? dosage.patientInstruction ?? '').filter(Boolean).join(' ');
}
