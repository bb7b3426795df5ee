/** The dose of a prescription in words, made from its structure by the rules of care/clinical/dose-text.ts and from nothing else (F5). */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { type DoseText, doseText } from '@vardkedjan/care/clinical/dose-text.ts';

export const doseOf = (request: MedicationRequest): DoseText => doseText(request.dosageInstruction);
