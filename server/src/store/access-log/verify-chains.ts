/**
 * Checks the whole access log against its chains: a row that was changed, taken away or put in breaks the chain; a tail that
 * was cut off is behind its head; a chain that was taken away leaves a gap in the numbers; what the acts name is there, and is what it is
 * named by. A row is a sheet of acts, and is named by
 * the number of its last.
 */
import type { Database } from '../database.ts';
import { type Cut, cutsIn } from './cuts.ts';
import { type Head, headsIn, type KeptHeads } from './kept-heads.ts';
import { earlierRows, type Link, sheets } from './rows-of-chain.ts';
import { chainStart } from './sheet.ts';
import { StandingsMet } from './standings-met.ts';

export interface LogFault {
  chain: number;
  seq: number;
  fault: string;
}

export interface LogVerdict {
  chains: number;
  /** Of them, or acts. */
  rows: number;
  faults: LogFault[];
}

export interface Checking {
  /** Heads that were kept outside the database. */
  kept?: KeptHeads;
  pageSize?: number;
}

/** How far a chain has been followed. */
type Reached = Pick<Link, 'seq' | 'hash'>;
type Tell = (seq: number, fault: string) => void;

const tables = ['access_log', 'access_sheet'];

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
  { kept = new Map(), pageSize = 1_000 }: Checking = {},
): Promise<LogVerdict> {
  const client = await database.connect();
  try {
    // One snapshot, so that a server may go on writing meanwhile.
    await client.query('begin isolation level repeatable read read only');
    const heads = await headsIn(client);
    const verdict: LogVerdict = { chains: heads.length, rows: 0, faults: missingChains(heads, kept) };
    const cuts = await cutsIn(client);
    const told = new Set<string>();
    const met = new StandingsMet();
    for (const head of heads) {
      const { chain } = head;
      const cut = cuts.filter((one) => one.chain === chain).at(-1);
      const tell: Tell = (seq, fault) => verdict.faults.push({ chain, seq, fault });
      const following = new Following(head, cut ?? { seq: 0, hash: chainStart }, kept.get(chain) ?? new Map(), tell);
      for (const rows of [earlierRows, sheets])
        for await (const page of rows(client, chain, pageSize))
          for (const link of page) {
            following.step(link);
            verdict.rows += link.acts;
            for (const one of link.cuts ?? []) told.add(nameOfCut(one));
            met.meet({ chain, seq: link.seq }, link.named ?? []);
          }
      following.end();
    }
    verdict.faults.push(...unknownCuts(cuts, told));
    verdict.faults.push(...(await met.faults(client)));
    const known = new Set(heads.map(({ chain }) => chain));
    for (const table of tables)
      for (const { chain, seq } of (await client.query<{ chain: number; seq: number }>(chainsThere(table))).rows)
        if (!known.has(chain)) verdict.faults.push({ chain, seq, fault: 'rows of a chain that nobody began' });
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

/** One chain, followed from its beginning, or from where its front was purged. */
class Following {
  readonly #head: Head;
  readonly #tell: Tell;
  /** What was kept of it outside, and has not been met: number and hash. */
  readonly #kept: Map<number, string>;
  #reached: Reached;

  constructor(head: Head, from: Reached, kept: ReadonlyMap<number, string>, tell: Tell) {
    this.#head = head;
    this.#reached = from;
    this.#kept = new Map([...kept].filter(([seq]) => seq > from.seq));
    this.#tell = tell;
  }

  /** After a fault the chain is taken up again at the row's own hash, so that one fault is reported once. */
  step({ seq, acts, hash, follows }: Link): void {
    const from = this.#reached;
    if (seq <= from.seq) {
      this.#tell(seq, 'a row was put in');
      return;
    }
    const kept = this.#kept.get(seq);
    if (kept !== undefined && kept !== hash.toString('hex')) this.#tell(seq, 'it is not what was kept of it');
    this.#kept.delete(seq);
    const missing = seq - acts - from.seq;
    if (missing > 0) this.#tell(from.seq + 1, missing === 1 ? 'a row is missing' : `${missing} rows are missing`);
    else if (missing < 0 || follows(from.hash)?.equals(hash) !== true)
      this.#tell(seq, seq > this.#head.seq ? 'a row was put in' : 'the row was changed');
    this.#reached = { seq, hash };
  }

  end(): void {
    const { seq, hash } = this.#reached;
    const missing = this.#head.seq - seq;
    if (missing > 0)
      this.#tell(seq + 1, missing === 1 ? 'the last row is missing' : `the last ${missing} rows are missing`);
    else if (missing < 0) this.#tell(this.#head.seq + 1, 'rows stand after the head of the chain');
    else if (!hash.equals(this.#head.hash)) this.#tell(seq, 'the head of the chain was changed');
    const lost = [...this.#kept.keys()];
    if (lost.some((one) => one > seq) && missing <= 0) this.#tell(seq + 1, 'the rows up to what was kept are missing');
    for (const one of lost) if (one < seq) this.#tell(one, 'it is not what was kept of it');
  }
}
