/** The rows of a chain in their order, a page at a time, as they stand and as their hash follows from the one before. */
import type pg from 'pg';
import { type Cut, toldCuts } from './cuts.ts';
import { hashOfRow, type LogRow, selectedColumns } from './log-row.ts';
import { hashOfSheet, isAsTold, linesOf, type Sheet } from './sheet.ts';
import type { Named } from './standings-met.ts';
import { monthOf, namedIn, type SaidBy, standingsNamed, wholeLine } from './standing.ts';

/** A link of a chain. */
export interface Link {
  /** Of its last act. */
  seq: number;
  acts: number;
  hash: Buffer;
  /** The hash that it should have after another; undefined when its columns are not what it says. */
  follows: (previous: Buffer) => Buffer | undefined;
  /** What its acts say was purged. */
  cuts?: readonly Cut[];
  /** The standings that its acts name, and whether each is there as it was. */
  named?: readonly Named[];
}

interface Placed {
  hash: Buffer;
  /** Where it stands, as PostgreSQL has it. */
  place: string[];
}

/** Before every row of a chain. */
const start = ['-9223372036854775808', '-infinity', '-9223372036854775808'];

/** What was written a row for each patient, before acts were rows. */
export function earlierRows(client: pg.Client, chain: number, pageSize: number): AsyncGenerator<Link[]> {
  const text = `select ${selectedColumns}, l.hash, ${wholeMilliseconds('l.at')} as at, array[l.seq::text, l.at::text, l.patient_key::text] as place
    from access_log l where l.chain = $1 and (l.seq, l.at, l.patient_key) > ($2, $3::timestamptz, $4)
    order by l.seq, l.at, l.patient_key limit $5`;
  const read = async (last: string[]): Promise<(LogRow & Placed)[]> =>
    (await client.query<LogRow & Placed>(text, [chain, ...last, pageSize])).rows;
  return pages(read, start, pageSize, (row) => ({
    seq: row.seq,
    acts: 1,
    hash: row.hash,
    follows: (previous) => hashOfRow(previous, row),
  }));
}

export function sheets(client: pg.Client, chain: number, pageSize: number): AsyncGenerator<Link[]> {
  const text = `select chain, seq, ${wholeMilliseconds('at')} as at, to_json(callers) as callers, to_json(patients) as patients, told, hash,
      array[seq::text, at::text] as place
    from access_sheet where chain = $1 and (seq, at) > ($2, $3::timestamptz) order by access_sheet.seq, access_sheet.at limit $4`;
  let said: SaidBy = () => undefined;
  const read = async (last: string[]): Promise<(Sheet & Placed)[]> => {
    const { rows } = await client.query<Sheet & Placed>(text, [chain, ...last, pageSize]);
    said = await standingsNamed(client, rows);
    return rows;
  };
  return pages(read, start.slice(0, 2), pageSize, (sheet) => {
    const saidBy = (name: string): string | undefined => said(sheet.at, name);
    const lines = linesOf(sheet.told);
    const wholeOf = (line: string): string | undefined => wholeLine(line, saidBy);
    const isWhole = isAsTold(sheet, wholeOf);
    return {
      seq: sheet.seq,
      acts: lines.length,
      hash: sheet.hash,
      follows: (previous) => (isWhole ? hashOfSheet(previous, sheet.told) : undefined),
      cuts: toldCuts(sheet.told, wholeOf),
      named: lines.flatMap((line) => {
        const name = namedIn(line);
        return name === undefined ? [] : [{ month: monthOf(sheet.at), name, isThere: saidBy(name) !== undefined }];
      }),
    };
  });
}

/** The log's times have whole milliseconds, and so are they read: null is a time that was moved by less. */
function wholeMilliseconds(column: string): string {
  return `case when ${column} = date_trunc('milliseconds', ${column}) then ${column} end`;
}

async function* pages<Row extends Placed>(
  read: (last: string[]) => Promise<Row[]>,
  first: string[],
  pageSize: number,
  linkOf: (row: Row) => Link,
): AsyncGenerator<Link[]> {
  for (let last = first; ; ) {
    const rows = await read(last);
    if (rows.length > 0) yield rows.map(linkOf);
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.place ?? last;
  }
}
