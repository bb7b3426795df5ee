/**
 * The pattern of one Timing (http://hl7.org/fhir/R4/datatypes.html#Timing): at which clocks on which days, or every so many hours. What is
 * not understood to the full has none: undefined, never a guess.
 */
import type { TimingRepeat } from '@medplum/fhirtypes';
import { understoodElements } from '../dose-timing.ts';
import { timeOfEvent, timesADay } from './usual-times.ts';

export type Pattern =
  | { kind: 'hours'; every: number }
  /** Minutes after midnight, rising; `isDay` counts days from the first. `anchored`: the first day decides which the others are. */
  | { kind: 'clock'; times: readonly number[]; isDay: (day: number, first: number) => boolean; anchored: boolean };

/** 1970-01-01 was a Thursday. */
const weekdays = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

export function patternOf(repeat: TimingRepeat): Pattern | undefined {
  const { frequency, frequencyMax, period = 1, dayOfWeek, timeOfDay, when } = repeat;
  if (Object.keys(repeat).some((key) => !understoodElements.has(key))) return undefined;
  if (frequencyMax !== undefined && frequencyMax !== (frequency ?? 1)) return undefined;
  if (timeOfDay !== undefined && when !== undefined) return undefined;
  const named = clocksOf(repeat);
  // Once and no more (due-times.ts ends it after the first): at the moment that is named, or as soon as it is ordered.
  if (repeat.count !== undefined && (repeat.count !== 1 || frequency !== undefined || dayOfWeek !== undefined))
    return undefined;
  if (repeat.count === 1 && named?.length === 0) return { kind: 'hours', every: 24 };
  if (named === undefined || !Number.isInteger(period) || period < 1) return undefined;
  if (dayOfWeek !== undefined) return onWeekdays(repeat, named);
  const unit = repeat.periodUnit ?? (named.length > 0 ? 'd' : undefined);
  const times = frequency ?? Math.max(1, named.length);
  if (unit === 'h') return named.length === 0 && times === 1 ? { kind: 'hours', every: period } : undefined;
  if (named.length > 0 && (times !== named.length || unit !== 'd')) return undefined;
  if (unit === 'd')
    return clocks(named.length > 0 ? named : timesADay[times], (day, first) => (day - first) % period === 0);
  const once = named.length > 0 ? named : timesADay[1];
  if (times !== 1) return undefined;
  if (unit === 'wk') return clocks(once, (day, first) => (day - first) % (7 * period) === 0);
  if (unit === 'mo') return clocks(once, (day, first) => isMonthly(day, first, period));
  return unit === 'a' ? clocks(once, (day, first) => isMonthly(day, first, 12 * period)) : undefined;
}

function onWeekdays(
  { dayOfWeek = [], frequency, period, periodUnit }: TimingRepeat,
  named: number[],
): Pattern | undefined {
  const perDay = frequency === undefined || frequency === Math.max(1, named.length);
  const isDaily = (periodUnit === undefined || periodUnit === 'd') && (period ?? 1) === 1 && perDay;
  const isWeekly = periodUnit === 'wk' && period === 1 && frequency === dayOfWeek.length;
  if (!isDaily && !isWeekly) return undefined;
  const days = new Set<string>(dayOfWeek);
  const isDay = (day: number) => days.has(weekdays[((day % 7) + 7) % 7] ?? '');
  return { kind: 'clock', times: named.length > 0 ? named : (timesADay[1] ?? []), isDay, anchored: false };
}

function clocks(
  times: readonly number[] | undefined,
  isDay: (day: number, first: number) => boolean,
): Pattern | undefined {
  return times === undefined ? undefined : { kind: 'clock', times, isDay, anchored: true };
}

/** undefined: one of them has no hour; none: the order names no times. */
function clocksOf({ timeOfDay, when }: TimingRepeat): number[] | undefined {
  const found = [
    ...(timeOfDay ?? []).map((time) => {
      const [, hour, minute] = /^(\d\d):(\d\d)(?::00)?$/.exec(time) ?? [];
      return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
    }),
    ...(when ?? []).map((event) => timeOfEvent[event]),
  ];
  if (found.includes(undefined) || new Set(found).size < found.length) return undefined;
  return (found as number[]).toSorted((a, b) => a - b);
}

/** The same day of the month; in a month that lacks it, its last. */
function isMonthly(day: number, first: number, every: number): boolean {
  const [at, from] = [dateOf(day), dateOf(first)];
  const months = (at.getUTCFullYear() - from.getUTCFullYear()) * 12 + at.getUTCMonth() - from.getUTCMonth();
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  return months >= 0 && months % every === 0 && at.getUTCDate() === Math.min(from.getUTCDate(), last);
}

const dateOf = (day: number): Date => new Date(day * 86_400_000);
