/** Age on a day, and in the words care uses: days for the newborn, months for the small child, years from two. */
import { type CalendarDate, parseCalendarDate } from './calendar-date.ts';

export interface Age {
  /** Whole years, months and days since birth, each counted on its own. */
  years: number;
  months: number;
  days: number;
}

/** Both YYYY-MM-DD. undefined: a date is not whole, or the day is before the birth. */
export function ageOn(birthDate: string, day: string): Age | undefined {
  const birth = parseCalendarDate(birthDate);
  const then = parseCalendarDate(day);
  if (birth === undefined || then === undefined) return undefined;
  const days = Math.round((utc(then) - utc(birth)) / 86_400_000);
  if (days < 0) return undefined;
  const months = (then.year - birth.year) * 12 + then.month - birth.month - (then.day < birth.day ? 1 : 0);
  return { years: Math.floor(months / 12), months, days };
}

const words = {
  sv: { day: ['dag', 'dagar'], month: ['månad', 'månader'], year: ['år', 'år'], about: 'omkring' },
  en: { day: ['day', 'days'], month: ['month', 'months'], year: ['year', 'years'], about: 'about' },
} as const;

/** `5 dagar`, `14 månader`, `67 år`; `omkring 67 år` of a year of birth alone; the empty string when the age is not known. */
export function ageInWords(birthDate: string, day: string, language: 'sv' | 'en' = 'sv'): string {
  const age = ageOn(birthDate, day);
  if (/^\d{4}$/.test(birthDate) && birthDate <= day.slice(0, 4))
    return `${words[language].about} ${count(Number(day.slice(0, 4)) - Number(birthDate), words[language].year)}`;
  if (age === undefined) return '';
  if (age.months < 1) return count(age.days, words[language].day);
  return age.years < 2 ? count(age.months, words[language].month) : count(age.years, words[language].year);
}

function count(number: number, [one, many]: readonly [string, string]): string {
  return `${number} ${number === 1 ? one : many}`;
}

function utc({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day);
}
