/** Swedish local time (Europe/Stockholm in the IANA time zone database), daylight saving included. */

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Milliseconds since the epoch of 00:00 in Stockholm; month 1–12, days past the month's end run on into the next. */
export function startOfStockholmDay(year: number, month: number, day: number): number {
  const utc = Date.UTC(year, month - 1, day);
  // Sweden turns its clocks at 01:00 UTC, so the offset an hour or two before UTC midnight is the one at local midnight.
  return utc - offsetAt(utc - offsetAt(utc));
}

/** The calendar day in Stockholm, YYYY-MM-DD. */
export function stockholmDay(at: Date): string {
  const { year, month, day } = fields(at.getTime());
  return `${year}-${month}-${day}`;
}

/**
 * When a clock in Stockholm shows so many minutes after the day's midnight. An hour that spring leaves out is the one after it; of an hour that
 * autumn has twice, the first.
 */
export function stockholmInstant(day: string, minutes: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const local = Date.UTC(year, month - 1, date, 0, minutes);
  const [before, after] = [offsetAt(local - 10_800_000), offsetAt(local + 10_800_000)];
  const found = [local - before, local - after].find((at) => at + offsetAt(at) === local);
  return found ?? local - before;
}

/** What a clock in Stockholm shows: the day, and minutes since its midnight. */
export function stockholmClock(at: number): { day: string; minutes: number } {
  const local = new Date(at + offsetAt(at));
  return { day: local.toISOString().slice(0, 10), minutes: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

/** By the whole hour, within which no clock is changed. */
const offsets = new Map<number, number>();
const mostKept = 20_000;

function offsetAt(milliseconds: number): number {
  const hour = Math.floor(milliseconds / 3_600_000);
  const kept = offsets.get(hour);
  if (kept !== undefined) return kept;
  const { year, month, day, hour: clockHour, minute, second } = fields(milliseconds);
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(clockHour),
    Number(minute),
    Number(second),
  );
  const offset = local - Math.floor(milliseconds / 1000) * 1000;
  if (offsets.size >= mostKept) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}

function fields(milliseconds: number): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
  const found = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of clock.formatToParts(milliseconds))
    if (type in found) found[type as keyof typeof found] = value;
  return found;
}
