/** When an order has been paused, kept beside it: R4 has no element for it. An open one lasts still. */
import type { Extension, MedicationRequest } from '@medplum/fhirtypes';

export const pauseUrl = 'https://vardkedjan.se/fhir/StructureDefinition/paused';

/** Milliseconds. */
export interface Pause {
  start: number;
  end: number | undefined;
}

export function pausesOf({ extension }: MedicationRequest): Pause[] {
  return (extension ?? []).flatMap(({ url, valuePeriod }) =>
    url === pauseUrl && valuePeriod?.start !== undefined
      ? [
          {
            start: Date.parse(valuePeriod.start),
            end: valuePeriod.end === undefined ? undefined : Date.parse(valuePeriod.end),
          },
        ]
      : [],
  );
}

/** Those of the order, with one begun or ended as it goes to the state. */
export function withPauses(order: MedicationRequest, status: MedicationRequest['status'], now: string): Extension[] {
  const closed = (order.extension ?? []).map((one) =>
    one.url === pauseUrl && one.valuePeriod?.end === undefined && status !== 'on-hold'
      ? { ...one, valuePeriod: { ...one.valuePeriod, end: now } }
      : one,
  );
  const begins = status === 'on-hold' && order.status !== 'on-hold';
  return begins ? [...closed, { url: pauseUrl, valuePeriod: { start: now } }] : closed;
}
