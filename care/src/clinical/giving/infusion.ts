/** How much an infusion has given: its rate times how long it ran, in the rate's own volume. A change of rate is a new part that follows. */
import type { MedicationAdministration, Quantity } from '@medplum/fhirtypes';

const ucum = 'http://unitsofmeasure.org';
/** Rates that can be counted on: volume or mass an hour or a minute. */
const rate = /^(mL|ml|L|mg|g|ug|µg|\[IU\]|U|E)\/(h|min)$/;

export function isRunning({ status, dosage, effectivePeriod }: MedicationAdministration): boolean {
  return status === 'in-progress' && dosage?.rateQuantity !== undefined && effectivePeriod?.end === undefined;
}

/** To one decimal; undefined: the rate's unit is not one that is known. */
export function givenVolume(given: MedicationAdministration, until: number): Quantity | undefined {
  const { rateQuantity } = given.dosage ?? {};
  const [, unit, per] = rate.exec(rateQuantity?.code ?? rateQuantity?.unit ?? '') ?? [];
  const start = Date.parse(given.effectivePeriod?.start ?? '');
  const end = Date.parse(given.effectivePeriod?.end ?? '') || until;
  if (unit === undefined || rateQuantity?.value === undefined || !(end >= start)) return undefined;
  const hours = (end - start) / 3_600_000;
  const value = Math.round(rateQuantity.value * hours * (per === 'min' ? 60 : 1) * 10) / 10;
  return { value, unit, system: ucum, code: unit };
}

/** Of an infusion and the parts that follow it. */
export function wholeVolume(parts: readonly MedicationAdministration[], until: number): Quantity | undefined {
  const volumes = parts.map((part) => part.dosage?.dose ?? givenVolume(part, until));
  const [first] = volumes;
  if (first === undefined || volumes.some((each) => each?.value === undefined || each.unit !== first.unit))
    return undefined;
  return { ...first, value: Math.round(volumes.reduce((sum, each) => sum + (each?.value ?? 0), 0) * 10) / 10 };
}

/** It ends now: with what has been given, by the clock or by what is read off. */
export function ended(
  given: MedicationAdministration,
  now: string,
  { read, reason }: { read?: number | undefined; reason?: string | undefined } = {},
): MedicationAdministration {
  const counted = givenVolume({ ...given, effectivePeriod: { ...given.effectivePeriod, end: now } }, Date.parse(now));
  const dose = read === undefined ? counted : { ...counted, value: read };
  return {
    ...given,
    status: reason ? 'stopped' : 'completed',
    ...(reason && { statusReason: [{ text: reason }] }),
    effectivePeriod: { ...given.effectivePeriod, end: now },
    dosage: { ...given.dosage, ...(dose && { dose }) },
  };
}
