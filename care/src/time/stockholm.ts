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

function offsetAt(milliseconds: number): number {
  const { year, month, day, hour, minute, second } = fields(milliseconds);
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return local - Math.floor(milliseconds / 1000) * 1000;
}

function fields(milliseconds: number): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
  const found = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of clock.formatToParts(milliseconds))
    if (type in found) found[type as keyof typeof found] = value;
  return found;
}
