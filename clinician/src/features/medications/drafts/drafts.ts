/** Drafts of drug orders that wait at a unit for somebody who may sign them, as rows, the longest waiting first. */
import type { MedicationRequest, Patient, Resource } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { type DoseText, doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { careUnitOf } from '@vardkedjan/ui/note/care-unit-of.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { textOfConcept } from '../../../chart/concept.ts';
import { searchAll } from '../../../work/work-queries.ts';

export interface DraftRow {
  id: string;
  patientId: string;
  patient: Patient | undefined;
  name: string;
  dose: DoseText;
  by: string;
  /** FHIR instant. */
  since: string;
}

const refreshEvery = 60_000;

export const draftsToSign = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'drug-drafts', unitId],
    queryFn: async ({ signal }): Promise<DraftRow[]> => {
      const { matches, included } = await searchAll<MedicationRequest>(
        'MedicationRequest',
        { status: 'draft', _include: 'MedicationRequest:patient', _count: 200 },
        signal,
      );
      return draftRows(matches, included, unitId);
    },
    refetchInterval: refreshEvery,
  });

/** What the caller may see of other units' is theirs to sign. */
export function draftRows(
  orders: readonly MedicationRequest[],
  included: readonly Resource[],
  unitId: string,
): DraftRow[] {
  const patients = new Map<string, Patient>(
    included.flatMap((each) => (each.resourceType === 'Patient' ? [[`Patient/${each.id ?? ''}`, each] as const] : [])),
  );
  return orders
    .filter((order) => order.status === 'draft' && careUnitOf(order)?.reference === `Organization/${unitId}`)
    .map((order) => ({
      id: order.id ?? '',
      patientId: order.subject.reference?.replace(/^Patient\//, '') ?? '',
      patient: patients.get(order.subject.reference ?? ''),
      name: textOfConcept(order.medicationCodeableConcept),
      dose: doseText(order.dosageInstruction),
      by: order.requester?.display ?? '',
      since: order.authoredOn ?? order.meta?.lastUpdated ?? '',
    }))
    .toSorted((a, b) => (timeOf(a.since) || 0) - (timeOf(b.since) || 0));
}
