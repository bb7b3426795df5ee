/** What the safety rules are told of the record that is on the screen, to foretell what the server will ask: the server has the last word. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { checkDrug } from '@vardkedjan/care/clinical/drug-safety/check-drug.ts';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { asTaken } from '@vardkedjan/care/clinical/reconciliation/as-taken.ts';
import { isInForce } from '@vardkedjan/care/clinical/prescriptions/lawful-order.ts';
import type { Chart } from '../../../chart/chart.ts';
import { today } from '../../../chart/today.ts';

/** `without`: those that end as it begins; `beside`: those that begin with it. */
export function alertsFor(
  order: MedicationRequest,
  chart: Chart,
  {
    without = [],
    beside = [],
  }: { without?: readonly (string | undefined)[]; beside?: readonly MedicationRequest[] } = {},
): DrugAlert[] {
  const taken = chart.medicationStatements.flatMap((statement) => asTaken(statement) ?? []);
  const others = [
    ...chart.medicationRequests.filter((each) => isInForce(each) && !without.includes(each.id)),
    ...taken.filter((each) => !without.includes(each.supportingInformation?.[0]?.reference)),
  ];
  return checkDrug({
    order,
    others: [...others, ...beside],
    allergies: chart.allergies,
    patient: chart.patient,
    conditions: chart.conditions,
    observations: [...chart.labs, ...chart.vitals],
    today: today(),
  });
}
