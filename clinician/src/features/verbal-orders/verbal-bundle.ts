/** What is sent when a verbal order is written down: the order with the answers to its alerts, what its prescriber is to sign, and the dose where it has been given. Pure. */
import type { Bundle, BundleEntry, MedicationRequest, Quantity } from '@medplum/fhirtypes';
import type { DrugAlert } from '@vardkedjan/care/clinical/drug-safety/drug-alert.ts';
import { administrationOf } from '@vardkedjan/care/clinical/giving/administration.ts';
import { asNeededDosage } from '@vardkedjan/care/clinical/giving/as-needed.ts';
import type { Ordering } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { toConfirm } from '@vardkedjan/care/clinical/prescriptions/verbal-order.ts';
import { orderBundle, type Reasons } from '../../drug-orders/order-bundle.ts';

export interface Verbal {
  order: MedicationRequest & { id: string };
  alerts: readonly DrugAlert[];
  reasons: Reasons;
  /** It was given when it was said. */
  isGiven: boolean;
}

export function verbalBundle({ order, alerts, reasons, isGiven }: Verbal, by: Ordering, newUrn: () => string): Bundle {
  const { entry = [], ...bundle } = orderBundle([{ order, alerts }], reasons, by, newUrn);
  const dose = givenDose(order);
  const put = (resource: NonNullable<BundleEntry['resource']>): BundleEntry => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  });
  return {
    ...bundle,
    entry: [
      ...entry.map((each) => (each.resource?.resourceType === 'MedicationRequest' ? put(each.resource) : each)),
      put(toConfirm(order, by.now)),
      ...(isGiven && dose ? [givenEntry(order, dose, by)] : []),
    ],
  };
}

const givenEntry = (order: Verbal['order'], dose: Quantity, { practitioner, now }: Ordering): BundleEntry => ({
  resource: administrationOf({ order, status: 'completed', dose }, { practitioner, now, at: order.authoredOn }),
  request: { method: 'POST', url: 'MedicationAdministration' },
});

/** Of what is given as needed; what has times of its own is given at one of them. */
export function givenDose(order: MedicationRequest): Quantity | undefined {
  const [dose] = asNeededDosage(order)?.doseAndRate ?? [];
  return dose?.doseQuantity ?? dose?.doseRange?.low;
}
