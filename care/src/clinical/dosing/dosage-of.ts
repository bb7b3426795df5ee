/** From what has been heard of one dose to Dosages: one, or one for each time of day when the amounts differ. */
import type { Dosage, DosageDoseAndRate, TimingRepeat } from '@medplum/fhirtypes';
import { doseUnitCodes } from '../dose-units.ts';
import { cycleExtension } from './dose-cycle.ts';
import { NotADose } from './not-a-dose.ts';
import type { HeardDose } from './dose-phrases.ts';
import {
  doseOf,
  type DosedDrug,
  inDrugUnit,
  isSameMass,
  mayRun,
  quantityOf,
  twoReadings,
  type TypedAmount,
} from './typed-amount.ts';

const ucum = 'http://unitsofmeasure.org';
const timesOfDay = [
  ['MORN', 'NOON', 'EVE'],
  ['MORN', 'NOON', 'EVE', 'NIGHT'],
] as const;

/** Fails with NotADose. */
export function dosagesOf(heard: HeardDose, drug: DosedDrug | undefined): Dosage[] {
  if (heard.pattern !== undefined) return ofPattern(heard.pattern, heard, drug);
  if (heard.rate !== undefined && heard.amounts.length === 0) {
    if (heard.most !== undefined) throw new NotADose('no-amount');
    return [{ ...cycledBy(heard), ...timingOf(heard), ...neededOf(heard), doseAndRate: [rateOf(heard, drug)] }];
  }
  const typed = doseAmount(heard.amounts, drug);
  requireUnit(typed, drug);
  const { low, high, unit } = typed;
  const dose = converted(low, unit, drug);
  const upper = high === undefined ? undefined : converted(high, unit, drug);
  if (!(low > 0) || (upper !== undefined && upper.value <= dose.value)) throw new NotADose('never', `${low}`);
  return [
    {
      ...cycledBy(heard),
      ...timingOf(heard),
      ...neededOf(heard),
      doseAndRate: [
        { ...doseOf({ low: dose.value, high: upper?.value }, dose.unit), ...rateOf(heard, drug, dose.unit) },
      ],
      ...mostOf(heard, dose.unit, drug),
    },
  ];
}

function ofPattern(
  { each, unit }: NonNullable<HeardDose['pattern']>,
  heard: HeardDose,
  drug: DosedDrug | undefined,
): Dosage[] {
  const isSaid = [heard.once, heard.often, heard.times, heard.weekdays, heard.rate, heard.over].some(
    (each) => each !== undefined,
  );
  if (isSaid) throw new NotADose('said-twice');
  const [strength, ...more] = heard.amounts;
  if (strength !== undefined) requireStrength(strength, drug);
  if (more.length > 0) throw new NotADose('said-twice', `${more[0]?.low ?? ''}`);
  const names = timesOfDay[each.length - 3] ?? timesOfDay[0];
  const given = each.flatMap((amount, index) => (amount > 0 ? [{ amount, when: names[index] ?? 'MORN' }] : []));
  if (given.length === 0) throw new NotADose('never', each.join('+'));
  for (const { amount } of given) requireUnit({ low: amount, ...(unit && { unit }) }, drug);
  const groups = [...Map.groupBy(given, ({ amount }) => amount)];
  return groups.map(([amount, at]) => {
    const dose = converted(amount, unit, drug);
    const often: TimingRepeat = { frequency: at.length, period: 1, periodUnit: 'd', when: at.map(({ when }) => when) };
    return {
      ...cycledBy(heard),
      timing: { repeat: { ...often, ...heard.bounds } },
      ...neededOf(heard),
      doseAndRate: [doseOf({ low: dose.value }, dose.unit)],
      ...mostOf(heard, dose.unit, drug),
    };
  });
}

/** `500 mg 1-2`: of two, the first is the strength of what is taken, and must be that of the drug. */
function doseAmount(amounts: readonly TypedAmount[], drug: DosedDrug | undefined): TypedAmount {
  const [first, second] = amounts;
  if (first === undefined) throw new NotADose('no-amount');
  if (second === undefined) return first;
  requireStrength(first, drug);
  return second;
}

function requireStrength({ low, high, unit }: TypedAmount, drug: DosedDrug | undefined): void {
  const strength = drug?.strength;
  const isIt = high === undefined && strength !== undefined && isSameMass(low, unit, strength);
  if (!isIt) throw new NotADose('other-strength', `${String(low).replace('.', ',')} ${unit ?? ''}`.trim());
}

/** Fails with NotADose where a bare number may be read in two ways. */
export function requireUnit(typed: TypedAmount, drug: DosedDrug | undefined, always = false): void {
  const readings = twoReadings(typed, drug, always);
  if (readings !== undefined) throw new NotADose('unit-not-said', readings);
}

export function converted(
  value: number,
  unit: string | undefined,
  drug: DosedDrug | undefined,
): { value: number; unit: string } {
  const into = inDrugUnit(value, unit, drug);
  if ('cannot' in into)
    throw new NotADose(into.cannot, `${String(value).replace('.', ',')} ${unit ?? ''}`.trim(), into.nearest);
  return into;
}

/** Once, now or at a named moment: nothing else is said of how often. */
function onceOf({ often, times, weekdays, needed, mostTimes, rate, once }: HeardDose): TimingRepeat {
  const { timeOfDay, when } = often ?? {};
  const isMoment = often !== undefined && (timeOfDay ?? when)?.length === 1;
  const isSaid = [weekdays, needed, mostTimes, rate].some((each) => each !== undefined) || (times ?? 1) !== 1;
  if (isSaid || (often !== undefined && (!isMoment || once === 'now'))) throw new NotADose('said-twice');
  return { count: 1, ...(timeOfDay && { timeOfDay }), ...(when && { when }) };
}

function timingOf(heard: HeardDose): Pick<Dosage, 'timing'> {
  if (heard.once === undefined) return regularTiming(heard);
  return { timing: { repeat: { ...onceOf(heard), ...heard.over, ...heard.bounds } } };
}

function regularTiming({
  often,
  times,
  weekdays,
  bounds,
  needed,
  mostTimes,
  over,
  rate,
}: HeardDose): Pick<Dosage, 'timing'> {
  const repeat: TimingRepeat = {
    ...(often ?? oftenOf(times, { weekdays, needed, mostTimes })),
    ...(weekdays ? { dayOfWeek: weekdays } : {}),
  };
  if (Object.keys(repeat).length === 0 && needed === undefined && rate === undefined) throw new NotADose('no-time');
  if (often !== undefined && mostTimes !== undefined) throw new NotADose('said-twice');
  const whole = { ...repeat, ...over, ...bounds };
  return Object.keys(whole).length === 0 ? {} : { timing: { repeat: whole } };
}

function oftenOf(
  times: number | undefined,
  { weekdays, needed, mostTimes }: Pick<HeardDose, 'weekdays' | 'needed' | 'mostTimes'>,
): TimingRepeat {
  const day = { period: 1, periodUnit: 'd' } as const;
  const most = times ?? mostTimes;
  if (times !== undefined && mostTimes !== undefined) throw new NotADose('said-twice');
  if (mostTimes !== undefined && needed === undefined) throw new NotADose('no-time');
  if (needed !== undefined && most !== undefined)
    return { frequency: 1, ...(most > 1 ? { frequencyMax: most } : {}), ...day };
  if (times !== undefined) return { frequency: times, ...day };
  return weekdays === undefined ? {} : { frequency: 1, ...day };
}

function neededOf({ needed }: HeardDose): Pick<Dosage, 'asNeededBoolean' | 'asNeededCodeableConcept'> {
  if (needed === undefined) return {};
  return needed.why === undefined ? { asNeededBoolean: true } : { asNeededCodeableConcept: { text: needed.why } };
}

/** How fast it runs, counted in what the rate says: of what is measured, and in the unit of the dose where there is one. */
function rateOf(
  { rate }: HeardDose,
  drug: DosedDrug | undefined,
  doseUnit?: string,
): Pick<DosageDoseAndRate, 'rateQuantity'> {
  if (rate === undefined) return {};
  if (!(rate.value > 0)) throw new NotADose('never', `${rate.value}`);
  const [unit = '', per = ''] = rate.unit.split('/');
  if ((drug !== undefined && !mayRun(drug)) || (doseUnit !== undefined && doseUnit !== unit))
    throw new NotADose('unit', `${String(rate.value).replace('.', ',')} ${rate.unit}`);
  const code = doseUnitCodes[unit];
  return {
    rateQuantity: { value: rate.value, unit: rate.unit, ...(code && { system: ucum, code: `${code}/${per}` }) },
  };
}

const cycledBy = ({ cycle }: HeardDose): Pick<Dosage, 'modifierExtension'> =>
  cycle === undefined ? {} : { modifierExtension: cycleExtension(cycle) };

function mostOf({ most }: HeardDose, unit: string, drug: DosedDrug | undefined): Pick<Dosage, 'maxDosePerPeriod'> {
  if (most === undefined) return {};
  const { value } = converted(most.low, most.unit ?? unit, drug);
  return {
    maxDosePerPeriod: {
      numerator: quantityOf(value, unit),
      denominator: { value: 1, unit: 'dygn', system: ucum, code: 'd' },
    },
  };
}
