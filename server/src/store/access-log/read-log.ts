/**
 * Who has been in a patient's record, what a user has done, or what the one has done with the other; newest first. Whether the caller may
 * know is decided before (care/src/access); a log reviewer sees what was done for their own care provider.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable, Statement, Value } from '../queryable.ts';
import { type Act, type ActColumns, actOrUnreadable, rowOf } from './act.ts';
import { type LogRow, selectedColumns } from './log-row.ts';

export interface LogPage {
  rows: LogRow[];
  next?: string;
}

/** Both included; ISO 8601, UTC. */
export interface LogPeriod {
  from?: string;
  until?: string;
}

export interface LogRequest {
  /** Acts. */
  count: number;
  cursor?: string | undefined;
  period?: LogPeriod;
}

/** A patient, a user, or both. */
export interface LogOf {
  patientKey?: number | undefined;
  /** HSA-id, FHIR id of a resident, client name. */
  agent?: string | undefined;
}

type Place = Pick<LogRow, 'at' | 'chain' | 'seq'>;

export async function readAccessLog(
  database: Queryable,
  caller: Caller,
  of: LogOf,
  { count, cursor, period = {} }: LogRequest,
): Promise<LogPage> {
  const named = JSON.stringify(['log', of.agent, of.patientKey, period.from, period.until]);
  const after = cursor === undefined ? undefined : positionOf(caller, named, cursor);
  const [at, chain, seq] = after ?? ['infinity', 0, 0];
  const reviewer = caller.kind === 'staff' ? caller.assignment.careProvider.key : 0;
  const values: Value[] = [
    period.from ?? '-infinity',
    // No later than the place that is gone on from, so that later months are not looked into.
    after === undefined ? (period.until ?? 'infinity') : String(at),
    count + 1,
    String(at),
    Number(chain),
    Number(seq),
    reviewer,
  ];
  const [acts, earlier] = await Promise.all([
    database.rows<ActColumns>(...statementOf('acts', of, values)),
    database.rows<LogRow>(...statementOf('earlier', of, values)),
  ]);
  const found = [
    ...acts.map((row) => rowsOf(actOrUnreadable(row), of.patientKey)),
    ...earlier.map((row) => [row]),
  ].toSorted(([a], [b]) => newestFirst(a as Place, b as Place));
  const page = found.slice(0, count);
  const last = page.at(-1)?.[0];
  return found.length > count && last
    ? { rows: page.flat(), next: cursorOf(caller, named, [last.at, last.chain, last.seq]) }
    : { rows: page.flat() };
}

function newestFirst(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return b.chain - a.chain || b.seq - a.seq;
}

function rowsOf(act: Act, patientKey: number | undefined): LogRow[] {
  return patientKey === undefined ? act.patients.map(([key]) => rowOf(act, key)) : [rowOf(act, patientKey)];
}

/** The act of row l as JSON, null when it is none any more. It is read anew wherever it is named, unless a CTE is materialized of it. */
export const jsonOfTold = `case when pg_input_is_valid(l.told, 'jsonb') then l.told::jsonb end`;

/**
 * Whether act l was in the record of the patient with the key `place`; or cannot be read, and is of a sheet that was in it and of which no other
 * act says so. As the lines have it, a patient's key begins a list and an id follows; within a text there would be a backslash before it.
 */
export function inRecordOf(place: string): string {
  const named = `'[' || ${place}::bigint || ',"'`;
  return `l.patients @> array[${place}::bigint] and (strpos(l.line, ${named}) > 0
    or l.line !~ '"patients":\\[\\[[0-9]+,"' and strpos(l.sheet, ${named}) = 0)`;
}

/** Whether act l was done by the user with the id `place`. */
export function doneBy(place: string): string {
  return `l.callers @> array[${place}::text] and l.caller = ${place}::text`;
}

const parts = {
  acts: {
    from: `l.chain, l.seq, l.at, l.caller, l.told from access_act l cross join lateral (select ${jsonOfTold} as told) j`,
    patient: inRecordOf,
    agent: doneBy,
    // Of what cannot be read nobody knows whose it was.
    own: `coalesce(j.told ->> 'callerKind', 'system') = 'system' or j.told @> jsonb_build_object('careProvider', $7::bigint)`,
  },
  /** What was written before acts were rows. */
  earlier: {
    from: `${selectedColumns} from access_log l`,
    patient: (place: string) => `l.patient_key = ${place}::bigint`,
    agent: (place: string) => `l.caller = ${place}::text`,
    own: `l.caller_kind = 'system' or l.care_provider = $7::bigint`,
  },
};

function statementOf(which: keyof typeof parts, { patientKey, agent }: LogOf, common: Value[]): [Statement, Value[]] {
  const { from, patient, agent: user, own } = parts[which];
  const values = [...common];
  const wanted: string[] = [];
  if (patientKey !== undefined) wanted.push(patient(`$${values.push(patientKey)}`));
  if (agent !== undefined) wanted.push(user(`$${values.push(agent)}`));
  const text = `select ${from} where ${wanted.join(' and ')} and l.at >= $1::timestamptz and l.at <= $2::timestamptz
    and (l.at, l.chain, l.seq) < ($4::timestamptz, $5::bigint, $6::bigint) and ($7::bigint = 0 or ${own})
    order by l.at desc, l.chain desc, l.seq desc limit $3::integer`;
  const of = `${patientKey === undefined ? '' : '-patient'}${agent === undefined ? '' : '-user'}`;
  return [{ name: `access-log-${which}${of}`, text }, values];
}
