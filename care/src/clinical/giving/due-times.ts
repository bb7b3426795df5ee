/**
 * When the doses of an order are due, from its structured dose and nothing else (F5). A step of so many days goes on from its own
 * first dose for as many times twenty-four hours by the clock, so that as many are given as the order says whatever the hour it was
 * ordered; the next step follows it. Clocks are Sweden's, nights of changing time included; `every n hours` counts hours. What cannot be
 * told is undefined.
 */
import type { Dosage, MedicationRequest } from '@medplum/fhirtypes';
import { cycleOf, isTakenOn } from '../dosing/dose-cycle.ts';
import { stockholmClock, stockholmInstant } from '../../time/stockholm.ts';
import { isInForce } from '../prescriptions/lawful-order.ts';
import { pausesOf } from '../prescriptions/pauses.ts';
import { type Pattern, patternOf } from './dose-pattern.ts';

export interface DueDose {
  /** ISO instant, UTC, whole minutes. */
  at: string;
  /** As ordered at that time. */
  dosage: Dosage;
}

/** Milliseconds; `until` not included. */
export interface Window {
  from: number;
  until: number;
}

const minute = 60_000;
const dayLength = 86_400_000;
/** So far ahead a first dose is looked for. */
const farthest = 800;

export const isAsNeeded = (dosage: Dosage): boolean =>
  dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined;
export const isByRate = ({ doseAndRate }: Dosage): boolean =>
  (doseAndRate ?? []).some(({ rateQuantity, rateRatio, rateRange }) => rateQuantity ?? rateRatio ?? rateRange);

/** None of what is given as needed or runs as an infusion, and none while the order is not in force. */
export function dueTimes(order: MedicationRequest, window: Window): DueDose[] | undefined {
  if (!isInForce(order)) return [];
  const pauses = pausesOf(order);
  if (order.status === 'on-hold' && !pauses.some(({ end }) => end === undefined)) return [];
  const regular = (order.dosageInstruction ?? []).filter((dosage) => !isAsNeeded(dosage) && !isByRate(dosage));
  const due: DueDose[] = [];
  let from = order.authoredOn === undefined ? undefined : Date.parse(order.authoredOn);
  const steps = [...Map.groupBy(regular, ({ sequence }) => sequence ?? 0)].toSorted(([a], [b]) => a - b);
  for (const [, together] of steps) {
    const step = from === undefined || Number.isNaN(from) ? undefined : stepOf(together, from);
    if (step === undefined) return undefined;
    due.push(...step.due({ from: window.from, until: Math.min(window.until, step.until) }));
    from = step.until;
  }
  const isPaused = (at: number) => pauses.some(({ start, end }) => at >= start && (end === undefined || at < end));
  return due.filter(({ at }) => !isPaused(Date.parse(at))).toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

interface Step {
  until: number;
  due: (window: Window) => DueDose[];
}

function stepOf(together: readonly Dosage[], after: number): Step | undefined {
  const lines: { dosage: Dosage; pattern: Pattern; from: number }[] = [];
  const bounds = boundsOf(together[0] ?? {});
  if (bounds === undefined) return undefined;
  const from = Math.max(after, bounds.from);
  for (const dosage of together) {
    const pattern = patternOf(dosage.timing?.repeat ?? {});
    if (pattern === undefined || dosage.timing?.repeat === undefined) return undefined;
    const cycle = cycleOf(dosage);
    if (cycle === 'unknown' || (cycle !== undefined && pattern.kind === 'hours')) return undefined;
    lines.push({ dosage, pattern, from });
  }
  const first = Math.min(...lines.map(({ pattern }) => firstOf(pattern, from)));
  // A cycle that began before the order goes on from there.
  const begun = Number.isFinite(bounds.from) ? bounds.from : first;
  const isTaken = (dosage: Dosage, at: number) => isTakenOn(dosage, swedishDay(at) - swedishDay(begun)) === true;
  const isHours = lines.every(({ pattern }) => pattern.kind === 'hours');
  const until = Math.min(bounds.until, bounds.length === undefined ? Infinity : bounds.length(first, isHours));
  return {
    until,
    due: (window) =>
      lines.flatMap(({ dosage, pattern }) =>
        momentsOf(pattern, from, { from: Math.max(from, window.from), until: window.until })
          .filter((at) => isTaken(dosage, at))
          .map((at) => ({ at: new Date(at).toISOString().replace('.000', ''), dosage })),
      ),
  };
}

function firstOf(pattern: Pattern, from: number): number {
  const [first] = momentsOf(pattern, from, { from, until: from + farthest * dayLength }, 1);
  return first ?? Infinity;
}

function momentsOf(pattern: Pattern, from: number, window: Window, most = Infinity): number[] {
  if (pattern.kind === 'hours') {
    const every = pattern.every * 3_600_000;
    // The order's own minute, rounded up.
    const first = Math.ceil(from / minute) * minute;
    const skipped = Math.max(0, Math.ceil((window.from - first) / every));
    const found: number[] = [];
    for (let at = first + skipped * every; at < window.until && found.length < most; at += every) found.push(at);
    return found;
  }
  const start = stockholmClock(from + minute - 1);
  const late = stockholmInstant(start.day, Math.max(...pattern.times)) < from;
  const first = dayNumber(start.day) + (pattern.anchored && late ? 1 : 0);
  const found: number[] = [];
  const begin = Math.max(first, dayNumber(stockholmClock(Math.max(window.from, from)).day));
  for (let day = begin; found.length < most; day++) {
    const text = dayText(day);
    if (stockholmInstant(text, 0) >= window.until) break;
    if (!pattern.isDay(day, first)) continue;
    for (const time of pattern.times) {
      const at = stockholmInstant(text, time);
      if (at >= from && at >= window.from && at < window.until) found.push(at);
    }
  }
  return found.slice(0, most);
}

interface Bounds {
  from: number;
  until: number;
  /** When it ends, by when its first dose is. */
  length: ((first: number, isHours: boolean) => number) | undefined;
}

function boundsOf({ timing }: Dosage): Bounds | undefined {
  const { boundsDuration, boundsPeriod } = timing?.repeat ?? {};
  const from = boundsPeriod?.start === undefined ? -Infinity : edgeOf(boundsPeriod.start, 0);
  const until = boundsPeriod?.end === undefined ? Infinity : edgeOf(boundsPeriod.end, 1);
  if (timing?.repeat?.count === 1 && boundsDuration === undefined)
    return { from, until, length: (first) => first + minute };
  if (boundsDuration === undefined) return { from, until, length: undefined };
  const { value, code } = boundsDuration;
  if (value === undefined || !(value > 0) || boundsDuration.comparator !== undefined) return undefined;
  const days = { d: value, wk: 7 * value }[code ?? ''];
  const months = { mo: value, a: 12 * value }[code ?? ''];
  if (code === 'h') return { from, until, length: (first) => first + value * 3_600_000 };
  if (days !== undefined && Number.isInteger(days))
    return { from, until, length: (first, isHours) => (isHours ? first + days * dayLength : shifted(first, { days })) };
  return months !== undefined && Number.isInteger(months)
    ? { from, until, length: (first) => shifted(first, { months }) }
    : undefined;
}

/** The first moment of a day, or of the one after it. */
function edgeOf(text: string, later: 0 | 1): number {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? stockholmInstant(dayText(dayNumber(text) + later), 0) : Date.parse(text);
}

/** By the calendar, at the same clock. */
function shifted(at: number, { days = 0, months = 0 }: { days?: number; months?: number }): number {
  if (!Number.isFinite(at)) return at;
  const { day, minutes } = stockholmClock(at);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const onto =
    months === 0 ? Date.UTC(year, month - 1, date + days) : Date.UTC(year, month - 1 + months, Math.min(date, last));
  return stockholmInstant(new Date(onto).toISOString().slice(0, 10), minutes);
}

const swedishDay = (at: number): number => (Number.isFinite(at) ? dayNumber(stockholmClock(at).day) : 0);
const dayNumber = (day: string): number => Date.parse(day) / dayLength;
const dayText = (day: number): string => new Date(day * dayLength).toISOString().slice(0, 10);
