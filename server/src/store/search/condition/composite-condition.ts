/**
 * Composites (https://hl7.org/fhir/R4/search.html#combining): over the whole resource the parts are asked one by one, since
 * there each stands once; in repeating elements the rows made by composite-rows.ts say what stands together.
 */
import { indexSourcesOf, wholePaths } from '@vardkedjan/fhir/search/index-sources.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { CompositeCriterion, NumberValue, SimpleCriterion } from '@vardkedjan/fhir/search/query.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { numberSql } from './compare.ts';
import { type Forms, formsOf } from './composite-forms.ts';
import { bigintOf, hash32, type Seed } from '../index/hash.ts';
import { amountSql, dateRowsSql } from './range-condition.ts';
import { simpleSql } from './simple-condition.ts';
import { stringRowsSql } from './string-condition.ts';
import { postedSql } from './token-condition.ts';
import { isHashed, postingSeed, rowParam } from '../index/index-names.ts';
import { lookup } from '../statement/lookups.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

export function compositeSql({ parameter, values }: CompositeCriterion, row: RowSource, text: StatementText): string {
  return either(
    parameter.sources.flatMap((path) =>
      values.map((parts) =>
        path === row.type ? wholeSql(parameter, parts, row, text) : elementSql(parameter, path, parts, row, text),
      ),
    ),
  );
}

/** Each part by the index of its own path, `Observation.code` and not also `Observation.component.code`. */
function wholeSql(parameter: SearchParameter, parts: SimpleCriterion[], row: RowSource, text: StatementText): string {
  const conditions = parts.map((part, at) =>
    simpleSql({ ...part, parameter: componentSources(parameter, at) }, row, text),
  );
  return `(${conditions.join(' and ')})`;
}

/** One part of a composite over the whole resource, about its own paths only. */
export function componentSources(composite: SearchParameter, at: number): SearchParameter {
  const component = composite.components?.[at];
  if (component === undefined) throw new RangeError('A composite has no such part');
  const { parameter, path } = component;
  if (composite.added) return { ...parameter, sources: wholePaths(composite.owner, path) };
  const paths = path.split(' | ').map((each) => `${composite.owner}.${each}`.toLowerCase());
  const sources = indexSourcesOf(composite.owner).filter(
    (source) => source.kind === parameter.type && paths.includes(source.path.toLowerCase()),
  );
  return { ...parameter, sources: sources.map((source) => source.path) };
}

function elementSql(
  parameter: SearchParameter,
  path: string,
  parts: SimpleCriterion[],
  row: RowSource,
  text: StatementText,
): string {
  const forms = formsOf(parameter, path, parts, { row, text });
  const [first, second] = parts.filter(({ kind }) => !isHashed(kind));
  if (first === undefined) return postedFormsSql(forms, postingSeed.composite(parameter, path), row, text);
  const params = paramsOfForms(forms, rowParam.compositeStart(parameter, path), text);
  if (second !== undefined) return twoNumbersSql(params, numberOf(first), numberOf(second), row, text);
  switch (first.kind) {
    case 'date':
      return dateRowsSql(params, first.values, row, text);
    case 'string':
      return stringRowsSql(params, { values: first.values }, row, text);
    case 'number':
    case 'quantity':
      return amountSql(first, params, row, text);
    default:
      throw new Failure('not-supported', `Search parameter ${parameter.code}: this combination is not supported`);
  }
}

/** The hashed parts are in the index. */
function postedFormsSql(forms: Forms, seed: Seed, row: RowSource, text: StatementText): string {
  if (typeof forms !== 'string') {
    const lookups = forms.map((form) => lookup(form, seed));
    return postedSql(lookups, row, text);
  }
  const form = text.alias('f');
  const token = `int8send(hashtextextended(${form}.form, ${text.bind(bigintOf(seed), 'bigint')}))`;
  return `exists (select 1 from (${forms}) ${form} where position(${token} in ${row.resource}.tokens) % 8 = 1)`;
}

/** The `param` of the rows where what is compared stands under those forms. */
function paramsOfForms(forms: Forms, start: string, text: StatementText): string {
  if (typeof forms !== 'string') {
    const params = forms.map((form) => hash32(start + form));
    return text.numbers(params, 'integer');
  }
  const form = text.alias('f');
  return `select hashtextextended(${text.bind(start, 'text')} || ${form}.form, 0)::bit(32)::integer from (${forms}) ${form}`;
}

function numberOf(part: SimpleCriterion): NumberValue {
  const [value] = part.kind === 'number' ? part.values : [];
  if (value === undefined)
    throw new Failure('not-supported', `Search parameter ${part.parameter.code}: this combination is not supported`);
  return value;
}

function twoNumbersSql(
  params: string,
  first: NumberValue,
  second: NumberValue,
  row: RowSource,
  text: StatementText,
): string {
  const alias = text.alias('q');
  const conditions = [
    numberSql(first, { low: `${alias}.low`, high: `${alias}.low` }, text),
    numberSql(second, { low: `${alias}.high`, high: `${alias}.high` }, text),
  ];
  return (
    `exists (select 1 from quantity_value ${alias} where ${alias}.param = any(${params}) and ${conditions.join(' and ')} ` +
    `and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}
