/**
 * A search as SQL: which resources match and in which order, a page of them, how many (https://hl7.org/fhir/R4/search.html).
 * The visibility of the caller stands in every row source (invariant 5), before order, paging and counting.
 */
import { createHash } from 'node:crypto';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { Criterion, SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Statement, Value } from '../queryable.ts';
import type { RowSource } from './row-source.ts';
import { isPatientBound, rowsOf } from './rows-of.ts';
import { afterSql, orderSql, type SortColumn, sortColumns } from './sort.ts';
import { StatementText } from './statement-text.ts';

export interface CompiledSearch {
  statement: Statement;
  values: Value[];
  /** A search by keys of one record or by ids, which is short; others may take long. */
  quick: boolean;
  /** Goes by the same index whatever the values are: planned once. */
  led: boolean;
}

export interface CompiledPage extends CompiledSearch {
  /** How many sort values (`s0`, `s1` …) each row carries for the cursor. */
  sortValues: number;
}

export interface CompileOptions {
  /** Sort values of the last match on the page before. */
  after?: readonly (string | null)[];
  /** Milliseconds since 1970. */
  now: number;
}

/** Columns that make a Stored, of an alias. */
export function storedColumns(alias: string): string {
  return ['key', 'patient_key', 'type', 'id', 'version', 'updated', 'body']
    .map((name) => `${alias}.${name}`)
    .join(', ');
}

/** One more row than the page has says whether there is a next one. */
export function compilePage(query: SearchQuery, visibility: Visibility, options: CompileOptions): CompiledPage {
  const { text, row, ...how } = begin(query, visibility, options.now);
  const columns = sortColumns(query, row, leadsByDate(query, how.quick, row), text);
  if (options.after !== undefined) row.require(afterSql(columns, options.after, text));
  const named = columns.map(({ sql }, at) => `${sql} as s${at}`).join(', ');
  const inner = orderSql(columns, ({ sql }) => sql);
  const limit = text.bind(query.count + 1, 'bigint');
  const page = `select ${row.patient} as patient_key, ${row.key} as key, ${named} ${row.body} order by ${inner} limit ${limit}`;
  const sql =
    `select ${storedColumns('found')}, ${columns.map((column, at) => `${textOf(column, at)} as s${at}`).join(', ')} ` +
    `from (${page}) page join resource found on found.patient_key = page.patient_key and found.key = page.key ` +
    `order by ${orderSql(columns, (_, at) => `page.s${at}`)}`;
  return { ...statementOf(sql, text, how), sortValues: columns.length };
}

export function compileCount(query: SearchQuery, visibility: Visibility, options: CompileOptions): CompiledSearch {
  const { text, row, quick } = begin(query, visibility, options.now);
  return statementOf(`select count(*) as total ${row.body}`, text, { quick, led: false });
}

function begin(query: SearchQuery, visibility: Visibility, now: number): { text: StatementText; row: RowSource } & How {
  const patientBound = isPatientBound(query.type, query.criteria);
  const text = new StatementText(visibility, { patientBound, now });
  const row = rowsOf(query.type, query.criteria, text, { once: true, sort: query.sort });
  const quick = patientBound || query.criteria.some(({ kind }) => kind === 'id');
  return { text, row, quick, led: !quick && isLed(query, row) };
}

type How = Pick<CompiledSearch, 'quick' | 'led'>;

/** Kinds that are asked of each row that the leading index gives, by key. */
const askedOfEach = new Set<Criterion['kind']>(['token', 'date', 'string', 'last-updated']);

/** By a posting, by a date in its order, or by the start of a string: there is no better way for some values than for others. */
function isLed({ criteria, sort }: SearchQuery, row: RowSource): boolean {
  const isSimple = criteria.every(({ kind }) => askedOfEach.has(kind));
  const byString = sort.length === 0 && criteria.some((one) => one.kind === 'string' && one.modifier !== 'contains');
  return isSimple && (row.byPosting || row.dateInOrder !== undefined || byString);
}

/** In a record, and by postings, the index's own order is by date; else it is by when resources were updated. */
function leadsByDate(query: SearchQuery, quick: boolean, row: RowSource): boolean {
  return quick || row.byPosting;
}

/** Text that reads back as the same value: pg would round instants to milliseconds. */
function textOf({ type }: SortColumn, at: number): string {
  return type === 'text' ? `page.s${at}` : `page.s${at}::text`;
}

/** Each prepared statement takes memory in every connection, and callers can make up ever new shapes. */
const mostShapes = 500;
const shapes = new Map<string, string>();

/** Short statements and led ones are prepared once for each shape; the others are planned for their values each time. */
function statementOf(sql: string, text: StatementText, { quick, led }: How): CompiledSearch {
  let name = quick || led ? shapes.get(sql) : '';
  if (name === undefined) {
    name =
      shapes.size < mostShapes ? `search ${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}` : '';
    if (name !== '') shapes.set(sql, name);
  }
  return { statement: { name, text: sql }, values: text.values, quick, led };
}
