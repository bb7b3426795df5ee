/**
 * The first and the last instant that a FHIR date, dateTime or instant may mean (http://hl7.org/fhir/R4/datatypes.html#dateTime).
 * A value without a zone is a Swedish one: 2026-03-29 is the 23-hour day when Stockholm turns its clocks.
 */
import { startOfStockholmDay } from './stockholm.ts';

export interface InstantBounds {
  /** ISO 8601, UTC. */
  low: string;
  high: string;
}

const partial = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const oneMillisecond = 1;

/** undefined: not a FHIR date. */
export function instantBounds(value: string): InstantBounds | undefined {
  const match = partial.exec(value);
  if (match === null) {
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? undefined : { low: iso(at), high: iso(at) };
  }
  const year = Number(match[1]);
  const month = match[2] === undefined ? undefined : Number(match[2]);
  const day = match[3] === undefined ? undefined : Number(match[3]);
  if (!isDate(year, month ?? 1, day ?? 1)) return undefined;
  const [nextYear, nextMonth, nextDay] =
    month === undefined ? [year + 1, 1, 1] : day === undefined ? [year, month + 1, 1] : [year, month, day + 1];
  return {
    low: iso(startOfStockholmDay(year, month ?? 1, day ?? 1)),
    high: iso(startOfStockholmDay(nextYear, nextMonth, nextDay) - oneMillisecond),
  };
}

/** The instant moved by whole 24-hour days. */
export function addDays(instant: string, days: number): string {
  return iso(Date.parse(instant) + days * 86_400_000);
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
