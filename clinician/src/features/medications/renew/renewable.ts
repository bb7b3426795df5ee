/** Which orders may be renewed, those that run out first; one that is given on a ward is not. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import { isRenewable } from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { textOfConcept } from '../../../chart/concept.ts';

export interface Renewable {
  order: MedicationRequest & { id: string };
  name: string;
  until: string | undefined;
  runsOut: boolean;
}

/** Days. */
const soon = 30;
const swedish = new Intl.Collator('sv', { numeric: true });

export function renewables(orders: readonly MedicationRequest[], today: string): Renewable[] {
  const limit = new Date(Date.parse(today) + soon * 86_400_000).toISOString().slice(0, 10);
  return orders
    .filter((order): order is MedicationRequest & { id: string } => order.id !== undefined && isRenewable(order))
    .map((order) => {
      const until = order.dispenseRequest?.validityPeriod?.end?.slice(0, 10);
      return {
        order,
        name: textOfConcept(order.medicationCodeableConcept),
        until,
        runsOut: until !== undefined && until <= limit,
      };
    })
    .toSorted((a, b) => Number(b.runsOut) - Number(a.runsOut) || swedish.compare(a.name, b.name));
}
