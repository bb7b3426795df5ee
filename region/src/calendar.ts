/**
 * Calendar and clock of Swedish care. A day is a number (days since 1970-01-01, local calendar), a time of day is minutes
 * after local midnight, and a moment is milliseconds since the epoch. Europe/Stockholm by the European Union's rule of
 * summer time (Directive 2000/84/EC: last Sunday of March to last Sunday of October, both at 01:00 UTC), which Sweden has
 * followed since 1996; 1980-1995 it ended in September, so minutes of day before 1996 may be an hour off in October.
 */
const DAY = 86_400_000;
const MINUTE = 60_000;

export type Day = number;
export type Moment = number;

const dateTexts = new Map<Day, string>();

/** `2026-11-23`. */
export function dateText(day: Day): string {
  let text = dateTexts.get(day);
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, 10);
    dateTexts.set(day, text);
  }
  return text;
}

export function dayOfText(text: string): Day {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) throw new RangeError(`not a date: ${text}`);
  return Math.round(ms / DAY);
}

export function dayOfParts(year: number, month: number, dayOfMonth: number): Day {
  return Math.round(Date.UTC(year, month - 1, dayOfMonth) / DAY);
}

export function yearOf(day: Day): number {
  return Number(dateText(day).slice(0, 4));
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

const summerTimes = new Map<number, readonly [Moment, Moment]>();

function summerTime(year: number): readonly [Moment, Moment] {
  let span = summerTimes.get(year);
  if (!span) {
    const march = dayOfParts(year, 3, 31);
    const october = dayOfParts(year, 10, 31);
    const start = (march - ((weekday(march) + 1) % 7)) * DAY + 60 * MINUTE;
    const end = (october - ((weekday(october) + 1) % 7)) * DAY + 60 * MINUTE;
    span = [start, end];
    summerTimes.set(year, span);
  }
  return span;
}

function offsetMinutes(moment: Moment): 60 | 120 {
  const year = yearOf(Math.floor(moment / DAY));
  if (year < 1980) return 60;
  const [start, end] = summerTime(year);
  return moment >= start && moment < end ? 120 : 60;
}

/** The moment when clocks in Sweden show this day and time. */
export function at(day: Day, minutes: number): Moment {
  const utc = day * DAY + minutes * MINUTE;
  const offset = offsetMinutes(utc - 60 * MINUTE);
  return utc - offset * MINUTE;
}

/** Local calendar day of a moment. */
export function dayOf(moment: Moment): Day {
  return Math.floor((moment + offsetMinutes(moment) * MINUTE) / DAY);
}

export function minutesOf(moment: Moment): number {
  return Math.floor((moment + offsetMinutes(moment) * MINUTE - dayOf(moment) * DAY) / MINUTE);
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** `2026-11-23T09:20:00+01:00`: FHIR dateTime and instant, in local time as care writes it. */
export function dateTimeText(moment: Moment): string {
  const offset = offsetMinutes(moment);
  const local = moment + offset * MINUTE;
  const day = Math.floor(local / DAY);
  const seconds = Math.floor((local - day * DAY) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${dateText(day)}T${two(hours)}:${two(minutes)}:${two(seconds % 60)}+0${offset / 60}:00`;
}

/** Whole years between birth and a day. */
export function ageAt(birth: Day, day: Day): number {
  const from = dateText(birth);
  const to = dateText(day);
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
}

export const isWeekend = (day: Day): boolean => weekday(day) > 4;

/** The day itself, or the Monday after a weekend. */
export function workday(day: Day): Day {
  const w = weekday(day);
  return w < 5 ? day : day + 7 - w;
}
