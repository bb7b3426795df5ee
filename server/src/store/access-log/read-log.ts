/**
 * Who has been in a patient's record, newest first. Whether the caller may know is decided before (care/src/access); a log
 * reviewer sees the access of their own care provider.
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
  let own = '';
  if (caller.kind === 'staff') {
    // Each care provider answers for, and reviews, the access of its own staff (PDL 2 kap. 6 §, 4 kap. 3 §).
    own = `and (l.care_provider = $${values.push(caller.assignment.careProvider.key)}::bigint or l.caller_kind = 'system')`;
  }
  let after = '';
  if (page.cursor !== undefined) {
    const [at, chain, seq] = positionOf(caller, named, page.cursor);
    const [first, second, third] = [at ?? '', chain ?? 0, seq ?? 0].map((value) => values.push(value));
    after = `and (l.at, l.chain, l.seq) < ($${first}::timestamptz, $${second}::bigint, $${third}::bigint)`;
  }
  const found = await database.rows<LogRow>(
    {
      name: `access-log-${own === '' ? 'whole' : 'own'}-${after === '' ? 'first' : 'next'}`,
      text: `select ${selectedColumns} from access_log l where l.patient_key = $1::bigint ${own} ${after}
        order by l.at desc, l.chain desc, l.seq desc limit $2::integer`,
    },
    values,
  );
  const rows = found.slice(0, page.count);
  const last = rows.at(-1);
  return found.length > page.count && last ? { rows, next: cursorOf(caller, named, [last.at, last.chain, last.seq]) } : { rows };
}
