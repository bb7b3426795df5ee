/** When a test is to be taken, last on its line: `imorgon`, `på fredag`, `2/12 kl 06`, `kl 14.30`. Told back as a day and a time. Pure. */
import { stockholmClock, stockholmInstant } from '@vardkedjan/care/time/stockholm.ts';

export interface WrittenWhen {
  /** What stands before it, and it as it was typed. */
  what: string;
  said: string;
  /** FHIR date, or dateTime with the Swedish offset; undefined: it has been. */
  when: string | undefined;
}

const days = ['söndag', 'måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag'];
const dayWords = String.raw`i\s?dag|i\s?mor[rg]on|i\s?övermorgon|övermorgon|(?:på\s+)?(?:${days.join('|')})|\d{1,2}\/\d{1,2}|\d{4}-\d\d-\d\d`;
const clockWords = String.raw`kl\.?\s*\d{1,2}(?:[.:]\d\d)?`;
const last = new RegExp(
  String.raw`[\s,]+((?:${dayWords})(?:[\s,]+${clockWords})?|${clockWords}(?:[\s,]+(?:${dayWords}))?)$`,
  'i',
);

/** undefined: the line says nothing of when. */
export function whenIn(line: string, now: Date): WrittenWhen | undefined {
  const found = last.exec(line);
  const said = found?.[1]?.toLowerCase();
  if (found === null || said === undefined) return undefined;
  const clock = stockholmClock(now.getTime());
  const [, hour, minute = '0'] = /kl\.?\s*(\d{1,2})(?:[.:](\d\d))?/.exec(said) ?? [];
  const minutes = hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
  const dayWord = said
    .replace(new RegExp(clockWords), '')
    .replace(/[\s,]+/g, ' ')
    .trim();
  // A time alone is the next that the clock shows it.
  const day = dayWord === '' ? later(clock.day, (minutes ?? 0) > clock.minutes ? 0 : 1) : dayOf(dayWord, clock.day);
  const isClock = minutes === undefined || (Number(hour) < 24 && Number(minute) < 60);
  const isPast =
    day === undefined || day < clock.day || (day === clock.day && minutes !== undefined && minutes < clock.minutes);
  const when = !isClock || isPast ? undefined : minutes === undefined ? day : dateTimeOf(day, minutes);
  return { what: line.slice(0, found.index), said: found[0], when };
}

function dayOf(word: string, today: string): string | undefined {
  if (/^i ?dag$/.test(word)) return today;
  if (/^i ?mor[rg]on$/.test(word)) return later(today, 1);
  if (word.endsWith('övermorgon')) return later(today, 2);
  const weekday = days.indexOf(word.replace(/^på /, ''));
  if (weekday !== -1) return later(today, ((weekday - new Date(today).getUTCDay() + 6) % 7) + 1);
  const [, date, month] = /^(\d{1,2})\/(\d{1,2})$/.exec(word) ?? [];
  if (date === undefined || month === undefined) return isDay(word) ? word : undefined;
  const inYear = (year: number) => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  // Of a date without a year, the next.
  return [inYear(year), inYear(year + 1)].find((each) => isDay(each) && each >= today);
}

const isDay = (text: string): boolean => {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const later = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

function dateTimeOf(day: string, minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const offset = (Date.parse(day) + minutes * 60_000 - stockholmInstant(day, minutes)) / 3_600_000;
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00+${two(offset)}:00`;
}
