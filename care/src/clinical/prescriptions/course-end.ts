/**
 * When a course has been taken, by its dose alone (F5): one step after the other, each for as long as it says. A dose that goes on until further
 * notice, or whose length cannot be told, has no end.
 */
import type { Dosage, MedicationRequest, TimingRepeat } from '@medplum/fhirtypes';
import { stockholmDay } from '../../time/stockholm.ts';
import { dayAfter } from '../../time/day-after.ts';
import { isInForce } from './lawful-order.ts';

/** At the most: a length may be counted from the day after, when the first dose of the day had gone by. */
const daysIn: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, wk: 7, mo: 31, a: 366 };

/** The last day on which any of it can be taken, at the latest: `2026-12-07`. */
export function courseEnd({ dosageInstruction = [], authoredOn }: MedicationRequest): string | undefined {
  const begun = Date.parse(authoredOn ?? '');
  if (Number.isNaN(begun) || dosageInstruction.length === 0) return undefined;
  let day: string | undefined = stockholmDay(new Date(begun));
  const steps = [...Map.groupBy(dosageInstruction, ({ sequence }) => sequence ?? 0)].toSorted(([a], [b]) => a - b);
  for (const [, together] of steps) {
    const from: string = day;
    const ends: (string | undefined)[] = together.map((dosage) => endOf(dosage, from));
    if (ends.includes(undefined)) return undefined;
    day = (ends as string[]).toSorted().at(-1) ?? from;
  }
  return day;
}

/** It has been taken: nobody is to have any more of it. What is paused waits for somebody to say so. `day`: in Sweden. */
export function isOver(order: MedicationRequest, day: string): boolean {
  const end = order.status === 'active' ? courseEnd(order) : undefined;
  return end !== undefined && end < day;
}

/** Somebody is to have it on that day. */
export const holdsOn = (order: MedicationRequest, day: string): boolean => isInForce(order) && !isOver(order, day);

function endOf({ timing }: Dosage, from: string): string | undefined {
  const { boundsDuration, boundsPeriod, boundsRange }: TimingRepeat = timing?.repeat ?? {};
  const start = dayOf(boundsPeriod?.start) ?? from;
  if (boundsPeriod?.end !== undefined) return dayOf(boundsPeriod.end);
  const { value, code, comparator } = boundsDuration ?? boundsRange?.high ?? {};
  const days = daysIn[code ?? ''];
  if (value === undefined || days === undefined || comparator !== undefined) return undefined;
  return dayAfter(start > from ? start : from, Math.ceil(value * days));
}

/** A day is a Swedish one, an instant is on one. */
function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const at = Date.parse(text);
  return /^\d{4}(-\d\d)?$/.test(text) || Number.isNaN(at) ? undefined : stockholmDay(new Date(at));
}
