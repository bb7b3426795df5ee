/**
 * Personal identity numbers for residents who do not exist. Official test numbers first (test-numbers.ts); where a birth
 * year has none left, numbers of the same pattern: serials 98x, then 99x and 9xx, with a right check digit (Luhn over the
 * last ten digits, SKV 704). Those are not on Skatteverket's list.
 *
 * Every number is given out once: a birth year and sex have an ordered row of numbers, and each part of the population
 * draws from its own stretch of the row. So any part can be made without making the others.
 */
import { dateText, type Day, dayOfParts } from '../calendar.ts';
import {
  bothSerialsFrom,
  bothSerialsUntil,
  dayByDay,
  gaps,
  oneSerialFrom,
  oneSerialUntil,
  scatteredTestNumbers,
} from './test-numbers.ts';

export type Sex = 'female' | 'male';

export interface BirthNumber {
  birth: Day;
  /** Twelve digits, YYYYMMDDNNNC. */
  number: string;
}

/** Check digit of ten-digit numbers: weights 2, 1, 2, … over the first nine digits. */
export function luhn(nine: string): number {
  let sum = 0;
  for (let i = 0; i < nine.length; i++) {
    const product = (nine.charCodeAt(i) - 48) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

export function numberOf(birth: Day, serial: number): string {
  const date = dateText(birth).replaceAll('-', '');
  const nine = `${date.slice(2)}${String(serial).padStart(3, '0')}`;
  return `${date.slice(0, 2)}${nine}${luhn(nine)}`;
}

/** Even serials are women's, odd ones men's. */
const fits = (serial: number, sex: Sex): boolean => serial % 2 === (sex === 'male' ? 1 : 0);

const officialRows = new Map<string, readonly BirthNumber[]>();

function officialRow(year: number, sex: Sex): readonly BirthNumber[] {
  const key = `${year}${sex}`;
  let row = officialRows.get(key);
  if (!row) {
    row = [...officialNumbers(year, sex)];
    row = shuffledByStride(row);
    officialRows.set(key, row);
  }
  return row;
}

function* officialNumbers(year: number, sex: Sex): Generator<BirthNumber> {
  const scattered = scatteredTestNumbers[year];
  if (scattered) {
    for (const entry of scattered.split(' ')) {
      const serial = Number(entry.slice(4));
      const birth = dayOfParts(year, Number(entry.slice(0, 2)), Number(entry.slice(2, 4)));
      if (fits(serial, sex)) yield { birth, number: numberOf(birth, serial) };
    }
    return;
  }
  if (year < bothSerialsFrom || year > oneSerialUntil) return;
  const first = dayOfParts(year, 1, 1);
  const days = dayOfParts(year + 1, 1, 1) - first;
  const serial = sex === 'male' ? 239 : 238;
  for (let i = 0; i < days; i++) {
    if (isOfficial(year, i, sex)) yield { birth: first + i, number: numberOf(first + i, serial) };
  }
}

function isOfficial(year: number, dayOfYear: number, sex: Sex): boolean {
  if (year <= bothSerialsUntil) return !gaps[year]?.includes(dayOfYear);
  const marks = dayByDay[year];
  const mark = marks ? marks.charAt(dayOfYear) : dayOfYear % 2 === 0 ? '9' : '8';
  if (year < oneSerialFrom) return false;
  return mark === 'b' || mark === (sex === 'male' ? '9' : '8');
}

/** A fixed order that spreads the days over the year; every entry exactly once. */
function shuffledByStride<T>(row: readonly T[]): T[] {
  const n = row.length;
  if (n < 3) return [...row];
  let stride = Math.floor(n * 0.381966) | 1;
  while (gcd(stride, n) !== 1) stride++;
  return row.map((_, i) => row[(i * stride) % n] as T);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

const patternSerials: Record<Sex, readonly number[]> = { female: patternRow(0), male: patternRow(1) };

function patternRow(parity: number): number[] {
  const serials: number[] = [];
  for (let s = 980 + parity; s < 1000; s += 2) serials.push(s);
  for (let s = 978 + parity; s >= 900; s -= 2) serials.push(s);
  return serials.filter((s) => s !== 974 && s !== 975);
}

/** The n-th number of a birth year and sex. Throws when the year is full (about 18,000 of each sex). */
export function birthNumber(year: number, sex: Sex, n: number): BirthNumber {
  const official = officialRow(year, sex);
  const found = official[n];
  if (found) return found;
  const rest = n - official.length;
  const days = freeDays(year);
  const serial = patternSerials[sex][Math.floor(rest / days.length)];
  if (serial === undefined) throw new RangeError(`no numbers left for ${sex}s born ${year}`);
  const birth = days[rest % days.length] as Day;
  return { birth, number: numberOf(birth, serial) };
}

const freeRows = new Map<number, readonly Day[]>();

/** Days of the year for numbers by pattern: those on which no scattered test number could be met again. */
function freeDays(year: number): readonly Day[] {
  let row = freeRows.get(year);
  if (!row) {
    const first = dayOfParts(year, 1, 1);
    const taken = new Set((scatteredTestNumbers[year] ?? '').split(' ').map((entry) => entry.slice(0, 4)));
    const days = Array.from({ length: dayOfParts(year + 1, 1, 1) - first }, (_, i) => first + i);
    row = shuffledByStride(days.filter((day) => !taken.has(dateText(day).slice(5).replace('-', ''))));
    freeRows.set(year, row);
  }
  return row;
}

/** The same birth date with a serial that birthNumber never gives: for a clash with a number chosen by hand. */
export function setAside(birth: Day, sex: Sex): BirthNumber {
  return { birth, number: numberOf(birth, sex === 'male' ? 975 : 974) };
}

/** Whether the number follows Skatteverket's list as it is kept here (for tests and for counting). */
export function isOfficialTestNumber(number: string): boolean {
  const year = Number(number.slice(0, 4));
  const sex: Sex = Number(number.charAt(10)) % 2 === 1 ? 'male' : 'female';
  return officialRow(year, sex).some((entry) => entry.number === number);
}

/**
 * Västra Götaland's local reserve number: yyyymmdd, K or M (X: unknown), two digits (06-79, odd for men; 80-89 for X) and
 * a Luhn digit over positions 3-11 with K=5, M=7, X=8.
 */
export function reserveNumber(birth: Day, letter: 'K' | 'M' | 'X', twoDigits: number): string {
  const value = { K: '5', M: '7', X: '8' }[letter];
  const date = dateText(birth).replaceAll('-', '');
  const serial = String(twoDigits).padStart(2, '0');
  return `${date}${letter}${serial}${luhn(`${date.slice(2)}${value}${serial}`)}`;
}
