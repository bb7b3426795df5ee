/**
 * What a user has done, newest first: a row for each patient of each act. A log reviewer sees what was done for their own care provider.
 * The statement asks where the chains lie; whom and whose it was is in what was told.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable, Value } from '../queryable.ts';
import { type Act, type ActColumns, actOrUnreadable, rowOf } from './act.ts';
import { selectedColumns, type LogRow } from './log-row.ts';
import { type LogPage, type LogRequest, newestFirst, type Place } from './read-log.ts';

/** The user, and one patient when it is the acts in that record that are asked for. */
export interface UserAsked {
  agent: string;
  patient?: { key: number; id: string } | undefined;
}

export async function readUserLog(
  database: Queryable,
  caller: Caller,
  { agent, patient }: UserAsked,
  { count, cursor, period = {} }: LogRequest,
): Promise<LogPage> {
  const named = JSON.stringify(['user-log', agent, patient?.key, period.from, period.until]);
  const after = cursor === undefined ? undefined : positionOf(caller, named, cursor);
  const from: Value[] = [agent, period.from ?? '-infinity', period.until ?? 'infinity', count + 1];
  const place = after ?? ['infinity', 0, 0];
  const reviewer = caller.kind === 'staff' ? caller.assignment.careProvider.key : 0;
  const [acts, earlier] = await Promise.all([
    database.rows<ActColumns>(actsOf, [...from, ...place, reviewer, patient?.id ?? '']),
    database.rows<LogRow>(earlierOf, [...from, ...place, reviewer, patient?.key ?? -1]),
  ]);
  const found = [
    ...acts.map((row) => rowsOf(actOrUnreadable(row), patient?.key)),
    ...earlier.map((row) => [row]),
  ].toSorted(([a], [b]) => newestFirst(a as Place, b as Place));
  const page = found.slice(0, count);
  const last = page.at(-1)?.[0];
  return found.length > count && last
    ? { rows: page.flat(), next: cursorOf(caller, named, [last.at, last.chain, last.seq]) }
    : { rows: page.flat() };
}

function rowsOf(act: Act, patientKey: number | undefined): LogRow[] {
  return act.patients.flatMap(([key]) => (patientKey === undefined || key === patientKey ? [rowOf(act, key)] : []));
}

/** The act of row l as JSON, null when it is none any more. It is read anew wherever it is named, unless a CTE is materialized of it. */
export const jsonOfTold = `case when pg_input_is_valid(l.told, 'jsonb') then l.told::jsonb end`;

const within = `l.caller = $1 and l.at >= $2::timestamptz and l.at <= $3::timestamptz
  and (l.at, l.chain, l.seq) < ($5::timestamptz, $6::bigint, $7::bigint)`;
const newest = 'order by l.at desc, l.chain desc, l.seq desc limit $4::integer';

const actsOf = {
  name: 'access-acts-of-user',
  text: `select l.chain, l.seq, l.at, l.caller, l.told from access_act l
    cross join lateral (select ${jsonOfTold} as told) j where ${within}
    and ($8::bigint = 0 or j.told is null or j.told @> jsonb_build_object('careProvider', $8::bigint) or j.told ->> 'callerKind' = 'system')
    and ($9::text = '' or case when strpos(l.told, $9::text) > 0 then j.told -> 'patients' @> jsonb_build_array(jsonb_build_array($9::text)) end)
    ${newest}`,
};

/** What was written before acts were rows. */
const earlierOf = {
  name: 'access-log-of-user',
  text: `select ${selectedColumns} from access_log l where ${within}
    and ($8::bigint = 0 or l.care_provider = $8::bigint or l.caller_kind = 'system')
    and ($9::bigint = -1 or l.patient_key = $9::bigint)
    ${newest}`,
};
