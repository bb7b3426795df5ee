/**
 * Comparisons of ranges by prefix, as https://hl7.org/fhir/R4/search.html#prefix defines them: the search's range against the
 * resource's, both with their ends.
 */
import type { DateValue, NumberValue, QuantityValue } from '@vardkedjan/fhir/search/query.ts';
import { canonical, ucumSystem } from '@vardkedjan/fhir/search/ucum.ts';
import { hash32 } from '../index/hash.ts';
import type { StatementText } from '../statement/statement-text.ts';

/** `low` and `high` are SQL of the resource's ends, both included. */
export function dateSql(
  { prefix, low, high }: DateValue,
  ends: { low: string; high: string },
  text: StatementText,
): string {
  const from = (): string => text.instant(low);
  // What is stored has milliseconds, or microseconds that came with it: the end is the next millisecond, excluded.
  const to = (): string => text.instant(high + 1);
  switch (prefix) {
    case 'eq':
      return `(${ends.low} >= ${from()} and ${ends.high} < ${to()})`;
    case 'ne':
      return `not (${ends.low} >= ${from()} and ${ends.high} < ${to()})`;
    case 'gt':
      return `${ends.high} >= ${to()}`;
    case 'lt':
      return `${ends.low} < ${from()}`;
    case 'ge':
      return `(${ends.high} >= ${to()} or ${ends.low} >= ${from()})`;
    case 'le':
      return `(${ends.low} < ${from()} or ${ends.high} < ${to()})`;
    case 'sa':
      return `${ends.low} >= ${to()}`;
    case 'eb':
      return `${ends.high} < ${from()}`;
    case 'po':
      return `(${ends.low} < ${to()} and ${ends.high} >= ${from()})`;
    case 'co':
      return `(${ends.low} <= ${from()} and ${ends.high} >= ${text.instant(high)})`;
    case 'ap': {
      // A tenth of the time between now and then, on either side.
      const margin = Math.abs(text.now - (low + high) / 2) * 0.1;
      return `(${ends.low} <= ${text.instant(Math.ceil(high + margin))} and ${ends.high} >= ${text.instant(Math.floor(low - margin))})`;
    }
  }
}

export function numberSql(
  { prefix, value, low, high }: NumberValue,
  ends: { low: string; high: string },
  text: StatementText,
): string {
  const within = (): string => `(${ends.low} >= ${text.float(low)} and ${ends.high} < ${text.float(high)})`;
  switch (prefix) {
    case 'eq':
      return within();
    case 'ne':
      return `not ${within()}`;
    case 'gt':
      return `${ends.high} > ${text.float(value)}`;
    case 'lt':
      return `${ends.low} < ${text.float(value)}`;
    case 'ge':
      return `${ends.high} >= ${text.float(value)}`;
    case 'le':
      return `${ends.low} <= ${text.float(value)}`;
    case 'sa':
      return `${ends.low} > ${text.float(value)}`;
    case 'eb':
      return `${ends.high} < ${text.float(value)}`;
    case 'ap':
      return `(${ends.low} <= ${text.float(high)} and ${ends.high} >= ${text.float(low)})`;
  }
}

/** On a row of quantity_value. */
export function quantitySql(value: QuantityValue, alias: string, text: StatementText): string {
  const written = { low: `coalesce(${alias}.given, ${alias}.low)`, high: `coalesce(${alias}.given, ${alias}.high)` };
  const { system, code } = value;
  // Of a range there is one row as written and one in base units, whose code is 0.
  if (code === undefined) return `${alias}.code <> 0 and ${numberSql(value, written, text)}`;
  if (system === undefined || system === '') {
    return `${alias}.code = ${text.bind(hash32(code), 'integer')} and ${numberSql(value, written, text)}`;
  }
  const base = system === ucumSystem ? canonical(value.value, code) : undefined;
  const unit = base === undefined ? `${system}|${code}` : `${ucumSystem}|${base.unit}`;
  const inBase = (number: number): number => (base === undefined ? number : (canonical(number, code)?.value ?? number));
  const compared: QuantityValue = {
    ...value,
    value: inBase(value.value),
    low: inBase(value.low),
    high: inBase(value.high),
  };
  const ends = { low: `${alias}.low`, high: `${alias}.high` };
  return `${alias}.unit = ${text.bind(hash32(unit), 'integer')} and ${numberSql(compared, ends, text)}`;
}
