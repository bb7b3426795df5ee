/**
 * A search as SQL: which resources match and in which order, a page of them, how many (https://hl7.org/fhir/R4/search.html).
 * The visibility of the caller stands in every row source (invariant 5), before order, paging and counting. A search of several
 * types is the union of a search of each.
 */
import { createHash } from 'node:crypto';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { Criterion, SearchQuery, TypedSearch } from '@vardkedjan/fhir/search/query.ts';
import type { Statement, Value } from '../../queryable.ts';
import { RowSource } from './row-source.ts';
import { conditionsOn, isPatientBound, rowsOf } from './rows-of.ts';
import { afterSql, orderSql, type SortColumn, sortColumns } from './sort.ts';
import { type BoundRecord, StatementText } from './statement-text.ts';

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
  /** The record that the search is within, on spread tables. */
  record?: BoundRecord | undefined;
}

/** Columns that make a Stored, of an alias. */
export function storedColumns(alias: string): string {
  return ['key', 'patient_key', 'care_provider', 'type', 'id', 'version', 'updated', 'body']
    .map((name) => `${alias}.${name}`)
    .join(', ');
}

/** One more row than the page has says whether there is a next one. */
export function compilePage(query: SearchQuery, visibility: Visibility, options: CompileOptions): CompiledPage {
  const { text, searches, quick } = begin(query, visibility, options);
  const alike = query.across !== undefined;
  const limit = text.bind(query.count + 1, 'bigint');
  const parts = searches.map((search) => partOf(search, { quick, alike, limit, after: options.after }, text));
  const [first] = parts;
  if (first === undefined) throw new RangeError('A search of no type was compiled');
  const { columns } = first;
  const byName = orderSql(columns, (_, at) => `s${at}`);
  const union = parts.map(({ sql }) => `(${sql})`).join(' union all ');
  const page = alike ? `select * from (${union}) parts order by ${byName} limit ${limit}` : first.sql;
  return pageOf(page, columns, text, { quick, led: !quick && !alike && first.led });
}

/** The resources of a page's rows. */
function pageOf(page: string, columns: readonly SortColumn[], text: StatementText, how: How): CompiledPage {
  const sql =
    `select ${storedColumns('found')}, ${columns.map((column, at) => `${textOf(column, at)} as s${at}`).join(', ')} ` +
    `from (${page}) page join resource found on found.patient_key = page.patient_key and found.key = page.key${text.record ? ` and found.patient_key = ${text.record.key}` : ''} ` +
    `order by ${orderSql(columns, (_, at) => `page.s${at}`)}`;
  return { ...statementOf(sql, text, how), sortValues: columns.length };
}

type How = Pick<CompiledSearch, 'quick' | 'led'>;

interface PartOptions {
  quick: boolean;
  alike: boolean;
  limit: string;
  after: CompileOptions['after'];
}

/** How many rows of the leading index are looked at for each row of the page. */
const lookedAtForEach = 16;

/**
 * A page of a search by one posting that also asks for amounts, looked for among the newest postings only: planned once, where the
 * whole search is planned for its values, which takes longer than it runs. What it finds is the page if it finds all of one;
 * undefined: the search is another.
 */
export function compileAmongNewest(
  query: SearchQuery,
  visibility: Visibility,
  { after, now }: CompileOptions,
): CompiledPage | undefined {
  const { across, criteria, sort } = query;
  if (across !== undefined || !criteria.some(({ kind }) => kind === 'quantity')) return undefined;
  if (!criteria.every(({ kind }) => kind === 'quantity' || askedOfEach.has(kind))) return undefined;
  const { text, quick } = begin(query, visibility, { now });
  const row = quick ? undefined : rowsOf(query.type, criteria, text, { once: true, sort });
  if (row === undefined || !row.byOnePosting) return undefined;
  const columns = sortColumns(sort, row, { byDate: true }, text);
  if (columns[0]?.sql !== row.date || !columns[0].descending) return undefined;
  const most = text.bind((query.count + 1) * lookedAtForEach, 'bigint');
  row.takeFirst(most, after && afterSql(columns, after, text));
  const limit = text.bind(query.count + 1, 'bigint');
  return pageOf(pagePart(row, columns, limit), columns, text, { quick: false, led: true });
}

/** The page's rows of one type. */
function partOf(
  { type, criteria, sort }: TypedSearch,
  { quick, alike, limit, after }: PartOptions,
  text: StatementText,
): { sql: string; columns: SortColumn[]; led: boolean } {
  const row = rowsOf(type, criteria, text, { once: true, ...(!alike && { sort }) });
  const led = isLed({ criteria, sort }, row);
  // In a record, and by postings, the index's own order is by date; else it is by when resources were updated.
  const columns = sortColumns(sort, row, { byDate: !alike && (quick || row.byPosting), alike }, text);
  if (after !== undefined) row.require(afterSql(columns, after, text));
  return { sql: pagePart(row, columns, limit), columns, led };
}

function pagePart(row: RowSource, columns: readonly SortColumn[], limit: string): string {
  const named = columns.map(({ sql }, at) => `${sql} as s${at}`).join(', ');
  const order = orderSql(columns, ({ sql }) => sql);
  return `select ${row.patient} as patient_key, ${row.key} as key, ${named} ${row.body} order by ${order} limit ${limit}`;
}

/** Of fewer letters so many begin that it may be better to look for them in the order of the page. */
const tellingLetters = 3;

/** Kinds that are asked of each row that the leading index gives, by key. */
const askedOfEach = new Set<Criterion['kind']>(['token', 'date', 'string', 'last-updated']);

/** By a posting, by a date or the last update in its order, or by the start of a string: there is no better way for some values than for others. */
function isLed({ criteria, sort }: Pick<TypedSearch, 'criteria' | 'sort'>, row: RowSource): boolean {
  const isSimple = criteria.every(({ kind }) => askedOfEach.has(kind));
  const starts = (one: Criterion): boolean =>
    one.kind === 'string' &&
    (one.modifier === undefined || one.modifier === 'exact') &&
    one.values.every((value) => value.length >= tellingLetters);
  return (
    isSimple &&
    (row.byPosting ||
      row.dateInOrder !== undefined ||
      row.inOrderOfUpdate ||
      (sort.length === 0 && criteria.some(starts)))
  );
}

/** @param most the count stops there: its answer is that many, or the true number when it is less */
export function compileCount(
  query: SearchQuery,
  visibility: Visibility,
  options: CompileOptions & { most?: number },
): CompiledSearch {
  const { text, searches, quick } = begin(query, visibility, options);
  const limit = options.most === undefined ? '' : ` limit ${text.bind(options.most, 'bigint')}`;
  const counts = searches.map(({ type, criteria }) => {
    const row = rowsOf(type, criteria, text, { once: true });
    if (limit !== '') return `select count(*) as total from (select 1 ${row.body}${limit}) counted`;
    return `select count(*) as total ${row.body}`;
  });
  const [only] = counts;
  const sql =
    counts.length === 1
      ? (only ?? '')
      : `select sum(total)::bigint as total from (${counts.join(' union all ')}) parts`;
  return statementOf(sql, text, { quick, led: false });
}

/** How many match of a sample of what the caller may see, one resource in so many. Nothing that is hidden has a part in the number. */
export function compileSample(
  query: SearchQuery,
  visibility: Visibility,
  options: CompileOptions & { oneIn: number },
): CompiledSearch {
  const { text, searches } = begin(query, visibility, options);
  const counts = searches.map(({ type, criteria }) => {
    const row = RowSource.sample(type, options.oneIn, text);
    conditionsOn(row, criteria, text);
    return `select count(*) as total ${row.body}`;
  });
  const sql = `select sum(total)::bigint as total from (${counts.join(' union all ')}) parts`;
  return statementOf(sql, text, { quick: false, led: false });
}

function begin(
  query: SearchQuery,
  visibility: Visibility,
  { now, record }: CompileOptions,
): { text: StatementText; searches: readonly TypedSearch[]; quick: boolean } {
  const searches = query.across ?? [query];
  const patientBound = searches.every(({ type, criteria }) => isPatientBound(type, criteria));
  const byId = searches.every(({ criteria }) => criteria.some(({ kind }) => kind === 'id'));
  const text = new StatementText(visibility, { patientBound, now, record });
  return { text, searches, quick: query.across === undefined && (patientBound || byId) };
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
