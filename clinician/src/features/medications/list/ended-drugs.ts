/** Orders that have ended, or whose course is over, as rows, the newest first. http://hl7.org/fhir/R4/medicationrequest.html */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { type DoseText, doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { courseEnd, isOver } from '@vardkedjan/care/clinical/prescriptions/course-end.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';

export interface EndedDrug {
  id: string;
  name: string;
  dose: DoseText;
  reason: string;
  since: string | undefined;
  until: string | undefined;
  status: string;
  statusReason: string;
  prescriber: string;
}

const ended: ReadonlySet<string> = new Set(['stopped', 'completed', 'cancelled']);

/** `day`: in Sweden. */
export function endedDrugs(orders: readonly MedicationRequest[], day: string): EndedDrug[] {
  const known = new Map(orders.map((order) => [order.id, order]));
  return [...known.values()]
    .filter((order) => ended.has(order.status) || isOver(order, day))
    .map(rowOf)
    .toSorted((a, b) => (timeOf(b.since) || 0) - (timeOf(a.since) || 0));
}

function rowOf(order: MedicationRequest): EndedDrug {
  const isEnded = ended.has(order.status);
  return {
    id: order.id ?? '',
    name: textOfConcept(order.medicationCodeableConcept) || (order.medicationReference?.display ?? ''),
    dose: doseText(order.dosageInstruction),
    reason: order.reasonCode?.map(textOfConcept).filter(Boolean).join(', ') ?? '',
    since: order.authoredOn,
    until: isEnded ? order.dispenseRequest?.validityPeriod?.end : courseEnd(order),
    status: isEnded ? order.status : 'completed',
    statusReason: textOfConcept(order.statusReason),
    prescriber: order.requester?.display ?? '',
  };
}
