/**
 * Checks the whole access log against its chains: a row that was changed, taken away or put in breaks the chain; a tail that
 * was cut off is behind its head; a chain that was taken away leaves a gap in the numbers. What acts are found by says what the
 * acts say.
 */
import type pg from 'pg';
import type { Database } from '../database.ts';
import { chainStart } from './act.ts';
import { type Head, headsIn, type KeptHeads } from './kept-heads.ts';
import { type Cut, cutsIn, toldCuts } from './cuts.ts';
import { type ActRow, actsAfter, checkAct, patientsTold, strayPatients, wholeMilliseconds } from './verify-acts.ts';
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

export interface Checking {
  /** Heads that were kept outside the database. */
  kept?: KeptHeads;
  pageSize?: number;
}

/** How far a chain has been followed. */
interface Reached {
  seq: number;
  hash: Buffer;
}

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
  { kept = new Map(), pageSize = 5_000 }: Checking = {},
): Promise<LogVerdict> {
  const client = await database.connect();
  try {
    // One snapshot, so that a server may go on writing meanwhile.
    await client.query('begin isolation level repeatable read read only');
    const heads = await headsIn(client);
    const verdict: LogVerdict = { chains: heads.length, rows: 0, faults: missingChains(heads, kept) };
    const told = new Map<number, number>();
    const cuts = await cutsIn(client);
    const followed = { client, pageSize, verdict, toldCuts: new Set<string>() };
    for (const head of heads) {
      const cut = cuts.filter(({ chain }) => chain === head.chain).at(-1);
      told.set(head.chain, await verifyChain({ ...followed, kept: kept.get(head.chain), cut }, head));
    }
    verdict.faults.push(...unknownCuts(cuts, followed.toldCuts));
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

/** Chains are numbered from 1 without gaps. */
function missingChains(heads: readonly Head[], kept: KeptHeads): LogFault[] {
  const faults: LogFault[] = [];
  let expected = 1;
  for (const { chain } of heads) {
    if (chain < expected) faults.push({ chain, seq: 0, fault: 'nobody begins a chain of this number' });
    if (chain > expected)
      faults.push({
        chain: expected,
        seq: 0,
        fault: chain === expected + 1 ? 'the chain is missing' : `${chain - expected} chains from here are missing`,
      });
    expected = Math.max(chain, expected - 1) + 1;
  }
  const lost = [...kept.keys()].filter((chain) => chain >= expected);
  return [...faults, ...lost.map((chain) => ({ chain, seq: 0, fault: 'the chain is missing: its head was kept' }))];
}

/** What was purged stands in an act of the log, which a cut that somebody made up does not. */
function unknownCuts(cuts: readonly Cut[], told: ReadonlySet<string>): LogFault[] {
  return cuts
    .filter((cut) => !told.has(nameOfCut(cut)))
    .map(({ chain, seq }) => ({ chain, seq, fault: 'the chain was cut here by nobody' }));
}

const nameOfCut = ({ chain, seq, hash }: Cut): string => `${chain} ${seq} ${hash.toString('hex')}`;

interface Followed extends Required<Pick<Checking, 'pageSize'>> {
  client: pg.Client;
  verdict: LogVerdict;
  /** What acts of the chains say was purged. */
  toldCuts: Set<string>;
  /** Where the chain begins, when its front was purged. */
  cut: Cut | undefined;
  kept: ReadonlyMap<number, string> | undefined;
}

/** Rows by themselves, as they were written before, or acts: a chain has one of them. Answers how many patients are told of its acts. */
async function verifyChain(followed: Followed, head: Head): Promise<number> {
  const { client, pageSize, verdict, kept, cut } = followed;
  const fault = (seq: number, text: string): void => {
    verdict.faults.push({ chain: head.chain, seq, fault: text });
  };
  let told = 0;
  let reached: Reached = cut ?? { seq: 0, hash: chainStart };
  const step = (seq: number, hash: Buffer, computed: Buffer | undefined): void => {
    reached = follow(reached, { seq, hash, computed }, head, fault);
    const before = kept?.get(seq);
    if (before !== undefined && before !== hash.toString('hex')) fault(seq, 'it is not what was kept of it');
  };
  for await (const page of earlierRows(client, head.chain, pageSize)) {
    for (const { hash, place: _, ...row } of page) step(row.seq, hash, hashOfRow(reached.hash, row));
    verdict.rows += page.length;
  }
  for await (const page of acts(client, head.chain, pageSize)) {
    for (const row of page) {
      step(row.seq, row.hash, checkAct(reached.hash, row));
      for (const told of toldCuts(row.told)) followed.toldCuts.add(nameOfCut(told));
    }
    const patients = await patientsTold(client, page);
    told += patients.told;
    for (const seq of patients.untold) fault(seq, 'a patient of the row is not told of it');
    verdict.rows += page.length;
  }
  const { seq, hash } = reached;
  if (seq < head.seq) {
    fault(seq + 1, head.seq - seq === 1 ? 'the last row is missing' : `the last ${head.seq - seq} rows are missing`);
  } else if (seq > head.seq) {
    fault(head.seq + 1, 'rows stand after the head of the chain');
  } else if (!hash.equals(head.hash)) {
    fault(seq, 'the head of the chain was changed');
  }
  const furthest = Math.max(0, ...(kept?.keys() ?? []));
  if (furthest > seq && seq >= head.seq) fault(seq + 1, 'the rows up to what was kept are missing');
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
  if (seq <= from.seq) {
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

type HashedRow = LogRow & { hash: Buffer; place: string[] };

/** Before every row of a chain. */
const start = ['-9223372036854775808', '-infinity', '-9223372036854775808'];

async function* earlierRows(client: pg.Client, chain: number, pageSize: number): AsyncGenerator<HashedRow[]> {
  for (let last = start; ; ) {
    const { rows } = await client.query<HashedRow>(
      `select ${selectedColumns}, l.hash, ${wholeMilliseconds('l.at')} as at, array[l.seq::text, l.at::text, l.patient_key::text] as place
       from access_log l where l.chain = $1 and (l.seq, l.at, l.patient_key) > ($2, $3::timestamptz, $4)
       order by l.seq, l.at, l.patient_key limit $5`,
      [chain, ...last, pageSize],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.place ?? last;
  }
}

async function* acts(client: pg.Client, chain: number, pageSize: number): AsyncGenerator<ActRow[]> {
  for (let last = start.slice(0, 2); ; ) {
    const rows = await actsAfter(client, chain, last, pageSize);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.place ?? last;
  }
}
