/**
 * Who has been in a patient's record, newest first. Whether the caller may know is decided before (care/src/access).
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable, Value } from '../queryable.ts';
import { type LogRow, logColumns } from './log-row.ts';

export interface LogPage {
  rows: LogRow[];
  next?: string;
}

export const selectedColumns = logColumns.map(([property, column]) => `l.${column} as "${property}"`).join(', ');

export async function readAccessLog(
  database: Queryable,
  caller: Caller,
  patientKey: number,
  page: { count: number; cursor?: string | undefined },
): Promise<LogPage> {
  const named = JSON.stringify(['access-log', patientKey]);
  const values: Value[] = [patientKey, page.count + 1];
  let after = '';
  if (page.cursor !== undefined) {
    const [at, chain, seq] = positionOf(caller, named, page.cursor);
    values.push(at ?? '', chain ?? 0, seq ?? 0);
    after = 'and (l.at, l.chain, l.seq) < ($3::timestamptz, $4::bigint, $5::bigint)';
  }
  const found = await database.rows<LogRow>(
    {
      name: after === '' ? 'access-log-first' : 'access-log-next',
      text: `select ${selectedColumns} from access_log l where l.patient_key = $1::bigint ${after}
        order by l.at desc, l.chain desc, l.seq desc limit $2::integer`,
    },
    values,
  );
  const rows = found.slice(0, page.count);
  const last = rows.at(-1);
  return found.length > page.count && last ? { rows, next: cursorOf(caller, named, [last.at, last.chain, last.seq]) } : { rows };
}
