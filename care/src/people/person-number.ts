/**
 * Personnummer and samordningsnummer: YYYYMMDDNNNC, check digit over the last ten, the ninth of them odd for men. A
 * samordningsnummer has 60 added to its day. Systems as in HL7 Sweden's base profiles (http://electronichealth.se/identifier/…).
 */
import { calendarDate, isoDate, parseCalendarDate } from './calendar-date.ts';
import { luhnCheckDigit } from './luhn.ts';

export const personnummerSystem = 'http://electronichealth.se/identifier/personnummer';
export const samordningsnummerSystem = 'http://electronichealth.se/identifier/samordningsnummer';

export interface PersonNumber {
  kind: 'personnummer' | 'samordningsnummer';
  system: typeof personnummerSystem | typeof samordningsnummerSystem;
  /** Twelve digits, as it is exchanged. */
  value: string;
  /** YYYY-MM-DD. */
  birthDate: string;
  sex: 'male' | 'female';
}

const coordinationDay = 60;

/**
 * As people write it: twelve or ten digits, with or without a sign before the last four; a plus says that the person has turned
 * a hundred or does so this year. `today` (YYYY-MM-DD) settles the century of ten digits. undefined: not a valid number.
 */
export function parsePersonNumber(text: string, today: string): PersonNumber | undefined {
  const match = /^(\d\d)?(\d{6})([-+]?)(\d{4})$/.exec(text.replaceAll(/\s/g, ''));
  if (match === null) return undefined;
  const [, century, date = '', sign, end = ''] = match;
  if (century !== undefined) return sign === '+' ? undefined : personNumber(`${century}${date}${end}`);
  const now = parseCalendarDate(today);
  if (now === undefined) return undefined;
  const latest = sign === '+' ? now.year - 100 : now.year;
  const short = Number(date.slice(0, 2));
  const year = latest - ((((latest - short) % 100) + 100) % 100);
  const found = personNumber(`${year}${date.slice(2)}${end}`);
  if (found !== undefined && found.birthDate <= today) return found;
  // Ten digits of a date later this year are those of a person born a century ago.
  return sign === '+' ? undefined : personNumber(`${year - 100}${date.slice(2)}${end}`);
}

/** Twelve digits, exactly. */
export function personNumber(value: string): PersonNumber | undefined {
  if (!/^\d{12}$/.test(value)) return undefined;
  const digits = Array.from(value, Number);
  const written = Number(value.slice(6, 8));
  const coordination = written > coordinationDay;
  const birth = calendarDate(
    Number(value.slice(0, 4)),
    Number(value.slice(4, 6)),
    coordination ? written - coordinationDay : written,
  );
  if (birth === undefined || luhnCheckDigit(digits.slice(2, 11)) !== digits[11]) return undefined;
  return {
    kind: coordination ? 'samordningsnummer' : 'personnummer',
    system: coordination ? samordningsnummerSystem : personnummerSystem,
    value,
    birthDate: isoDate(birth),
    sex: (digits[10] ?? 0) % 2 === 1 ? 'male' : 'female',
  };
}

/** Ten digits and a sign: `YYMMDD-NNNC`, with a plus from the calendar year in which the person turns a hundred. */
export function shortPersonNumber(value: string, today: string): string {
  const number = personNumber(value);
  if (number === undefined) return value;
  const sign = Number(today.slice(0, 4)) - Number(value.slice(0, 4)) >= 100 ? '+' : '-';
  return `${value.slice(2, 8)}${sign}${value.slice(8)}`;
}
