/** The log's acts of a time, chain by chain in their order, a page at a time: for what is sent and archived. */
import type pg from 'pg';
import { type ActColumns, type Act, actOf } from './act.ts';

/** From the first instant to before the second; ISO 8601, UTC. */
export interface Span {
  from: string;
  until: string;
}

export type StoredAct = ActColumns & { hash: Buffer };

const pageSize = 2_000;

export async function* actsWithin(client: pg.Client, { from, until }: Span): AsyncGenerator<StoredAct[]> {
  const heads = await client.query<{ chain: number }>('select chain from access_log_head order by chain');
  for (const { chain } of heads.rows)
    for (let last = 0; ; ) {
      const { rows } = await client.query<StoredAct>(
        `select chain, seq, at, caller, told, hash from access_act
         where chain = $1 and seq > $2 and at >= $3::timestamptz and at < $4::timestamptz order by seq limit $5`,
        [chain, last, from, until, pageSize],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < pageSize) break;
      last = rows.at(-1)?.seq ?? last;
    }
}

/** What can be read of them, and how many cannot. */
export function readable(rows: readonly ActColumns[]): { acts: Act[]; unreadable: number } {
  const acts = rows.flatMap(({ told }) => actOf(told) ?? []);
  return { acts, unreadable: rows.length - acts.length };
}
