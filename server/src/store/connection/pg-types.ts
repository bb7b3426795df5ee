/**
 * How PostgreSQL's values come to us: int8 as a JS number (keys and hashes stay below 2^53 or are compared as text by
 * their owner), timestamptz as the ISO text that FHIR's instant has, everything else as pg does it.
 */
import pg from 'pg';

const int8 = 20;
const timestamptz = 1184;
const numeric = 1700;

/** `2026-01-02 03:04:05.6+00` (session time zone UTC) → `2026-01-02T03:04:05.600Z`; `infinity` stays. */
export function instantOf(text: string): string {
  if (!text.endsWith('+00')) {
    return text;
  }
  const end = text.length - 3;
  const seconds = text.indexOf('.', 17);
  const fraction = seconds === -1 ? '' : text.slice(seconds + 1, end);
  return `${text.slice(0, 10)}T${text.slice(11, seconds === -1 ? end : seconds)}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

export const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === int8 || oid === numeric) {
        return Number;
      }
      if (oid === timestamptz) {
        return instantOf;
      }
    }
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};
