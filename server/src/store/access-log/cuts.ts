/**
 * Where the fronts of chains were archived and purged. A cut says which row a chain went on from, and an act of the log says the same, so
 * that the chain holds across it and a cut that somebody made up is found.
 */
import type pg from 'pg';
import type { Database, Transaction } from '../database.ts';
import { actOf } from './act.ts';
import { partitionOf } from './partitions.ts';
import { linesOf } from './sheet.ts';

export interface Cut {
  chain: number;
  seq: number;
  hash: Buffer;
}

/** The act by which the system tells what it purged; its reason is the cuts. */
export const purgeAct = 'purge-log';

export async function cutsIn(client: pg.Client): Promise<Cut[]> {
  return (await client.query<Cut>(cutsSql)).rows;
}

const cutsSql = 'select chain, seq, hash from access_log_cut order by chain, seq';

export async function cutsOf(database: Database): Promise<Cut[]> {
  return database.rows<Cut>({ name: 'access-log-cuts', text: cutsSql });
}

export function cutsText(cuts: readonly Cut[]): string {
  return JSON.stringify(cuts.map(({ chain, seq, hash }) => [chain, seq, hash.toString('hex')]));
}

/** What a sheet's acts say was purged; nothing, unless there is such an act. `wholeOf`: a line as an act that is whole by itself. */
export function toldCuts(told: string, wholeOf: (line: string) => string | undefined): Cut[] {
  return told.includes(`"${purgeAct}"`) ? linesOf(told).flatMap((line) => cutsToldBy(wholeOf(line) ?? '')) : [];
}

function cutsToldBy(line: string): Cut[] {
  const act = actOf(line);
  if (act?.act !== purgeAct || act.callerKind !== 'system') return [];
  try {
    const cuts = JSON.parse(act.reason ?? '[]') as [number, number, string][];
    return cuts.map(([chain, seq, hash]) => ({ chain, seq, hash: Buffer.from(hash, 'hex') }));
  } catch {
    return [];
  }
}

/** Months of which there are rows' places, the earliest first: `2026-11-01`. */
export async function monthsThere(database: Database): Promise<string[]> {
  const rows = await database.rows<{ month: string }>({
    name: 'access-log-months',
    text: `select replace(right(c.relname, 7), '_', '-') || '-01' as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'access_sheet'::regclass and c.relname ~ '^access_sheet_\\d{4}_\\d\\d$' order by 1`,
  });
  return rows.map(({ month }) => month);
}

/** The last row of each chain before `until`. Fails when a chain has rows before that one that are dated after. */
export async function cutsBefore(database: Database, until: string): Promise<Cut[]> {
  const cuts = await database.rows<Cut & { turned: boolean }>(
    {
      name: 'access-log-cuts-before',
      text: `select last.chain, last.seq, last.hash, exists (
        select 1 from access_sheet a where a.chain = last.chain and a.at >= $1::timestamptz and a.seq < last.seq) as turned
      from (select distinct on (chain) chain, seq, hash from access_sheet where at < $1::timestamptz order by chain, seq desc) last`,
    },
    [until],
  );
  const turned = cuts.find((cut) => cut.turned);
  if (turned !== undefined)
    throw new Error(
      `Chain ${turned.chain} has rows out of the order of time at ${until}: purge another month together with it`,
    );
  return cuts;
}

/** The months' rows go, with what they name, and where the chains go on from is kept: together. */
export async function purgeMonths(
  transaction: Transaction,
  months: readonly string[],
  cuts: readonly Cut[],
  at: string,
): Promise<void> {
  for (const { chain, seq, hash } of cuts)
    await transaction.rows(
      {
        name: 'access-log-cut',
        text: 'insert into access_log_cut (chain, seq, hash, at) values ($1::bigint, $2::bigint, $3, $4::timestamptz) on conflict do nothing',
      },
      [chain, seq, hash, at],
    );
  for (const month of months) {
    const name = partitionOf(new Date(month));
    await transaction.rows({ name: `purge ${name}`, text: `drop table ${name}` });
    await transaction.rows(
      { name: 'access-log-purge-standings', text: 'delete from access_standing where month = $1::date' },
      [month],
    );
  }
}

export interface Archived {
  month: string;
  acts: number;
  sha256: Buffer;
}

export async function keepArchived(database: Database, { month, acts, sha256 }: Archived, at: string): Promise<void> {
  await database.rows(
    {
      name: 'access-log-archived',
      text: 'insert into access_log_archive (month, at, acts, sha256) values ($1::date, $2::timestamptz, $3::bigint, $4)',
    },
    [month, at, acts, sha256],
  );
}

export async function archivedMonths(database: Database): Promise<Archived[]> {
  return database.rows({
    name: 'access-log-archives',
    text: 'select month::text as month, acts, sha256 from access_log_archive order by month, at',
  });
}

export async function actsOfMonth(database: Database, month: string): Promise<number> {
  const [row] = await database.rows<{ acts: number }>({
    name: '',
    text: `select coalesce(sum(cardinality(callers)), 0) as acts from ${partitionOf(new Date(month))}`,
  });
  return row?.acts ?? 0;
}
