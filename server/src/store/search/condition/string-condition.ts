/**
 * Strings from their start, exactly, or anywhere (https://hl7.org/fhir/R4/search.html#string).
 */
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { StringCriterion, StringModifier } from '@vardkedjan/fhir/search/query.ts';
import { normalized, stringParts } from '@vardkedjan/fhir/search/values.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { rowParam } from '../index/index-names.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, escapeLike, type StatementText } from '../statement/statement-text.ts';

export function stringSql(
  { parameter, modifier, values }: StringCriterion,
  row: RowSource,
  text: StatementText,
): string {
  const named = modifier === undefined ? [rowParam.part, rowParam.laterWords] : [rowParam.part];
  return stringRowsSql(text.numbers(stringParams(parameter, named), 'integer'), { modifier, values }, row, text);
}

/** A name's parts each have their own rows. */
function stringParams(
  parameter: SearchParameter,
  named: readonly ((path: string, part: string) => number | undefined)[],
): number[] {
  const params = parameter.sources.flatMap((path) =>
    typesAt(path).flatMap(({ type }) =>
      (stringParts[type] ?? ['']).flatMap((part) => named.map((paramOf) => paramOf(path, part))),
    ),
  );
  return [...new Set(params)].filter((param) => param !== undefined);
}

/** @param params SQL of an array or a set of them */
export function stringRowsSql(
  params: string,
  { modifier, values }: { modifier?: StringCriterion['modifier']; values: string[] },
  row: RowSource,
  text: StatementText,
): string {
  const alias = text.alias('s');
  const conditions = values.map((value) => {
    const plain = normalized(value);
    if (modifier !== undefined && modifier !== 'exact') return `${alias}.value ${comparedSql(modifier, plain, text)}`;
    const start = Array.from(plain).slice(0, 64).join('');
    const from = text.bind(start, 'text');
    if (modifier === 'exact') {
      return `left(${alias}.value, 64) = ${from} and coalesce(${alias}.exact, ${alias}.value) = ${text.bind(value, 'text')}`;
    }
    const to = text.bind(`${start}\u{10FFFF}`, 'text');
    return `left(${alias}.value, 64) >= ${from} and left(${alias}.value, 64) < ${to} and starts_with(${alias}.value, ${text.bind(plain, 'text')})`;
  });
  return (
    `exists (select 1 from string_value ${alias} where ${alias}.param = any(${params}) and ${either(conditions)} ` +
    `and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}

/** What `:contains` and the operators of `_filter` ask of a string without case and accents; its order is that of code points. */
function comparedSql(modifier: Exclude<StringModifier, 'exact'>, plain: string, text: StatementText): string {
  switch (modifier) {
    case 'contains':
      return `like ${text.bind(`%${escapeLike(plain)}%`, 'text')}`;
    case 'ew':
      return `like ${text.bind(`%${escapeLike(plain)}`, 'text')}`;
    default:
      return `${operators[modifier]} ${text.bind(plain, 'text')}`;
  }
}

const operators = { eq: '=', ne: '<>', gt: '>', lt: '<', ge: '>=', le: '<=' } as const;
