/** What users open on a day, summed once the day is over; and a user's days, to tell what is usual for them. */
import type { UserDay } from '@vardkedjan/care/access/review/usual.ts';
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import { numbers } from '../../array-literal.ts';
import type { Queryable } from '../../queryable.ts';
import { textArray } from '../../search/statement/binary-array.ts';
import { jsonOfTold } from '../read-log.ts';
import type { Span } from './openings.ts';

/** Staff with any act in the span, by the care provider they acted for. */
export async function staffWithin(
  db: Queryable,
  { from, until }: Span,
): Promise<{ careProvider: number; caller: string }[]> {
  return db.rows(staffActs, [from, until]);
}

const staffActs = {
  name: 'log-staff-within',
  text: `with read as materialized (
      select l.caller, ${jsonOfTold} as told from access_act l where l.at >= $1::timestamptz and l.at < $2::timestamptz
    )
    select distinct (told ->> 'careProvider')::bigint as "careProvider", caller from read
    where told @> '{"callerKind": "staff"}' and pg_input_is_valid(told ->> 'careProvider', 'bigint') order by 1, 2`,
};

/** Whole days' openings as sums, by user and day. */
export function daysOf(openings: readonly RecordOpening[]): (UserDay & { caller: string })[] {
  const days = new Map<string, UserDay & { caller: string }>();
  for (const { caller, callerKind, day, opened, hours } of openings) {
    if (opened === 0 || callerKind !== 'staff') continue;
    const name = `${day} ${caller}`;
    const known = days.get(name) ?? { caller, day, opened: 0, patients: 0, hours: 0 };
    known.opened += opened;
    known.patients++;
    known.hours |= hours;
    days.set(name, known);
  }
  return [...days.values()];
}

/** Done again, it changes nothing. */
export async function keepDays(
  db: Queryable,
  careProvider: number,
  days: readonly (UserDay & { caller: string })[],
): Promise<void> {
  if (days.length === 0) return;
  await db.rows(keep, [
    careProvider,
    textArray(days.map(({ caller }) => caller)),
    numbers(days.map(({ day }) => day)),
    numbers(days.map(({ opened }) => opened)),
    numbers(days.map(({ patients }) => patients)),
    numbers(days.map(({ hours }) => hours)),
  ]);
}

const keep = {
  name: 'log-user-days-keep',
  text: `insert into log_user_day (care_provider, caller, day, opened, patients, hours)
    select $1::bigint, n.* from unnest($2::text[], $3::date[], $4::integer[], $5::integer[], $6::integer[]) as n
    on conflict (care_provider, caller, day) do nothing`,
};

/** The days of the year until `last`, by user. */
export async function daysOfUsers(
  db: Queryable,
  careProvider: number,
  callers: readonly string[],
  last: string,
): Promise<Map<string, UserDay[]>> {
  const rows = await db.rows<UserDay & { caller: string }>(days, [careProvider, textArray(callers), last]);
  const byCaller = new Map<string, UserDay[]>();
  for (const { caller, ...day } of rows) byCaller.set(caller, [...(byCaller.get(caller) ?? []), day]);
  return byCaller;
}

const days = {
  name: 'log-user-days',
  text: `select d.caller, d.day::text as day, d.opened, d.patients, d.hours from log_user_day d
    where d.care_provider = $1::bigint and d.caller = any($2::text[]) and d.day <= $3::date and d.day > $3::date - 366
    order by d.caller, d.day`,
};
