/**
 * The instants that a date or dateTime in a search covers: the whole year, month, day, minute, second or millisecond
 * (https://hl7.org/fhir/R4/search.html#date). Without a time zone the zone is UTC, as for stored values.
 */
const pattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+ -]\d{2}:\d{2})?)?)?)?$/;

/** undefined when the text is no date: `2024-02-30`, `24-01-01`, `2024-01-01T10`. Both ends are included, in milliseconds. */
export function searchInstants(text: string): { low: number; high: number } | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, zone] = match;
  const y = Number(year);
  const m = Number(month ?? 1) - 1;
  const d = Number(day ?? 1);
  if (!isDay(y, m, d) || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60) return undefined;
  // A `+` that nobody percent-encoded arrives as a space.
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetOf(zone.replace(' ', '+'));
  const milliseconds = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const low = utc(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0), milliseconds) - offset;
  if (fraction !== undefined) return { low, high: low };
  if (second !== undefined) return { low, high: low + 999 };
  if (minute !== undefined) return { low, high: low + 59_999 };
  if (day !== undefined) return { low, high: low + 86_399_999 };
  return { low, high: (month === undefined ? utc(y + 1, 0, 1) : utc(y, m + 1, 1)) - 1 };
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(utc(year, month, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day;
}

/** Date.UTC, but years 0–99 are themselves and not 1900–1999. */
function utc(year: number, month: number, day: number, ...time: number[]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(time[0] ?? 0, time[1] ?? 0, time[2] ?? 0, time[3] ?? 0);
  return date.getTime();
}

function offsetOf(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
