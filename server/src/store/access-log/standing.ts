/**
 * What a caller says of themselves in every act: who, in which assignment, at which unit, for which purpose. It is kept once a month, and the
 * acts name it by its hash: a line begins with `by` and goes on with the rest of the act (server/migrations/0036-log-standings.sql).
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { linesOf, type Sheet } from './sheet.ts';

export interface Standing {
  name: string;
  /** JSON without its braces. */
  said: string;
}

/** The first 192 bits of its SHA-256, as base64url. */
export function nameOf(said: string): string {
  return createHash('sha256').update(said).digest().subarray(0, 24).toString('base64url');
}

const begins = /^\{"by":"([\w-]{32})"/;

/** Which standing the line names; undefined where it says all itself. */
export function namedIn(line: string): string | undefined {
  return begins.exec(line)?.[1];
}

/** The line as an act that is whole by itself; undefined where what it names is not known. */
export function wholeLine(line: string, saidBy: (name: string) => string | undefined): string | undefined {
  const name = namedIn(line);
  if (name === undefined) return line;
  const said = saidBy(name);
  return said === undefined ? undefined : `{${said}${line.slice('{"by":""'.length + name.length)}`;
}

/** The first day of the month of a time, which is ISO 8601, UTC; of no time, none that there is. */
export function monthOf(at: string | null): string {
  return `${(at ?? '').slice(0, 7)}-01`;
}

export async function standingsOfMonth(client: pg.Client, month: string): Promise<Standing[]> {
  const text = 'select name, said from access_standing where month = $1::date order by name';
  return (await client.query<Standing>(text, [month])).rows;
}

export type SaidBy = (at: string | null, name: string) => string | undefined;

/** Of what the sheets' lines name, what is there and has the hash that it is named by. */
export async function standingsNamed(
  client: pg.Client,
  sheets: readonly Pick<Sheet, 'at' | 'told'>[],
): Promise<SaidBy> {
  const months = new Set<string>();
  const names = new Set<string>();
  for (const { at, told } of sheets)
    for (const line of linesOf(told)) {
      const name = namedIn(line);
      if (name === undefined || at === null) continue;
      months.add(monthOf(at));
      names.add(name);
    }
  if (names.size === 0) return () => undefined;
  const { rows } = await client.query<Standing & { month: string }>(
    'select month::text as month, name, said from access_standing where month = any($1::date[]) and name = any($2::text[])',
    [[...months], [...names]],
  );
  const found = new Map(rows.map(({ month, name, said }) => [`${month} ${name}`, said]));
  for (const [key, said] of found) if (!key.endsWith(` ${nameOf(said)}`)) found.delete(key);
  return (at, name) => found.get(`${monthOf(at)} ${name}`);
}
