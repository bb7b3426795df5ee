/**
 * The cursor of a next link: where the page ended, bound to the search and the caller by a hash, so that it cannot be used
 * for another search or by somebody else by mistake. It gives no right: the next page is filtered like the first.
 */
import { createHash } from 'node:crypto';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';

export function writeCursor(query: SearchQuery, caller: string, values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([binding(query, caller), ...values])).toString('base64url');
}

export function readCursor(query: SearchQuery, caller: string): (string | null)[] | undefined {
  if (query.cursor === undefined) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(query.cursor, 'base64url').toString());
  } catch {
    throw wrong();
  }
  if (!Array.isArray(parts) || parts[0] !== binding(query, caller)) throw wrong();
  const values = parts.slice(1) as unknown[];
  if (!values.every((value): value is string | null => value === null || typeof value === 'string')) throw wrong();
  return values;
}

function wrong(): Failure {
  return new Failure('invalid', 'The page cursor belongs to another search or another caller; start again from the first page.');
}

/** What may differ from page to page is left out. */
const perPage = new Set(['_count', '_total', '_format', '_pretty', '_summary', '_elements', '_include', '_revinclude', '_include:iterate', '_revinclude:iterate']);

function binding(query: SearchQuery, caller: string): string {
  const asked = query.self.filter(([name]) => !perPage.has(name));
  return createHash('sha256').update(JSON.stringify([query.type, asked, caller])).digest('base64url').slice(0, 16);
}
