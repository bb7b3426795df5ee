/**
 * Runs a search for one caller: the page of matches, what comes along, the number when it was asked for.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable } from '../queryable.ts';
import type { SearchPage, Stored } from '../record.ts';
import { type CompiledSearch, type CompileOptions, compileCount, compilePage } from './compile.ts';
import { included } from './include.ts';
import { resolved } from './resolve.ts';
import { type StoredRow, storedOf } from './stored-row.ts';

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
}

export async function runSearch(asked: SearchQuery, context: SearchContext): Promise<SearchPage> {
  const query = await resolved(asked, context.slow);
  // A place without a value is written as 0: a cursor's places are texts or numbers.
  const position = query.cursor === undefined ? undefined : positionOf(context.caller, nameOf(query), query.cursor);
  const after = position?.map((part) => (part === 0 ? null : String(part)));
  const options: CompileOptions = { now: context.now, ...(after && { after }) };
  const counted = query.total !== 'none' || query.count === 0;
  const [page, total] = await Promise.all([
    query.count === 0 ? { matches: [] } : matchesOf(query, context, options),
    counted ? countOf(query, context, { now: context.now }) : undefined,
  ]);
  return {
    ...page,
    included: await included(query, page.matches, context.visibility, context.slow),
    ...(total !== undefined && { total }),
  };
}

async function matchesOf(
  query: SearchQuery,
  context: SearchContext,
  options: CompileOptions,
): Promise<{ matches: Stored[]; next?: string }> {
  const compiled = compilePage(query, context.visibility, options);
  const rows = await laneFor(compiled, context).rows<StoredRow & Record<string, unknown>>(
    compiled.statement,
    compiled.values,
  );
  const shown = rows.slice(0, query.count);
  const matches = shown.map(storedOf);
  const last = shown.at(-1);
  if (rows.length <= query.count || last === undefined) return { matches };
  const values = Array.from({ length: compiled.sortValues }, (_, at) => (last[`s${at}`] ?? 0) as string | 0);
  return { matches, next: cursorOf(context.caller, nameOf(query), values) };
}

async function countOf(query: SearchQuery, context: SearchContext, options: CompileOptions): Promise<number> {
  const compiled = compileCount(query, context.visibility, options);
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
  return JSON.stringify([query.type, query.self.filter(([name]) => !perPage.test(name))]);
}
