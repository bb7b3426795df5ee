/** The acts of a chain, and whether what they are found by says what they say: their own columns, and the rows by patient. */
import type pg from 'pg';
import { numbers } from '../array-literal.ts';
import { actOf, hashOfAct, reviewerOf } from './act.ts';
import type { LogFault } from './verify-chains.ts';

export interface ActRow {
  chain: number;
  seq: number;
  at: string | null;
  caller: string;
  told: string;
  hash: Buffer;
  /** `seq` and `at` as PostgreSQL has them. */
  place: string[];
}

/** The log's times have whole milliseconds, and so are they read: null is a time that was moved by less. */
export function wholeMilliseconds(column: string): string {
  return `case when ${column} = date_trunc('milliseconds', ${column}) then ${column} end`;
}

export async function actsAfter(
  client: pg.Client,
  chain: number,
  [seq, at]: readonly string[],
  most: number,
): Promise<ActRow[]> {
  const { rows } = await client.query<ActRow>(
    `select chain, seq, ${wholeMilliseconds('at')} as at, caller, told, hash, array[seq::text, at::text] as place
     from access_act where chain = $1 and (seq, at) > ($2, $3::timestamptz) order by access_act.seq, access_act.at limit $4`,
    [chain, seq, at, most],
  );
  return rows;
}

/** The hash that the act should have; undefined when its columns are not what it says. */
export function checkAct(previous: Buffer, { told, ...columns }: ActRow): Buffer | undefined {
  const act = actOf(told);
  const isSame = (['chain', 'seq', 'at', 'caller'] as const).every((name) => act?.[name] === columns[name]);
  return isSame ? hashOfAct(previous, told) : undefined;
}

/** How many patients of a page's acts are told of them, and the acts of which one is not, or not as it should be. */
export async function patientsTold(
  client: pg.Client,
  page: readonly ActRow[],
): Promise<{ told: number; untold: number[] }> {
  const wanted = page.flatMap(({ chain, seq, place, told }) => {
    const act = actOf(told);
    const [, at = ''] = place;
    return act === undefined ? [] : act.patients.map(([key]) => ({ key, at, chain, seq, reviewer: reviewerOf(act) }));
  });
  const { rows } = await client.query<{ seq: number }>(
    `select w.seq from unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[]) as w (key, at, chain, seq, reviewer)
     left join access_act_patient p on p.patient_key = w.key and p.at = w.at and p.chain = w.chain and p.seq = w.seq and p.reviewer = w.reviewer
     where p.seq is null order by w.seq`,
    [
      numbers(wanted.map(({ key }) => key)),
      numbers(wanted.map(({ at }) => at)),
      numbers(wanted.map(({ chain }) => chain)),
      numbers(wanted.map(({ seq }) => seq)),
      numbers(wanted.map(({ reviewer }) => reviewer)),
    ],
  );
  return { told: wanted.length - rows.length, untold: [...new Set(rows.map(({ seq }) => seq))] };
}

/** Each of the rows that acts name was found, and there are no two alike: what there is more of was put in. */
export async function strayPatients(client: pg.Client, told: ReadonlyMap<number, number>): Promise<LogFault[]> {
  const { rows } = await client.query<{ chain: number; rows: number }>(
    'select chain, count(*) as rows from access_act_patient group by chain order by chain',
  );
  return rows.flatMap(({ chain, rows: there }) => {
    const stray = there - (told.get(chain) ?? 0);
    return stray > 0 ? [{ chain, seq: 0, fault: `${stray} of its rows by patient belong to no act` }] : [];
  });
}
