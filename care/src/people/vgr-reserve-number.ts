/**
 * Västra Götalandsregionen's own reserve number for a person whose personnummer is not known: yyyymmdd, K (woman), M (man) or X
 * (not known), a serial number of two digits, and a check digit over positions 3–11 with K = 5, M = 7, X = 8.
 * Serial 06–79, odd for men and even for women; 80–89 for X. It is valid only within the issuer's domain.
 */
import { calendarDate, isoDate } from './calendar-date.ts';
import { luhnCheckDigit } from './luhn.ts';

export const vgrReserveSystem = 'urn:oid:1.2.752.113.11.0.2.1.1.1';

export interface VgrReserveNumber {
  kind: 'vgr-reserve';
  system: typeof vgrReserveSystem;
  value: string;
  birthDate: string;
  /** Absent for X. */
  sex?: 'male' | 'female';
}

const weights = { K: 5, M: 7, X: 8 } as const;

/** K woman, M man, X not known. */
export type SexLetter = keyof typeof weights;

export function vgrReserveNumber(text: string): VgrReserveNumber | undefined {
  const value = text.replaceAll(/\s/g, '').toUpperCase();
  const match = /^(\d{4})(\d\d)(\d\d)([KMX])(\d\d)(\d)$/.exec(value);
  if (match === null) return undefined;
  const letter = match[4] as SexLetter;
  const birth = calendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (birth === undefined || !isSerial(letter, Number(match[5])) || checkDigit(value) !== Number(match[6]))
    return undefined;
  return {
    kind: 'vgr-reserve',
    system: vgrReserveSystem,
    value,
    birthDate: isoDate(birth),
    ...(letter === 'X' ? {} : { sex: letter === 'M' ? 'male' : 'female' }),
  };
}

/** Makes the number out of its parts; undefined when they make none. */
export function makeVgrReserveNumber(
  birthDate: string,
  letter: SexLetter,
  serial: number,
): VgrReserveNumber | undefined {
  const start = `${birthDate.replaceAll('-', '')}${letter}${String(serial).padStart(2, '0')}`;
  return vgrReserveNumber(`${start}${checkDigit(start)}`);
}

/** All numbers there are for a date (YYYY-MM-DD) and sex, in order: 37 for women and for men, 10 where the sex is not known. */
export function vgrReserveNumbersOf(birthDate: string, letter: SexLetter): VgrReserveNumber[] {
  return Array.from({ length: 100 }, (_, serial) => makeVgrReserveNumber(birthDate, letter, serial)).filter(
    (number) => number !== undefined,
  );
}

function isSerial(letter: SexLetter, serial: number): boolean {
  if (letter === 'X') return serial >= 80 && serial <= 89;
  return serial >= 6 && serial <= 79 && serial % 2 === (letter === 'M' ? 1 : 0);
}

function checkDigit(value: string): number {
  return luhnCheckDigit(
    Array.from(value.slice(2, 11), (sign) => (sign in weights ? weights[sign as SexLetter] : Number(sign))),
  );
}
