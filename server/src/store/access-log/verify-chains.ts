/**
 * Checks the whole access log against its chains: a row that was changed, taken away or put in breaks the chain; a tail that
 * was cut off is behind its head; a chain that was taken away leaves a gap in the numbers. What acts are found by says what the
 * acts say.
 */
import type pg from 'pg';
import type { Database } from '../database.ts';
import { chainStart } from './act.ts';
import { type ActRow, actsAfter, checkAct, patientsTold, strayPatients } from './verify-acts.ts';
import { hashOfRow, type LogRow, selectedColumns } from './log-row.ts';

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

/** How far a chain has been followed. */
interface Reached {
  seq: number;
  hash: Buffer;
}

const pageSize = 5_000;
const tables = ['access_log', 'access_act'];

/** The first row of each chain, found by leaps in the index. */
const chainsThere = (table: string): string => `
  with recursive there as (
    (select chain, seq from ${table} order by chain, seq limit 1)
    union all
    select next.chain, next.seq from there
    cross join lateral (select chain, seq from ${table} l where l.chain > there.chain order by chain, seq limit 1) as next
  ) select chain, seq from there`;

export async function verifyLog(
  database: Database,
  progress: (rows: number) => void = () => undefined,
): Promise<LogVerdict> {
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
    const told = new Map<number, number>();
    for (const head of heads) {
      told.set(head.chain, await verifyChain(client, head, verdict, progress));
    }
    const known = new Set(heads.map(({ chain }) => chain));
    for (const table of tables) {
      for (const { chain, seq } of (await client.query<{ chain: number; seq: number }>(chainsThere(table))).rows) {
        if (!known.has(chain)) {
          verdict.faults.push({ chain, seq, fault: 'rows of a chain that nobody began' });
        }
      }
    }
    verdict.faults.push(...(await strayPatients(client, told)));
    await client.query('commit');
    return verdict;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Rows by themselves, as they were written before, or acts: a chain has one of them. Answers how many patients are told of its acts. */
async function verifyChain(
  client: pg.Client,
  head: Head,
  verdict: LogVerdict,
  progress: (rows: number) => void,
): Promise<number> {
  const fault = (seq: number, text: string): void => {
    verdict.faults.push({ chain: head.chain, seq, fault: text });
  };
  let told = 0;
  let reached: Reached = { seq: 0, hash: chainStart };
  for await (const page of earlierRows(client, head.chain)) {
    for (const { hash, ...row } of page)
      reached = follow(reached, { seq: row.seq, hash, computed: hashOfRow(reached.hash, row) }, head, fault);
    progress((verdict.rows += page.length));
  }
  for await (const page of acts(client, head.chain, reached.seq)) {
    for (const row of page)
      reached = follow(reached, { seq: row.seq, hash: row.hash, computed: checkAct(reached.hash, row) }, head, fault);
    const patients = await patientsTold(client, page);
    told += patients.told;
    for (const seq of patients.untold) fault(seq, 'a patient of the row is not told of it');
    progress((verdict.rows += page.length));
  }
  const { seq, hash } = reached;
  if (seq < head.seq) {
    fault(seq + 1, head.seq - seq === 1 ? 'the last row is missing' : `the last ${head.seq - seq} rows are missing`);
  } else if (seq > head.seq) {
    fault(head.seq + 1, 'rows stand after the head of the chain');
  } else if (!hash.equals(head.hash)) {
    fault(seq, 'the head of the chain was changed');
  }
  return told;
}

/** After a fault the chain is taken up again at the row's own hash, so that one fault is reported once. */
function follow(
  from: Reached,
  row: Reached & { computed: Buffer | undefined },
  head: Head,
  fault: (seq: number, text: string) => void,
): Reached {
  const { seq, hash, computed } = row;
  if (seq === from.seq) {
    fault(seq, 'a row was put in');
    return from;
  }
  if (seq !== from.seq + 1) {
    fault(from.seq + 1, seq === from.seq + 2 ? 'a row is missing' : `${seq - from.seq - 1} rows are missing`);
  } else if (computed?.equals(hash) !== true) {
    fault(seq, seq > head.seq ? 'a row was put in' : 'the row was changed');
  }
  return { seq, hash };
}

type HashedRow = LogRow & { hash: Buffer };

async function* earlierRows(client: pg.Client, chain: number): AsyncGenerator<HashedRow[]> {
  let last = 0;
  for (;;) {
    const { rows } = await client.query<HashedRow>(
      `select ${selectedColumns}, l.hash from access_log l where l.chain = $1 and l.seq > $2 order by l.seq, l.at limit $3`,
      [chain, last, pageSize],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

async function* acts(client: pg.Client, chain: number, from: number): AsyncGenerator<ActRow[]> {
  let last = from;
  for (;;) {
    const rows = await actsAfter(client, chain, last, pageSize);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.seq ?? last;
  }
}
