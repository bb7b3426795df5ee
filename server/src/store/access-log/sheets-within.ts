/** The log's sheets of a time, chain by chain in their order, a page at a time: for what is sent and archived. */
import type pg from 'pg';
import { type Act, actOf } from './act.ts';
import { linesOf, type Sheet } from './sheet.ts';
import { standingsNamed, wholeLine } from './standing.ts';

/** From the first instant to before the second; ISO 8601, UTC. */
export interface Span {
  from: string;
  until: string;
}

export type StoredSheet = Pick<Sheet, 'chain' | 'seq' | 'at' | 'told'> & { hash: Buffer };

const pageSize = 500;

export async function* sheetsWithin(client: pg.Client, { from, until }: Span): AsyncGenerator<StoredSheet[]> {
  const heads = await client.query<{ chain: number }>('select chain from access_log_head order by chain');
  for (const { chain } of heads.rows)
    for (let last = 0; ; ) {
      const { rows } = await client.query<StoredSheet>(
        `select chain, seq, at, told, hash from access_sheet
         where chain = $1 and seq > $2 and at >= $3::timestamptz and at < $4::timestamptz order by seq limit $5`,
        [chain, last, from, until, pageSize],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < pageSize) break;
      last = rows.at(-1)?.seq ?? last;
    }
}

/** What can be read of their acts, and how many cannot. */
export async function readable(
  client: pg.Client,
  sheets: readonly StoredSheet[],
): Promise<{ acts: Act[]; unreadable: number }> {
  const said = await standingsNamed(client, sheets);
  const lines = sheets.flatMap(({ at, told }) =>
    linesOf(told).map((line) => wholeLine(line, (name) => said(at, name))),
  );
  const acts = lines.flatMap((line) => actOf(line ?? '') ?? []);
  return { acts, unreadable: lines.length - acts.length };
}
