/**
 * An order that is repeated: a ServiceRequest whose timing says on which days (http://hl7.org/fhir/R4/servicerequest.html, occurrenceTiming), and for each
 * day an order of its own that stands on it (`instance-order`), signed with it in one. Each is in exactly one state (F14); one is skipped by being
 * withdrawn, the series is stopped by that and by withdrawing those that are left. What is only a rule and made when it is due could be forgotten by
 * whoever was to make it.
 */
import type { ServiceRequest, Timing } from '@medplum/fhirtypes';
import { type Asked, requestOf } from '../order-of.ts';

export interface Repeat {
  /** The first day. */
  from: string;
  /** Days between. */
  every: number;
  end: { times: number } | { until: string };
}

/** So many orders are signed at once. */
export const mostTimes = 60;
const dayMs = 86_400_000;

/** Why it repeats nothing. */
export type RepeatFault = 'not-understood' | 'too-many' | 'once';

export function timingOf({ from, every, end }: Repeat): Timing | RepeatFault {
  const first = Date.parse(from);
  const last = 'until' in end ? Date.parse(end.until) : first + (end.times - 1) * every * dayMs;
  if (!isDay(from) || !(every >= 1) || Number.isNaN(last) || ('until' in end && !isDay(end.until)))
    return 'not-understood';
  if (last < first + every * dayMs) return 'once';
  if ((last - first) / (every * dayMs) >= mostTimes) return 'too-many';
  const isWeeks = every % 7 === 0;
  return {
    repeat: {
      boundsPeriod: { start: from, end: new Date(last).toISOString().slice(0, 10) },
      frequency: 1,
      period: isWeeks ? every / 7 : every,
      periodUnit: isWeeks ? 'wk' : 'd',
    },
  };
}

const isDay = (day: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);

/** Days between; undefined: it is not a timing of ours. */
export function everyOf({ repeat }: Timing): number | undefined {
  const { frequency, period, periodUnit } = repeat ?? {};
  if (frequency !== 1 || period === undefined) return undefined;
  return periodUnit === 'wk' ? period * 7 : periodUnit === 'd' ? period : undefined;
}

/** The days of a series, from its timing alone. */
export function daysOf(timing: Timing): string[] {
  const { start = '', end = '' } = timing.repeat?.boundsPeriod ?? {};
  const every = everyOf(timing);
  const days: string[] = [];
  if (every === undefined || !isDay(start) || !isDay(end)) return days;
  for (let at = Date.parse(start); at <= Date.parse(end) && days.length < mostTimes; at += every * dayMs)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** The series and its orders; the same asked again gives the same ids. */
export function seriesOf(asked: Asked, timing: Timing) {
  const { occurrenceDateTime: _day, ...series } = requestOf(asked);
  const orders = daysOf(timing).map((day, index) => ({
    ...requestOf({ ...asked, id: `${asked.id}-${index + 1}`, day }),
    intent: 'instance-order' as const,
    basedOn: [{ reference: `ServiceRequest/${asked.id}` }],
  }));
  return { series: { ...series, occurrenceTiming: timing } as ServiceRequest & { id: string }, orders };
}

/** It says when, and is not handled itself. */
export const isSeries = ({ occurrenceTiming }: ServiceRequest): boolean => occurrenceTiming !== undefined;

/** The id of the series that it is one of. */
export function seriesOfOrder({ intent, basedOn }: ServiceRequest): string | undefined {
  return intent === 'instance-order' ? basedOn?.[0]?.reference?.split('/').at(-1) : undefined;
}
