/**
 * The order of matches (https://hl7.org/fhir/R4/search.html#sort), always whole: the resource's key decides between equals.
 * What lacks the value comes last. A page goes on where the last one ended (keyset), so it stays true while data changes.
 */
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { clinicalParameter } from '@vardkedjan/fhir/search/clinical-date.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { SortKey } from '@vardkedjan/fhir/search/query.ts';
import { stringParts } from '@vardkedjan/fhir/search/values.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { rowParam } from '../index/index-names.ts';
import { codePaths } from './json-path.ts';
import type { RowSource } from './row-source.ts';
import type { StatementText } from './statement-text.ts';
import { type Lookup, lookupsOf } from './lookups.ts';
import { tokensSql } from '../condition/token-condition.ts';

export interface SortColumn {
  sql: string;
  /** For reading the cursor's text back. */
  type: 'timestamptz' | 'text' | 'float8' | 'boolean' | 'bigint';
  descending: boolean;
  nullable: boolean;
}

export interface SortOptions {
  /** Without an order asked for: by the clinical date, else by when resources were updated. */
  byDate: boolean;
  /** Of several types, whose columns must be alike. */
  alike?: boolean;
}

/** The last column is always the key, which no two resources share. */
export function sortColumns(
  sort: readonly SortKey[],
  row: RowSource,
  { byDate, alike = false }: SortOptions,
  text: StatementText,
): SortColumn[] {
  const columns = sort.flatMap((key) => columnsOf(key, row, alike, text));
  if (columns.length === 0) {
    columns.push({
      sql: byDate ? row.date : row.updated,
      type: 'timestamptz',
      descending: true,
      nullable: false,
    });
  }
  columns.push({ sql: row.key, type: 'bigint', descending: columns.at(-1)?.descending ?? true, nullable: false });
  return columns;
}

function columnsOf(key: SortKey, row: RowSource, alike: boolean, text: StatementText): SortColumn[] {
  const { descending } = key;
  if (key.by === 'id') return [{ sql: `${row.resource}.id`, type: 'text', descending, nullable: false }];
  if (key.by === 'last-updated') return [{ sql: row.updated, type: 'timestamptz', descending, nullable: false }];
  const { parameter } = key;
  if (isClinical(parameter, row.type)) {
    if (alike) return [{ sql: `nullif(${row.date}, '-infinity')`, type: 'timestamptz', descending, nullable: true }];
    const date: SortColumn = { sql: row.date, type: 'timestamptz', descending, nullable: false };
    // -infinity is "not told", which is last anyhow when newest come first.
    return descending
      ? [date]
      : [{ sql: `(${row.date} = '-infinity')`, type: 'boolean', descending: false, nullable: false }, date];
  }
  return [valueColumn(parameter, descending, row, text)];
}

export function isClinical(parameter: SearchParameter, type: string): boolean {
  const clinical = clinicalParameter(type)?.sources ?? [];
  return parameter.sources.every((path) => clinical.includes(path));
}

/** A resource has at most one value: an element of its own that may not repeat, such as Patient.birthDate. */
export function isSingle({ sources }: SearchParameter): boolean {
  const [type = '', element = '', ...rest] = sources.length === 1 ? (sources[0] ?? '').split('.') : [];
  const properties = rest.length > 0 ? [] : (typeInfo(type)?.byName.get(element) ?? []);
  return properties.length > 0 && properties.every(({ many }) => !many);
}

/** Of several values the first counts upwards and the last downwards. */
function valueColumn(parameter: SearchParameter, descending: boolean, row: RowSource, text: StatementText): SortColumn {
  const most = descending ? 'max' : 'min';
  const alias = text.alias('o');
  const ofRow = `${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key}`;
  switch (parameter.type) {
    case 'date': {
      if (row.dateInOrder !== undefined && row.dateInOrder.source === parameter.sources.join())
        return { sql: row.dateInOrder.low, type: 'timestamptz', descending, nullable: false };
      const params = text.numbers(
        parameter.sources.map((path) => rowParam.value('date', path)),
        'integer',
      );
      if (isSingle(parameter)) {
        row.joinAtMostOne(`date_value ${alias}`, `${ofRow} and ${alias}.param = any(${params})`);
        return { sql: `${alias}.low`, type: 'timestamptz', descending, nullable: true };
      }
      return {
        sql: `(select ${most}(${alias}.low) from date_value ${alias} where ${ofRow} and ${alias}.param = any(${params}))`,
        type: 'timestamptz',
        descending,
        nullable: true,
      };
    }
    case 'number':
    case 'quantity': {
      const kind = parameter.type;
      const params = text.numbers(
        parameter.sources.map((path) => rowParam.value(kind, path)),
        'integer',
      );
      return {
        sql: `(select ${most}(${alias}.low) from quantity_value ${alias} where ${ofRow} and ${alias}.param = any(${params}))`,
        type: 'float8',
        descending,
        nullable: true,
      };
    }
    case 'string': {
      const parts = parameter.sources.flatMap((path) =>
        typesAt(path).flatMap(({ type }) => (stringParts[type] ?? ['']).map((part) => rowParam.part(path, part))),
      );
      const params = text.numbers(parts, 'integer');
      return {
        sql: `(select ${most}(coalesce(${alias}.exact, ${alias}.value) collate "sv-SE-x-icu") from string_value ${alias} where ${ofRow} and ${alias}.param = any(${params}))`,
        type: 'text',
        descending,
        nullable: true,
      };
    }
    default:
      return codeColumn(parameter, descending, row, text);
  }
}

/** Codes stand in the index as numbers without an order: their text is read from the resource itself. */
function codeColumn(parameter: SearchParameter, descending: boolean, row: RowSource, text: StatementText): SortColumn {
  if (parameter.sources.every((path) => path.includes('.exists()'))) {
    const sql = `(${tokensSql(truthLookups(parameter), `${row.resource}.tokens`, text)})::text`;
    return { sql, type: 'text', descending, nullable: false };
  }
  const alias = text.alias('o');
  const paths = parameter.sources
    .flatMap(codePaths)
    .map((path) => `select jsonb_path_query(${row.bodyJson}, ${text.bind(path, 'jsonpath')}) #>> '{}' as v`);
  return {
    sql: `(select ${descending ? 'max' : 'min'}(${alias}.v collate "C") from (${paths.join(' union all ')}) ${alias})`,
    type: 'text',
    descending,
    nullable: true,
  };
}

/** What says that something exists, in the tokens (`deceased`). */
function truthLookups(parameter: SearchParameter): Lookup[] {
  return lookupsOf({ kind: 'token', parameter, values: [{ code: 'true' }] }) ?? [];
}

export function orderSql(columns: readonly SortColumn[], name: (column: SortColumn, at: number) => string): string {
  return columns
    .map(
      (column, at) =>
        `${name(column, at)} ${column.descending ? 'desc' : 'asc'}${column.nullable ? ' nulls last' : ''}`,
    )
    .join(', ');
}

/** What comes after the row whose sort values these are. */
export function afterSql(
  columns: readonly SortColumn[],
  values: readonly (string | null)[],
  text: StatementText,
): string {
  const bound = columns.map(({ type }, at) => {
    const value = values[at] ?? null;
    return value === null ? null : text.bind(value, type);
  });
  const downwards = columns.every(({ descending }) => descending);
  if (columns.every(({ nullable }) => !nullable) && (downwards || columns.every(({ descending }) => !descending))) {
    return `(${columns.map(({ sql }) => sql).join(', ')}) ${downwards ? '<' : '>'} (${bound.join(', ')})`;
  }
  const alternatives: string[] = [];
  let equal = 'true';
  for (const [at, { sql, descending, nullable }] of columns.entries()) {
    const value = bound[at] ?? null;
    // After nothing comes nothing more of this column: only equals, told apart by the next.
    if (value !== null)
      alternatives.push(
        `(${equal} and (${sql} ${descending ? '<' : '>'} ${value}${nullable ? ` or ${sql} is null` : ''}))`,
      );
    equal += value === null ? ` and ${sql} is null` : ` and ${sql} = ${value}`;
  }
  return alternatives.length === 0 ? 'false' : `(${alternatives.join(' or ')})`;
}
