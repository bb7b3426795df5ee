/** Prescriptions as rows of the drug list: the current ones by name, those as needed after the regular ones. http://hl7.org/fhir/R4/medicationrequest.html */
import type { MedicationRequest } from '@medplum/fhirtypes';
import type { DoseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../chart/concept.ts';

export interface DrugRow {
  id: string;
  name: string;
  dose: DoseText;
  reason: string;
  since: string | undefined;
  until: string | undefined;
  status: string;
  statusReason: string;
  prescriber: string;
  isCurrent: boolean;
  isAsNeeded: boolean;
}

const current = new Set(['active', 'on-hold']);
const leftOut = new Set(['entered-in-error', 'draft']);
const swedish = new Intl.Collator('sv', { numeric: true });

export function drugRows(
  requests: readonly MedicationRequest[],
  doseOf: (request: MedicationRequest) => DoseText,
): DrugRow[] {
  return requests
    .filter((request) => !leftOut.has(request.status))
    .map((request) => drugRow(request, doseOf))
    .toSorted(inOrder);
}

function drugRow(request: MedicationRequest, doseOf: (request: MedicationRequest) => DoseText): DrugRow {
  const isCurrent = current.has(request.status);
  return {
    id: request.id ?? '',
    name: textOfConcept(request.medicationCodeableConcept) || (request.medicationReference?.display ?? ''),
    dose: doseOf(request),
    reason: request.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
    since: request.authoredOn,
    until: isCurrent ? undefined : request.dispenseRequest?.validityPeriod?.end,
    status: request.status,
    statusReason: textOfConcept(request.statusReason),
    prescriber: request.requester?.display ?? '',
    isCurrent,
    isAsNeeded: (request.dosageInstruction ?? []).some(
      (dosage) => dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined,
    ),
  };
}

function inOrder(a: DrugRow, b: DrugRow): number {
  if (a.isCurrent !== b.isCurrent) return a.isCurrent ? -1 : 1;
  if (!a.isCurrent) return (timeOf(b.since) || 0) - (timeOf(a.since) || 0);
  return Number(a.isAsNeeded) - Number(b.isAsNeeded) || swedish.compare(a.name, b.name);
}
