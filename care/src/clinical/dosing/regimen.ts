/**
 * A dosage day by day: how much in each step, for how long, how much in all. What differs from day to day (weekdays, every other
 * week, cycles) has no such table: undefined, never an average.
 */
import type { Dosage, TimingRepeat } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { understoodElements } from '../dose-timing.ts';
import { cycleOf } from './dose-cycle.ts';

export interface RegimenStep {
  /** Days before it begins. */
  after: number;
  /** undefined: until further notice. */
  days: number | undefined;
  /** In the unit; `low` is 0 of what is taken as needed. */
  perDay: Span;
  total: Span | undefined;
  unit: string;
  text: string;
}

interface Span {
  low: number;
  high: number;
}

const daysIn: Readonly<Record<string, number>> = { d: 1, wk: 7 };

export function regimenOf(dosages: readonly Dosage[]): RegimenStep[] | undefined {
  const bySequence = [...Map.groupBy(dosages, ({ sequence }) => sequence ?? 0)].toSorted(([a], [b]) => a - b);
  const steps: RegimenStep[] = [];
  let after: number | undefined = 0;
  for (const [, together] of bySequence) {
    const spans = together.map(perDayOf);
    const [unit, ...others] = new Set(together.map(unitOf));
    const lengths = new Set(together.map(lengthOf));
    const [days] = lengths;
    const isCyclic = together.some((dosage) => cycleOf(dosage) !== undefined);
    if (
      isCyclic ||
      spans.includes(undefined) ||
      unit === undefined ||
      others.length > 0 ||
      lengths.size > 1 ||
      after === undefined
    )
      return undefined;
    const perDay = sum(spans as Span[]);
    const total = days === undefined ? undefined : { low: exact(perDay.low * days), high: exact(perDay.high * days) };
    steps.push({ after, days, perDay, total, unit, text: doseText(together).text });
    after = days === undefined ? undefined : after + days;
  }
  return steps.length === 0 ? undefined : steps;
}

export interface Amount {
  value: number;
  unit: string;
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The most that is taken on any one day, by the regular doses and by the ceiling of those as needed; undefined: not known. */
export function mostPerDay(dosages: readonly Dosage[]): Amount | undefined {
  return highest(mostByStep(dosages));
}

/** The most of a day in each step. Weekdays are looked at one by one; what is taken once before a step counts on its first day. */
export function mostByStep(dosages: readonly Dosage[]): (Amount | undefined)[] {
  const steps = [...Map.groupBy(dosages, ({ sequence }) => sequence ?? 0)].toSorted(([a], [b]) => a - b);
  const amounts = steps.map(([, together]) => mostTogether(together));
  return amounts.map((amount, index) => {
    const isOnce = index > 0 && steps[index - 1]?.[1].every(isOnceOnly) === true;
    return isOnce ? added([amounts[index - 1], amount]) : amount;
  });
}

function mostTogether(dosages: readonly Dosage[]): Amount | undefined {
  const days = dosages.some(({ timing }) => timing?.repeat?.dayOfWeek !== undefined) ? week : [undefined];
  const onDays = days.map((day) =>
    dosages.filter(({ timing }) => day === undefined || (timing?.repeat?.dayOfWeek ?? week).includes(day)),
  );
  return highest(onDays.filter((taken) => taken.length > 0).map((taken) => added(taken.map(onADay))));
}

/** On a day that it is taken. How often is not always said of what is taken as needed, but how much at most. */
function onADay({ timing, doseAndRate, maxDosePerPeriod }: Dosage): Amount | undefined {
  const { value: most, unit: ceiling } = maxDosePerPeriod?.numerator ?? {};
  if (most !== undefined && ceiling !== undefined) return { value: most, unit: ceiling };
  const once = atOnce({ ...(doseAndRate && { doseAndRate }) });
  const times = timing?.repeat === undefined ? undefined : mostTimes(timing.repeat);
  return once === undefined || times === undefined ? undefined : { value: exact(once.value * times), unit: once.unit };
}

/** The most that is taken at one time; undefined: it runs, or cannot be told. */
export function mostAtOnce(dosages: readonly Dosage[]): Amount | undefined {
  return highest(dosages.map(atOnce));
}

function atOnce({ doseAndRate }: Dosage): Amount | undefined {
  const [dose] = doseAndRate ?? [];
  const { value, unit } = dose?.doseQuantity ?? dose?.doseRange?.high ?? {};
  return dose?.rateQuantity !== undefined || value === undefined || unit === undefined ? undefined : { value, unit };
}

/** On a day that it is taken: of what is taken several times a week or more seldom, it is not said how many of them fall on one. */
function mostTimes(repeat: TimingRepeat): number | undefined {
  if (Object.keys(repeat).some((key) => !understoodElements.has(key))) return undefined;
  const { frequency, frequencyMax, period = 1, periodUnit, timeOfDay, when, dayOfWeek, count } = repeat;
  const named = (timeOfDay ?? when)?.length;
  const times = frequencyMax ?? frequency ?? named ?? 1;
  if (count === 1) return 1;
  if (named !== undefined) return named;
  if (periodUnit === 'h') return period > 0 ? times * Math.ceil(24 / period) : undefined;
  if (periodUnit === 'd' && period === 1) return times;
  if (periodUnit === 'wk' && times === dayOfWeek?.length) return 1;
  return periodUnit !== undefined && times === 1 ? 1 : undefined;
}

const isOnceOnly = ({ timing }: Dosage): boolean => timing?.repeat?.count === 1;

/** undefined when one is not known, or they are counted in different things. */
function added(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  return combined(amounts, (values) => exact(values.reduce((sum, value) => sum + value, 0)));
}

function highest(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  return combined(amounts, (values) => Math.max(...values));
}

function combined(
  amounts: readonly (Amount | undefined)[],
  of: (values: readonly number[]) => number,
): Amount | undefined {
  const known = amounts.filter((amount) => amount !== undefined);
  const [first] = known;
  if (first === undefined || known.length < amounts.length || known.some(({ unit }) => unit !== first.unit))
    return undefined;
  return { value: of(known.map(({ value }) => value)), unit: first.unit };
}

export function lengthOf({ timing }: Dosage): number | undefined {
  const { value, code } = timing?.repeat?.boundsDuration ?? {};
  const days = daysIn[code ?? ''];
  return value === undefined || days === undefined ? undefined : value * days;
}

export function unitOf({ doseAndRate }: Dosage): string | undefined {
  const [dose] = doseAndRate ?? [];
  return dose?.doseQuantity?.unit ?? dose?.doseRange?.high?.unit;
}

function perDayOf(dosage: Dosage): Span | undefined {
  const { repeat } = dosage.timing ?? {};
  const times = repeat === undefined ? undefined : timesADay(repeat);
  const [dose] = dosage.doseAndRate ?? [];
  const low = dose?.doseQuantity?.value ?? dose?.doseRange?.low?.value;
  const high = dose?.doseQuantity?.value ?? dose?.doseRange?.high?.value;
  if (dose?.rateQuantity !== undefined || times === undefined || low === undefined || high === undefined)
    return undefined;
  const isNeeded = dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined;
  return { low: isNeeded ? 0 : exact(low * times.low), high: exact(high * times.high) };
}

function timesADay({
  frequency,
  frequencyMax,
  period,
  periodUnit,
  timeOfDay,
  when,
  dayOfWeek,
  ...rest
}: TimingRepeat): Span | undefined {
  const isOther = Object.keys(rest).some(
    (key) => !['id', 'boundsDuration', 'boundsPeriod', 'duration', 'durationUnit'].includes(key),
  );
  if (dayOfWeek !== undefined || isOther) return undefined;
  const named = (timeOfDay ?? when)?.length;
  const low = frequency ?? named ?? 1;
  const high = frequencyMax ?? low;
  if (periodUnit === undefined && named !== undefined) return { low: named, high: named };
  if (periodUnit === 'd' && period === 1) return { low, high };
  if (periodUnit === 'h' && period !== undefined && period > 0 && 24 % period === 0)
    return { low: (low * 24) / period, high: (high * 24) / period };
  return undefined;
}

function sum(spans: readonly Span[]): Span {
  return spans.reduce((all, { low, high }) => ({ low: exact(all.low + low), high: exact(all.high + high) }), {
    low: 0,
    high: 0,
  });
}

const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
