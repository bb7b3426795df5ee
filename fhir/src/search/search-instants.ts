/**
 * The instants that a date or dateTime covers, in a search or in a resource: the whole year, month, day, minute, second or
 * millisecond (https://hl7.org/fhir/R4/search.html#date). What has no time zone is in the server's own.
 */

/** From what a clock shows, as if it were UTC, to the instant, both in milliseconds since 1970. */
export type Zone = (clock: number) => number;

export const utcZone: Zone = (clock) => clock;

const pattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+ -]\d{2}:\d{2})?)?)?)?$/;

export interface Instants {
  low: number;
  high: number;
}

/** One resource asks for the same date several times. */
let last: { text: string; zone: Zone; instants: Instants | undefined } = {
  text: '',
  zone: utcZone,
  instants: undefined,
};

/** undefined when the text is no date: `2024-02-30`, `24-01-01`, `2024-01-01T10`. Both ends are included, in milliseconds. */
export function searchInstants(text: string, zone: Zone): Instants | undefined {
  if (text !== last.text || zone !== last.zone) {
    last = { text, zone, instants: instantsOf(text, zone) };
  }
  return last.instants && { ...last.instants };
}

function instantsOf(text: string, zone: Zone): Instants | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, written] = match;
  const y = Number(year);
  const m = Number(month ?? 1) - 1;
  const d = Number(day ?? 1);
  if (!isDay(y, m, d) || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60)
    return undefined;
  // A `+` that nobody percent-encoded arrives as a space.
  const milliseconds = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const clock = utc(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), milliseconds);
  const low = written === undefined ? zone(clock) : clock - offsetOf(written.replace(' ', '+'));
  if (fraction !== undefined) return { low, high: low };
  if (second !== undefined) return { low, high: low + 999 };
  if (minute !== undefined) return { low, high: low + 59_999 };
  const end = day !== undefined ? utc(y, m, d + 1) : month === undefined ? utc(y + 1, 0, 1) : utc(y, m + 1, 1);
  return { low, high: zone(end) - 1 };
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 0 && month < 12 && day >= 1 && (day <= 28 || new Date(utc(year, month, day)).getUTCDate() === day);
}

/** Date.UTC, but years 0–99 are themselves and not 1900–1999. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millisecond = 0): number {
  if (year > 99) return Date.UTC(year, month, day, hour, minute, second, millisecond);
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hour, minute, second, millisecond);
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
