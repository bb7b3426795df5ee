/**
 * Dates, numbers and quantities as ranges (https://hl7.org/fhir/R4/search.html#date, #number, #quantity).
 */
import { clinicalParameter } from '@vardkedjan/fhir/search/clinical-date.ts';
import type { DateCriterion, DateValue, NumberCriterion, QuantityCriterion } from '@vardkedjan/fhir/search/query.ts';
import { dateSql, numberSql, quantitySql } from './compare.ts';
import { rowParam } from '../index/index-names.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

export function dateCriterionSql({ parameter, values }: DateCriterion, row: RowSource, text: StatementText): string {
  const clinical = clinicalParameter(row.type)?.sources ?? [];
  const inColumn = parameter.sources.filter((path) => clinical.includes(path));
  const inRows = parameter.sources.filter((path) => !clinical.includes(path));
  const conditions: string[] = [];
  if (inColumn.length > 0) conditions.push(clinicalDateSql(values, row, text));
  if (inRows.length > 0) conditions.push(dateRowsSql(paramsOf('date', inRows, text), values, row, text));
  return either(conditions);
}

/** What lacks the date has -infinity in both ends, which `high` tells from a period without a beginning. */
function clinicalDateSql(values: DateValue[], row: RowSource, text: StatementText): string {
  const ends = { low: row.date, high: `${row.resource}.date_high` };
  return `(${ends.high} > '-infinity' and ${either(values.map((value) => dateSql(value, ends, text)))})`;
}

/** The `param` of the rows of these paths, as SQL of an array. */
export function paramsOf(kind: 'date' | 'number' | 'quantity', paths: readonly string[], text: StatementText): string {
  return text.numbers(
    paths.map((path) => rowParam.value(kind, path)),
    'integer',
  );
}

/** @param params SQL of an array or a set of them */
export function dateRowsSql(params: string, values: DateValue[], row: RowSource, text: StatementText): string {
  const alias = text.alias('d');
  const ends = { low: `${alias}.low`, high: `${alias}.high` };
  return (
    `exists (select 1 from date_value ${alias} where ${alias}.param = any(${params}) and ` +
    `${either(values.map((value) => dateSql(value, ends, text)))} and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}

export function amountSql(
  criterion: Pick<NumberCriterion, 'kind' | 'values'> | Pick<QuantityCriterion, 'kind' | 'values'>,
  params: string,
  row: RowSource,
  text: StatementText,
): string {
  const alias = text.alias('q');
  const ends = { low: `${alias}.low`, high: `${alias}.high` };
  const conditions =
    criterion.kind === 'number'
      ? criterion.values.map((value) => numberSql(value, ends, text))
      : criterion.values.map((value) => `(${quantitySql(value, alias, text)})`);
  return (
    `exists (select 1 from quantity_value ${alias} where ${alias}.param = any(${params}) and ${either(conditions)} ` +
    `and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}
