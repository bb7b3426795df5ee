/**
 * The heads of the log's chains, written down outside the database: who may write to every table can make up a whole chain anew, or
 * end one earlier, and move its head along; what was kept elsewhere still says what stood where.
 */
import type pg from 'pg';
import type { Database } from '../database.ts';

export interface Head {
  chain: number;
  seq: number;
  hash: Buffer;
}

/** By chain, the hashes that stood at places in it. */
export type KeptHeads = ReadonlyMap<number, ReadonlyMap<number, string>>;

export async function headsOf(database: Database): Promise<Head[]> {
  return database.rows<Head>({ name: 'access-log-heads', text: headsText });
}

export async function headsIn(client: pg.Client): Promise<Head[]> {
  return (await client.query<Head>(headsText)).rows;
}

const headsText = 'select chain, seq, hash from access_log_head order by chain';

/** A line for each chain, to be added to what was kept before. */
export function keptText(heads: readonly Head[], at: string): string {
  return heads
    .map(({ chain, seq, hash }) => `${JSON.stringify({ at, chain, seq, hash: hash.toString('hex') })}\n`)
    .join('');
}

export function parseKept(text: string): KeptHeads {
  const kept = new Map<number, Map<number, string>>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const { chain, seq, hash } = JSON.parse(line) as { chain: number; seq: number; hash: string };
    const places = kept.get(chain) ?? new Map<number, string>();
    const before = places.get(seq);
    if (before !== undefined && before !== hash)
      throw new Error(`What was kept says two things of chain ${chain}, row ${seq}`);
    kept.set(chain, places.set(seq, hash));
  }
  return kept;
}
