/**
 * A dosage day by day: how much in each step, for how long, how much in all. What differs from day to day (weekdays, every other
 * week, cycles) has no such table: undefined, never an average.
 */
import type { Dosage, TimingRepeat } from '@medplum/fhirtypes';
import { doseText } from '../dose-text.ts';
import { cycleOf, withoutCycle } from './dose-cycle.ts';

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

/** The most that is taken in a day, by the regular doses and by the ceiling of those as needed; undefined: not known. */
export function mostPerDay(dosages: readonly Dosage[]): { value: number; unit: string } | undefined {
  const steps = regimenOf(dosages.map(withoutCycle).map(withCeiling));
  const [first] = steps ?? [];
  if (steps === undefined || first === undefined || steps.some(({ unit }) => unit !== first.unit)) return undefined;
  return { value: Math.max(...steps.map(({ perDay }) => perDay.high)), unit: first.unit };
}

/** How often is not always said of what is taken as needed, but how much at most. */
function withCeiling(dosage: Dosage): Dosage {
  const most = dosage.maxDosePerPeriod?.numerator;
  if (most === undefined) return dosage;
  return {
    ...dosage,
    timing: { repeat: { ...dosage.timing?.repeat, frequency: 1, frequencyMax: 1, period: 1, periodUnit: 'd' } },
    doseAndRate: [{ doseQuantity: most }],
  };
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
