/**
 * The span of time that a FHIR value stands for: a date of a year is the whole year, a dateTime with seconds that second.
 * Norm: http://hl7.org/fhir/R4/datatypes.html#dateTime and http://hl7.org/fhir/R4/search.html#date.
 */

/** Epoch milliseconds, both ends included; ±Infinity where a Period is open. */
export type Interval = readonly [low: number, high: number];

type Json = Record<string, unknown>;

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * The interval of a date, dateTime, instant, Period or Timing; undefined when it tells no time (or is not well-formed).
 * `zone` is the IANA zone that values without one are in, `Europe/Stockholm` say: 2026-03-29 has 23 hours there.
 */
export function dateInterval(value: unknown, zone: string): Interval | undefined {
  if (typeof value === 'string') return textInterval(value, zone);
  if (typeof value !== 'object' || value === null) return undefined;
  const json = value as Json;
  if (json['start'] !== undefined || json['end'] !== undefined) return periodInterval(json, zone);
  return timingInterval(json, zone);
}

function periodInterval({ start, end }: Json, zone: string): Interval | undefined {
  const from = typeof start === 'string' ? textInterval(start, zone) : undefined;
  const to = typeof end === 'string' ? textInterval(end, zone) : undefined;
  return from === undefined && to === undefined ? undefined : [from?.[0] ?? -Infinity, to?.[1] ?? Infinity];
}

/** From the first to the last of its events and the bounds of its repetition. */
function timingInterval({ event, repeat }: Json, zone: string): Interval | undefined {
  const parts: Interval[] = [];
  for (const each of Array.isArray(event) ? (event as unknown[]) : []) {
    const part = typeof each === 'string' ? textInterval(each, zone) : undefined;
    if (part !== undefined) parts.push(part);
  }
  const bounds = typeof repeat === 'object' && repeat !== null ? (repeat as Json)['boundsPeriod'] : undefined;
  const bound = typeof bounds === 'object' && bounds !== null ? periodInterval(bounds as Json, zone) : undefined;
  if (bound !== undefined) parts.push(bound);
  if (parts.length === 0) return undefined;
  return [Math.min(...parts.map(([low]) => low)), Math.max(...parts.map(([, high]) => high))];
}

function textInterval(text: string, zone: string): Interval | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const y = Number(year);
  const m = Number(month ?? 1);
  const d = Number(day ?? 1);
  if (!exists(y, m, d) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 60)
    return undefined;
  const instant = (local: number): number => (offset === undefined ? inZone(local, zone) : local - offsetOf(offset));
  if (hour === undefined) {
    const next = month === undefined ? utc(y + 1, 1, 1) : day === undefined ? utc(y, m + 1, 1) : utc(y, m, d + 1);
    return [instant(utc(y, m, d)), instant(next) - 1];
  }
  const low = instant(utc(y, m, d) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000);
  if (second === undefined) return [low, low + 59_999];
  if (fraction === undefined) return [low, low + 999];
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const last = Math.min(10 ** Math.max(3 - fraction.length, 0) - 1, 999);
  return [low + milliseconds, low + milliseconds + last];
}

/** Date.UTC, but years 1–99 are themselves; a month or day one too far is the first of the next. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(utc(year, month, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function offsetOf(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, number>();

/** Local time, counted as if it were UTC, to the instant; the hour that is skipped in spring is taken as after the change. */
function inZone(local: number, zone: string): number {
  const first = local - zoneOffset(local, zone);
  return local - zoneOffset(first, zone);
}

/** What the zone's clocks are ahead of UTC at an instant. Remembered by the hour: clocks change on the hour. */
function zoneOffset(instant: number, zone: string): number {
  const hour = Math.floor(instant / 3_600_000);
  const key = `${zone}|${hour}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(hour * 3_600_000).map(({ type, value }) => [type, value]));
  const clock = (Number(parts['hour']) * 60 + Number(parts['minute'])) * 60 + Number(parts['second']);
  const offset =
    utc(Number(parts['year']), Number(parts['month']), Number(parts['day'])) + clock * 1000 - hour * 3_600_000;
  if (known.size > 100_000) known.clear();
  known.set(key, offset);
  return offset;
}
