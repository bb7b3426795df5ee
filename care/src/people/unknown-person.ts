/**
 * A person in care whose identity nobody knows yet: what is written of them until it is known. The name is made of the number, so that two
 * who come in at the same time are not taken for each other.
 */
import type { Patient } from '@medplum/fhirtypes';
import { calendarDate, isoDate } from './calendar-date.ts';
import type { SexLetter, VgrReserveNumber } from './vgr-reserve-number.ts';
import { vgrReserveSystem } from './vgr-reserve-number.ts';

export type KnownSex = 'female' | 'male' | 'unknown';

export const letterOf: Readonly<Record<KnownSex, SexLetter>> = { female: 'K', male: 'M', unknown: 'X' };

/** Which date the number is made of when the year of birth cannot be judged: the number must hold one, and this is nobody's age. */
const yearWhenNotKnown = 1900;

/** The dates to look for a free number in, in order: that of `today` (YYYY-MM-DD) in the year of birth, as far as it can be judged, and on. */
export function datesToNumber(birthYear: number | undefined, today: string): string[] {
  const year = birthYear ?? yearWhenNotKnown;
  const dates = Array.from({ length: 366 }, (_, day) => {
    const date = new Date(Date.UTC(year, 0, 1 + day));
    return isoDate({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
  }).filter((date) => date.startsWith(String(year)));
  const first = Math.max(
    0,
    dates.findIndex((date) => date.slice(5) >= today.slice(5)),
  );
  return [...dates.slice(first), ...dates.slice(0, first)];
}

/** Whether somebody alive on `today` (YYYY-MM-DD) can have been born in the year. */
export function isBirthYear(year: number, today: string): boolean {
  const thisYear = Number(today.slice(0, 4));
  return calendarDate(year, 1, 1) !== undefined && year <= thisYear && year > thisYear - 130;
}

const words: Readonly<Record<KnownSex, string>> = {
  female: 'Okänd kvinna',
  male: 'Okänd man',
  unknown: 'Okänd person',
};

export function unknownPatient(number: VgrReserveNumber, sex: KnownSex, birthYear: number | undefined): Patient {
  const given = words[sex];
  const family = number.value.slice(8);
  return {
    resourceType: 'Patient',
    active: true,
    identifier: [{ use: 'temp', system: vgrReserveSystem, value: number.value }],
    name: [{ use: 'temp', text: `${given} ${family}`, family, given: [given] }],
    gender: sex,
    ...(birthYear !== undefined && { birthDate: String(birthYear) }),
  };
}

/** Whether it is still nobody we know: all that there is of a name is the temporary one. */
export function isUnknownPerson({ name, identifier }: Pick<Patient, 'name' | 'identifier'>): boolean {
  return (
    name?.length === 1 &&
    name[0]?.use === 'temp' &&
    identifier?.some(({ system, use }) => system === vgrReserveSystem && use === 'temp') === true
  );
}
