/**
 * Strings and quantities as index rows have them.
 */
import { type Amount, normalized } from '@vardkedjan/fhir/search/values.ts';
import { hash32 } from './hash.ts';
import type { IndexRows, QuantityRow } from './index-rows.ts';

/** A name is looked for by each of its words. */
export function addLaterWords(rows: IndexRows, param: number, text: string): void {
  const value = normalized(text);
  for (let at = value.indexOf(' '); at >= 0; at = value.indexOf(' ', at + 1))
    rows.strings.push({ param, value: value.slice(at + 1) });
}

export function addString(rows: IndexRows, param: number, text: string): void {
  const value = normalized(text);
  rows.strings.push(value === text ? { param, value } : { param, value, exact: text });
}

export function quantityRow(param: number, { low, high, unit, code, given }: Amount): QuantityRow {
  const row: QuantityRow = { param, unit: hash32(unit), code: code === undefined ? 0 : hash32(code), low, high };
  if (given !== undefined && given !== low) row.given = given;
  return row;
}
