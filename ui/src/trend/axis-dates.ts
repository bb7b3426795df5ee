/**
 * Dates on a time axis as Swedish care writes them (2026-11-22, 24 h), always in Swedish time whatever the machine's zone.
 */
import { localTime } from '../dates.ts';

interface Parts {
  year: string;
  month: string;
  day: string;
  time: string;
}

function partsOf(at: number): Parts {
  const { date, time } = localTime(new Date(at));
  const [year = '', month = '', day = ''] = date.split('-');
  return { year, month, day, time };
}

export function axisDay(at: number): string {
  return localTime(new Date(at)).date;
}

export function axisTime(at: number): string {
  return localTime(new Date(at)).time;
}

export function axisMoment(at: number): string {
  return `${axisDay(at)} ${axisTime(at)}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * One label for each tick: years alone on a long axis, months and days on a shorter one, clock times within days. The day is
 * written again where it changes, so that a time never stands without one.
 */
export function axisLabels(ticks: number[]): string[] {
  const step = ticks.length > 1 ? (ticks[1] ?? 0) - (ticks[0] ?? 0) : day;
  let previous: Parts | undefined;
  return ticks.map((tick) => {
    const parts = partsOf(tick);
    const label = labelOf(parts, previous, step);
    previous = parts;
    return label;
  });
}

function labelOf(parts: Parts, previous: Parts | undefined, step: number): string {
  const { year, month, day: date } = parts;
  if (step >= 360 * day) return year;
  if (step >= 27 * day) return `${year}-${month}`;
  if (step >= day) return year === previous?.year ? `${month}-${date}` : `${year}-${month}-${date}`;
  const sameDay = previous && previous.day === date && previous.month === month && previous.year === year;
  return sameDay ? parts.time : `${month}-${date} ${parts.time}`;
}

const steps = [
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
];
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

/** Ticks on whole Swedish hours, days, months or years; at most `most` of them. */
export function axisTicks(from: number, to: number, most: number): number[] {
  if (!(to > from) || most < 1) return [];
  const step = steps.find((each) => (to - from) / each <= most);
  if (step !== undefined) return evenTicks(from, to, step);
  const months = monthSteps.find((each) => (to - from) / (each * 30.4 * day) <= most) ?? 120;
  return monthTicks(from, to, months);
}

function evenTicks(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  const start = startOfDay(from);
  if (step >= day) {
    for (let index = 0; ; index++) {
      const tick = startOfDay(start + index * step + 12 * hour);
      if (tick > to) return found;
      if (tick >= from) found.push(tick);
    }
  }
  for (let tick = start; tick <= to; tick += step) if (tick >= from) found.push(tick);
  return found;
}

function monthTicks(from: number, to: number, months: number): number[] {
  const first = partsOf(from);
  const found: number[] = [];
  let index = Math.floor((Number(first.year) * 12 + Number(first.month) - 1) / months) * months;
  for (; ; index += months) {
    const tick = startOfDay(Date.UTC(Math.floor(index / 12), index % 12, 1, 12));
    if (tick > to) return found;
    if (tick >= from) found.push(tick);
  }
}

/** Midnight in Swedish time of the day that `at` lies in; summer time considered. */
function startOfDay(at: number): number {
  const { year, month, day: date } = partsOf(at);
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(date));
  for (const offset of [1, 2]) {
    const candidate = utc - offset * hour;
    if (axisTime(candidate) === '00:00') return candidate;
  }
  return utc;
}
