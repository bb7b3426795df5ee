/**
 * Runs a search for one caller: the page of matches, what comes along, the number when it was asked for.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable } from '../queryable.ts';
import type { SearchPage, Stored } from '../record.ts';
import { boundRecord } from './statement/bound-record.ts';
import {
  type CompiledPage,
  type CompiledSearch,
  type CompileOptions,
  compileAmongNewest,
  compileCount,
  compilePage,
  compileSample,
} from './statement/compile.ts';
import { included } from './follow/include.ts';
import type { BoundRecord } from './statement/statement-text.ts';
import { resolved } from './codes/resolve.ts';
import { ofTypesPresent } from './index/types-present.ts';
import { type StoredRow, storedOf } from './statement/stored-row.ts';

export interface SearchContext {
  visibility: Visibility;
  /** A cursor is for this caller only. */
  caller: Caller;
  /** For short named statements. */
  quick: Queryable;
  /** For statements that are planned once, and may take their time. */
  led: Queryable;
  /** For statements that are planned for their values, and may take their time. */
  slow: Queryable;
  /** Milliseconds since 1970. */
  now: number;
  /** The record that the search is within, on spread tables. */
  record?: BoundRecord | undefined;
}

export async function runSearch(asked: SearchQuery, opened: SearchContext): Promise<SearchPage> {
  const { visibility, now } = opened;
  const narrowed = await ofTypesPresent(asked, opened.quick);
  const query = await resolved(narrowed, { database: opened.slow, visibility, now });
  const context = opened.quick.spread === true ? { ...opened, record: await boundRecord(query, opened.quick) } : opened;
  // A place without a value is written as 0: a cursor's places are texts or numbers.
  const position = query.cursor === undefined ? undefined : positionOf(context.caller, nameOf(query), query.cursor);
  const after = position?.map((part) => (part === 0 ? null : String(part)));
  const options: CompileOptions = { now, record: context.record, ...(after && { after }) };
  const counted = query.total !== 'none' || query.count === 0;
  if (query.across?.length === 0) return { matches: [], included: [], ...(counted && { total: 0 }) };
  const [page, total] = await Promise.all([
    query.count === 0 ? { matches: [] } : matchesOf(query, context, options),
    totalOf(query, context),
  ]);
  return {
    ...page,
    included: await included(query, page.matches, visibility, context.slow),
    ...(total !== undefined && { total }),
  };
}

/** Rejects and never throws: beside it the page is under way, whose rejection must be heard. */
async function totalOf(query: SearchQuery, context: SearchContext): Promise<number | undefined> {
  if (query.total === 'estimate') return estimateOf(query, context);
  return query.total === 'accurate' || query.count === 0 ? countOf(query, context) : undefined;
}

/** So many are counted: an estimate of less would be no cheaper. */
const countedExactly = 1000;
/** Beyond that one resource in so many is looked at. */
const sampledOneIn = 50;

/**
 * What the planner believes would tell of what the caller may not see, and so would blocks of the table, which are shared. So the
 * number is exact as long as it is small, and beyond that comes from a sample of the resources that the caller may see.
 */
async function estimateOf(query: SearchQuery, context: SearchContext): Promise<number> {
  const { visibility, now, record } = context;
  const exact = compileCount(query, visibility, { now, record });
  if (exact.quick) return numberOf(exact, context);
  const counted = await numberOf(compileCount(query, visibility, { now, most: countedExactly }), context);
  if (counted < countedExactly) return counted;
  const inSample = await numberOf(compileSample(query, visibility, { now, oneIn: sampledOneIn }), context);
  return Math.max(counted, inSample * sampledOneIn);
}

async function matchesOf(
  query: SearchQuery,
  context: SearchContext,
  options: CompileOptions,
): Promise<{ matches: Stored[]; next?: string }> {
  const { rows, sortValues } = await pageRows(query, context, options);
  const shown = rows.slice(0, query.count);
  const matches = shown.map(storedOf);
  const last = shown.at(-1);
  if (rows.length <= query.count || last === undefined) return { matches };
  const values = Array.from({ length: sortValues }, (_, at) => (last[`s${at}`] ?? 0) as string | 0);
  return { matches, next: cursorOf(context.caller, nameOf(query), values) };
}

type PageRow = StoredRow & Record<string, unknown>;

interface PageRows {
  rows: PageRow[];
  sortValues: number;
}

/** One more than the page has, when there are as many. */
async function pageRows(query: SearchQuery, context: SearchContext, options: CompileOptions): Promise<PageRows> {
  const run = async (page: CompiledPage): Promise<PageRows> => {
    const rows = await laneFor(page, context).rows<PageRow>(page.statement, page.values);
    return { rows, sortValues: page.sortValues };
  };
  const amongNewest = compileAmongNewest(query, context.visibility, options);
  const found = amongNewest && (await run(amongNewest));
  return found !== undefined && found.rows.length > query.count
    ? found
    : run(compilePage(query, context.visibility, options));
}

async function countOf(query: SearchQuery, context: SearchContext): Promise<number> {
  return numberOf(compileCount(query, context.visibility, context), context);
}

async function numberOf(compiled: CompiledSearch, context: SearchContext): Promise<number> {
  const [row] = await laneFor(compiled, context).rows<{ total: number }>(compiled.statement, compiled.values);
  return row?.total ?? 0;
}

function laneFor({ quick, led }: CompiledSearch, context: SearchContext): Queryable {
  if (quick) return context.quick;
  return led ? context.led : context.slow;
}

/** What may differ from page to page. */
const perPage = /^_(count|total|format|pretty|summary|elements|include|revinclude)\b/;

function nameOf(query: SearchQuery): string {
  return JSON.stringify([query.path, query.self.filter(([name]) => !perPage.test(name))]);
}
