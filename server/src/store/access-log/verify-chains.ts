/**
 * Checks the whole access log against its chains: a row that was changed, taken away or put in breaks the chain; a tail that
 * was cut off is behind its head; a chain that was taken away leaves a gap in the numbers.
 */
import type pg from 'pg';
import type { Database } from '../database.ts';
import { chainStart, hashOf, type LogRow } from './log-row.ts';
import { selectedColumns } from './read-log.ts';

export interface LogFault {
  chain: number;
  seq: number;
  fault: string;
}

export interface LogVerdict {
  chains: number;
  rows: number;
  faults: LogFault[];
}

interface Head {
  chain: number;
  seq: number;
  hash: Buffer;
}

const pageSize = 5_000;

/** The first row of each chain, found by leaps in the index. */
const chainsThere = `
  with recursive there as (
    (select chain, seq from access_log order by chain, seq limit 1)
    union all
    select next.chain, next.seq from there
    cross join lateral (select chain, seq from access_log l where l.chain > there.chain order by chain, seq limit 1) as next
  ) select chain, seq from there`;

export async function verifyLog(database: Database, progress: (rows: number) => void = () => undefined): Promise<LogVerdict> {
  const client = await database.connect();
  try {
    // One snapshot, so that a server may go on writing meanwhile.
    await client.query('begin isolation level repeatable read read only');
    const heads = (await client.query<Head>('select chain, seq, hash from access_log_head order by chain')).rows;
    const verdict: LogVerdict = { chains: heads.length, rows: 0, faults: [] };
    heads.forEach(({ chain }, index) => {
      const previous = heads[index - 1]?.chain ?? 0;
      for (let missing = previous + 1; missing < chain; missing++) {
        verdict.faults.push({ chain: missing, seq: 0, fault: 'the chain is missing' });
      }
    });
    for (const head of heads) {
      await verifyChain(client, head, verdict, progress);
    }
    const known = new Set(heads.map(({ chain }) => chain));
    for (const { chain, seq } of (await client.query<{ chain: number; seq: number }>(chainsThere)).rows) {
      if (!known.has(chain)) {
        verdict.faults.push({ chain, seq, fault: 'rows of a chain that nobody began' });
      }
    }
    await client.query('commit');
    return verdict;
  } finally {
    await client.end().catch(() => undefined);
  }
}

type HashedRow = LogRow & { hash: Buffer };

/** After a fault the chain is taken up again at the row's own hash, so that one fault is reported once. */
async function verifyChain(client: pg.Client, head: Head, verdict: LogVerdict, progress: (rows: number) => void): Promise<void> {
  let hash: Buffer = chainStart;
  let seq = 0;
  const fault = (at: number, text: string): void => {
    verdict.faults.push({ chain: head.chain, seq: at, fault: text });
  };
  for (;;) {
    const { rows } = await client.query<HashedRow>(
      `select ${selectedColumns}, l.hash from access_log l where l.chain = $1 and l.seq > $2 order by l.seq, l.at limit $3`,
      [head.chain, seq, pageSize],
    );
    for (const { hash: stored, ...row } of rows) {
      if (row.seq === seq) {
        fault(row.seq, 'a row was put in');
        continue;
      }
      if (row.seq !== seq + 1) {
        fault(seq + 1, row.seq === seq + 2 ? 'a row is missing' : `${row.seq - seq - 1} rows are missing`);
      } else if (!hashOf(hash, row).equals(stored)) {
        fault(row.seq, row.seq > head.seq ? 'a row was put in' : 'the row was changed');
      }
      hash = stored;
      seq = row.seq;
      verdict.rows++;
    }
    progress(verdict.rows);
    if (rows.length < pageSize) {
      break;
    }
  }
  if (seq < head.seq) {
    fault(seq + 1, head.seq - seq === 1 ? 'the last row is missing' : `the last ${head.seq - seq} rows are missing`);
  } else if (seq > head.seq) {
    fault(head.seq + 1, 'rows stand after the head of the chain');
  } else if (!hash.equals(head.hash)) {
    fault(seq, 'the head of the chain was changed');
  }
}
