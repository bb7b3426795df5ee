/** What is left of a drug given as needed: the order's ceiling less what was given in the last twenty-four hours, whenever the day turns. */
import type { Dosage, MedicationAdministration, MedicationRequest } from '@medplum/fhirtypes';
import { givenAt, orderNameOf } from './administration.ts';
import { isAsNeeded } from './due-times.ts';

export interface Left {
  left: number;
  most: number;
  unit: string;
  /** ISO instant at which more may be given, when nothing is left now for one dose. */
  again: string | undefined;
}

const dayLength = 86_400_000;
const counts: ReadonlySet<string> = new Set(['completed', 'in-progress', 'stopped']);

export const asNeededDosage = (order: MedicationRequest): Dosage | undefined =>
  order.dosageInstruction?.find(isAsNeeded);

/** undefined: the order says no ceiling. */
export function leftNow(
  order: MedicationRequest,
  given: readonly MedicationAdministration[],
  now: number,
): Left | undefined {
  const dosage = asNeededDosage(order);
  const most = dosage && ceilingOf(dosage);
  if (most === undefined) return undefined;
  const doses = given
    .filter((each) => counts.has(each.status) && orderNameOf(each) === `MedicationRequest/${order.id ?? ''}`)
    .map((each) => ({ at: givenAt(each), amount: each.dosage?.dose?.value ?? 0 }))
    .filter(({ at }) => at > now - dayLength && at <= now)
    .toSorted((a, b) => a.at - b.at);
  const left = exact(most.value - doses.reduce((sum, { amount }) => sum + amount, 0));
  return { left: Math.max(0, left), most: most.value, unit: most.unit, again: againAt(doses, left, leastOf(dosage)) };
}

/** When enough of what was given is a day old. */
function againAt(doses: readonly { at: number; amount: number }[], left: number, wanted: number): string | undefined {
  let free = left;
  if (free >= wanted) return undefined;
  for (const { at, amount } of doses) {
    free = exact(free + amount);
    if (free >= wanted) return new Date(at + dayLength).toISOString();
  }
  return undefined;
}

const leastOf = (dosage: Dosage | undefined): number => {
  const [dose] = dosage?.doseAndRate ?? [];
  return dose?.doseQuantity?.value ?? dose?.doseRange?.low?.value ?? 0;
};

/** By what is said of a day, or by how often and how much at a time; the lower of the two. */
function ceilingOf({ maxDosePerPeriod, timing, doseAndRate }: Dosage): { value: number; unit: string } | undefined {
  const { numerator, denominator } = maxDosePerPeriod ?? {};
  const isDay =
    (denominator?.code === 'd' && denominator.value === 1) || (denominator?.code === 'h' && denominator.value === 24);
  const said =
    isDay && numerator?.value !== undefined ? { value: numerator.value, unit: numerator.unit ?? '' } : undefined;
  const { frequency, frequencyMax, period, periodUnit } = timing?.repeat ?? {};
  const times = periodUnit === 'd' && period === 1 ? (frequencyMax ?? frequency) : undefined;
  const once = doseAndRate?.[0]?.doseQuantity ?? doseAndRate?.[0]?.doseRange?.high;
  const counted =
    times === undefined || once?.value === undefined
      ? undefined
      : { value: exact(times * once.value), unit: once.unit ?? '' };
  if (said === undefined || counted === undefined) return said ?? counted;
  return counted.value < said.value && counted.unit === said.unit ? counted : said;
}

const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
