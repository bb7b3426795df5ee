/** Whether a FHIRPath result is what a case expects: type by type, text by text. */
import type { FhirPathCase } from './fhirpath-cases.ts';

export interface Result {
  /** Without its namespace; undefined: the engine does not say. */
  type: string | undefined;
  text: string;
}

export function isExpected(results: readonly Result[], { outputs, ordered }: FhirPathCase): boolean {
  const [own, expected] = ordered ? [results, outputs] : [sorted(results), sorted(outputs)];
  return own.length === expected.length && own.every((result, index) => isSame(result, expected[index]));
}

function isSame({ type, text }: Result, wanted: FhirPathCase['outputs'][number] | undefined): boolean {
  if (wanted === undefined) return false;
  if (type !== undefined && wanted.type !== undefined && type.toLowerCase() !== wanted.type.toLowerCase()) return false;
  const other = wanted.text.replace(/^@T?/, '');
  if (text === wanted.text || text === other) return true;
  if (/^(?:decimal|integer)$/i.test(type ?? '')) return Number(text) === Number(wanted.text);
  // The same moment, told from another time zone, is equal (http://hl7.org/fhirpath/N1/#datetime-equality).
  return isMoment(text) && isMoment(other) && Date.parse(text) === Date.parse(other);
}

const isMoment = (text: string): boolean => /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text);

function sorted<T extends { text: string }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (a.text < b.text ? -1 : 1));
}
