/**
 * Dates and times as Swedish care writes them: 2026-11-22, 24 h, Europe/Stockholm whatever the machine is set to. FHIR's partial dates
 * (http://hl7.org/fhir/R4/datatypes.html#date) keep the precision they were given with; a time without a zone is never invented.
 */
const zone = 'Europe/Stockholm';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export interface LocalTime {
  /** 2026-11-22 */
  date: string;
  /** 14:05 */
  time: string;
}

/** The wall clock in Sweden at an instant. */
export function localTime(instant: Date): LocalTime {
  const found: Record<string, string> = {};
  for (const part of parts.formatToParts(instant)) found[part.type] = part.value;
  return { date: `${found.year?.padStart(4, '0')}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

const hasTime = (value: string) => value.length > 10;

/** The date of a FHIR date, dateTime or instant: `2026-11-22`, or `2026-11` and `2026` when no more is known. */
export function formatDate(value: string | undefined): string {
  if (!value) return '';
  if (!hasTime(value)) return value;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? value : localTime(instant).date;
}

/** The time of a dateTime or instant: `14:05`; empty when it has none. */
export function formatTime(value: string | undefined): string {
  if (!value || !hasTime(value)) return '';
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? '' : localTime(instant).time;
}

/** `2026-11-22 14:05`, or what is known of it. */
export function formatDateTime(value: string | undefined): string {
  const time = formatTime(value);
  return time ? `${formatDate(value)} ${time}` : formatDate(value);
}

/** `2026-11-22 – 2026-12-01`, `från 2026-11-22` is left to the texts: an open end is shown as `2026-11-22 –`. */
export function formatPeriod(period: { start?: string; end?: string } | undefined): string {
  if (!period?.start && !period?.end) return '';
  const start = formatDate(period.start);
  const end = formatDate(period.end);
  return start === end ? start : `${start} – ${end}`.trim();
}

/** A point on the time axis for sorting and drawing; a partial date counts from its beginning. NaN when there is none. */
export function timeOf(value: string | undefined): number {
  if (!value) return Number.NaN;
  if (hasTime(value)) return Date.parse(value);
  return Date.parse(value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value);
}

export const weekdays = {
  sv: ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

/** The name of the day of `2026-11-22`. */
export function weekdayOf(date: string, language: 'sv' | 'en'): string {
  return weekdays[language][new Date(`${date}T12:00:00Z`).getUTCDay()] ?? '';
}

/** Whether somebody has written a day of the calendar, as `2026-11-29`. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The date some days away from `2026-11-22`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant at which a Swedish calendar day begins, as FHIR writes it. */
export function startOfDay(date: string): string {
  const guess = new Date(`${date}T00:00:00Z`);
  const { date: shown, time } = localTime(guess);
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  const ahead = (shown === date ? 1 : -1) * (hours * 60 + minutes) * 60_000;
  return new Date(guess.getTime() - ahead).toISOString();
}
