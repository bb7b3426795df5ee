/** `minska 5 mg var 5:e dag (till 5 mg)`: the steps of a taper, each as long as the interval, down to nothing or to where it stays. */
import type { Dosage } from '@medplum/fhirtypes';
import { everyOf, everyPattern, lengthOf } from './dose-phrases.ts';
import { NotADose } from './not-a-dose.ts';
import { converted, requireUnit } from './dosage-of.ts';
import { amountOf, doseOf, type DosedDrug, numberPattern, unitPattern } from './typed-amount.ts';

const amount = `(${numberPattern})(?:\\s*(${unitPattern}))?`;
const pattern = new RegExp(`^minskas?\\s+(?:med\\s+)?${amount}\\s+${everyPattern}(?:\\s+till\\s+${amount})?$`, 'i');

export const isReduction = (part: string): boolean => /^minskas?\s/i.test(part);

/** Gives the step before a length where it has none. Fails with NotADose when it does not come out even. */
export function reduced(
  part: string,
  steps: Dosage[][],
  { isLast, drug }: { isLast: boolean; drug: DosedDrug | undefined },
): Dosage[][] {
  const match = pattern.exec(part.trim());
  const start = steps.at(-1);
  const [first, ...beside] = start ?? [];
  if (match === null || first === undefined || beside.length > 0) throw new NotADose('not-understood', part);
  const { period, periodUnit } = everyOf(match.slice(3, 7));
  const from = first.doseAndRate?.[0]?.doseQuantity;
  const isOnce = first.timing?.repeat?.count !== undefined;
  if (from?.value === undefined || from.unit === undefined || periodUnit === 'h' || isOnce)
    throw new NotADose('not-understood', part);
  const typed = amountOf([match[1], undefined, match[2]]);
  requireUnit(typed, drug, true);
  const by = converted(typed.low, typed.unit ?? from.unit, drug).value;
  const to = match[7] === undefined ? 0 : endOf(match[7], match[8], from.unit, drug);
  const length = lengthOf(period, periodUnit);
  if (first.timing?.repeat?.boundsDuration === undefined)
    steps[steps.length - 1] = [{ ...first, timing: { repeat: { ...first.timing?.repeat, ...length } } }];
  return amountsDown(from.value, by, to, part).map((value, index, all) => {
    const { boundsDuration: _before, ...often } = first.timing?.repeat ?? {};
    const stays = isLast && to > 0 && index === all.length - 1;
    const { maxDosePerPeriod: _most, ...rest } = first;
    return [
      {
        ...rest,
        timing: { repeat: { ...often, ...(stays ? {} : length) } },
        doseAndRate: [doseOf({ low: value }, from.unit ?? '')],
      },
    ];
  });
}

function endOf(value: string, unit: string | undefined, own: string, drug: DosedDrug | undefined): number {
  const typed = amountOf([value, undefined, unit]);
  if (typed.low > 0) requireUnit(typed, drug, true);
  return typed.low === 0 ? 0 : converted(typed.low, typed.unit ?? own, drug).value;
}

/** Each is less than the one before by the same, and the last but one step above nothing, or `to`. */
function amountsDown(from: number, by: number, to: number, part: string): number[] {
  if (!(by > 0) || to >= from) throw new NotADose('rises', part);
  const steps = (from - to) / by;
  if (Math.abs(steps - Math.round(steps)) > 1e-6) throw new NotADose('uneven', part);
  if (Math.round(steps) > 60) throw new NotADose('too-long', part);
  const amounts = Array.from(
    { length: Math.round(steps) },
    (_, index) => Math.round((from - by * (index + 1)) * 1e6) / 1e6,
  );
  return to === 0 ? amounts.slice(0, -1) : amounts;
}
