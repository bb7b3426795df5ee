/**
 * Who has been in a patient's record, newest first. Whether the caller may know is decided before (care/src/access); a log
 * reviewer sees the access of their own care provider.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { numbers } from '../array-literal.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable, Value } from '../queryable.ts';
import { type Act, type ActColumns, actOrUnreadable, rowOf } from './act.ts';
import { type LogRow, selectedColumns } from './log-row.ts';

export interface LogPage {
  rows: LogRow[];
  next?: string;
}

export type Place = Pick<LogRow, 'at' | 'chain' | 'seq'>;

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

interface Wanted {
  patientKey: number;
  most: number;
  /** The care provider whose staff's access is asked for; undefined: everybody's. */
  reviewer: number | undefined;
  after: readonly (string | number)[] | undefined;
  period: LogPeriod;
}

export async function readAccessLog(
  database: Queryable,
  caller: Caller,
  patientKey: number,
  page: LogRequest,
): Promise<LogPage> {
  const { period = {} } = page;
  const named = JSON.stringify(['access-log', patientKey, period.from, period.until]);
  const wanted: Wanted = {
    patientKey,
    most: page.count + 1,
    reviewer: caller.kind === 'staff' ? caller.assignment.careProvider.key : undefined,
    after: page.cursor === undefined ? undefined : positionOf(caller, named, page.cursor),
    period,
  };
  const [acts, earlier] = await Promise.all([actsOf(database, wanted), earlierOf(database, wanted)]);
  const found = [...acts, ...earlier].toSorted(newestFirst);
  const rows = found.slice(0, page.count);
  const last = rows.at(-1);
  return found.length > page.count && last
    ? { rows, next: cursorOf(caller, named, [last.at, last.chain, last.seq]) }
    : { rows };
}

export function newestFirst(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return b.chain - a.chain || b.seq - a.seq;
}

/** Two statements: the first asks where the patient's record lies, the second where the chains do. */
async function actsOf(database: Queryable, wanted: Wanted): Promise<LogRow[]> {
  const own = (place: string): string => `l.reviewer in (0, ${place})`;
  const places = await database.rows<Place>(
    ...pageOf(wanted, { table: 'access_act_patient', columns: 'l.at, l.chain, l.seq', own }),
  );
  return (await actsAt(database, places)).map((act) => rowOf(act, wanted.patientKey));
}

/** The acts of a patient that have their places in the patient's part of the log. */
export async function actsAt(database: Queryable, places: readonly Place[]): Promise<Act[]> {
  if (places.length === 0) return [];
  const values = [
    `{${places.map(({ at }) => at).join(',')}}`,
    numbers(places.map(({ chain }) => chain)),
    numbers(places.map(({ seq }) => seq)),
  ];
  const acts = await database.rows<ActColumns>(
    {
      name: 'access-acts',
      text: `select a.chain, a.seq, a.at, a.caller, a.told from unnest($1::timestamptz[], $2::bigint[], $3::bigint[]) as w (at, chain, seq)
        join access_act a on a.chain = w.chain and a.seq = w.seq and a.at = w.at`,
    },
    values,
  );
  return acts.map(actOrUnreadable);
}

/** What was written before acts were rows. */
function earlierOf(database: Queryable, wanted: Wanted): Promise<LogRow[]> {
  const own = (place: string): string => `(l.care_provider = ${place} or l.caller_kind = 'system')`;
  return database.rows<LogRow>(...pageOf(wanted, { table: 'access_log', columns: selectedColumns, own }));
}

function pageOf(
  { patientKey, most, reviewer, after, period }: Wanted,
  from: { table: string; columns: string; own: (place: string) => string },
): [{ name: string; text: string }, Value[]] {
  const values: Value[] = [patientKey, most];
  const own = reviewer === undefined ? '' : `and ${from.own(`$${values.push(reviewer)}::bigint`)}`;
  let rest = '';
  let during = '';
  for (const [bound, time] of [
    ['>=', period.from],
    ['<=', period.until],
  ] as const)
    if (time !== undefined) during += ` and l.at ${bound} $${values.push(time)}::timestamptz`;
  if (after !== undefined) {
    const [at = '', chain = 0, seq = 0] = after;
    const [first, second, third] = [at, chain, seq].map((value) => values.push(value));
    rest = `and (l.at, l.chain, l.seq) < ($${first}::timestamptz, $${second}::bigint, $${third}::bigint)`;
  }
  const statement = {
    name: `${from.table}-${own === '' ? 'whole' : 'own'}-${rest === '' ? 'first' : 'next'}${period.from === undefined ? '' : '-from'}${period.until === undefined ? '' : '-until'}`,
    text: `select ${from.columns} from ${from.table} l where l.patient_key = $1::bigint ${own}${during} ${rest}
      order by l.at desc, l.chain desc, l.seq desc limit $2::integer`,
  };
  return [statement, values];
}
