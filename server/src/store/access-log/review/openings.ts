/**
 * Openings out of the access log: the acts of users, or in a record, as the database finds them by user or by patient. Their lines are read here:
 * in SQL the reading of their JSON was most of what a busy user's log took.
 */
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import { numbers } from '../../array-literal.ts';
import type { Queryable, Value } from '../../queryable.ts';
import { textArray } from '../../search/statement/binary-array.ts';
import { actOf } from '../act.ts';
import { doneBy, inRecordOf } from '../read-log.ts';
import { monthOf, namedIn, type Standing, wholeLine } from '../standing.ts';
import { type FoundAct, openingsOf, type Which } from './openings-of-acts.ts';

/** From the first instant to before the second; ISO 8601, UTC. */
export interface Span {
  from: string;
  until: string;
}

/** `careProvider`: whose staff's acts; systems' are everybody's. */
export interface Wanted {
  careProvider: number;
  span: Span;
}

/** Without those that were only shown in lists: a year of a user has ten times as many of them, and nothing is odd about them. */
export async function openingsByUsers(
  db: Queryable,
  callers: readonly string[],
  { careProvider, span }: Wanted,
): Promise<RecordOpening[]> {
  return openingsOfLines(db, [byUsers, [span.from, span.until, textArray(callers)]], { careProvider, listed: false });
}

/** `caller`: of one user only. */
export async function openingsOfPatient(
  db: Queryable,
  { careProvider, patientKey, span, caller = '' }: Wanted & { patientKey: number; caller?: string | undefined },
): Promise<RecordOpening[]> {
  const of = caller === '' ? byPatient : byPatientAndUser;
  const values = [span.from, span.until, patientKey, ...(caller === '' ? [] : [caller])];
  return openingsOfLines(db, [of, values], { careProvider, patientKey, listed: true });
}

type Line = Omit<FoundAct, 'act'> & { line: string };

async function openingsOfLines(
  db: Queryable,
  [statement, values]: [{ name: string; text: string }, Value[]],
  which: Which,
): Promise<RecordOpening[]> {
  const lines = await db.rows<Line>(statement, values);
  const said = await saidIn(db, lines);
  const acts = function* (): Generator<FoundAct> {
    for (const { line, ...found } of lines)
      yield { ...found, act: actOf(wholeLine(line, (name) => said.get(`${monthOf(found.at)} ${name}`)) ?? '') };
  };
  return openingsOf(acts(), which);
}

/** What their callers say of themselves, by month and name. */
async function saidIn(db: Queryable, lines: readonly Line[]): Promise<Map<string, string>> {
  const months = new Set(lines.map(({ at }) => monthOf(at)));
  const names = new Set(lines.flatMap(({ line }) => namedIn(line) ?? []));
  if (names.size === 0) return new Map();
  const found = await db.rows<Standing & { month: string }>(standings, [numbers([...months]), textArray([...names])]);
  return new Map(found.map(({ month, name, said }) => [`${month} ${name}`, said]));
}

const standings = {
  name: 'log-standings-named',
  text: `select month::text as month, name, said from access_standing where month = any($1::date[]) and name = any($2::text[])`,
};

/** `lot` as the view has it: of each act the first 64 bits. */
const lot = (of: string): string => `encode(substr(${of}, 1, 8), 'hex') as lot`;

/** An act that was only shown in a list of several; what cannot be read is none, and `openingsOf` knows the others. */
const shownInList = `n.line like '%"act":"search","permitted":true,%"patients":[[%],[%' and n.line is json object`;

/**
 * Of each sheet the users' own lines only, which the view would give with all the others. It has no name, nor have those below: planned once, it
 * goes by the time as well, and what is found by that is the pages of a month.
 */
const byUsers = {
  name: '',
  text: `select c.caller, s.at, ${lot('sha256(s.hash || int8send(c.nth))')}, n.line
    from access_sheet s cross join lateral unnest(s.callers) with ordinality as c (caller, nth)
      cross join lateral (select split_part(s.told, E'\\n', c.nth::integer) as line offset 0) n
    where s.at >= $1::timestamptz and s.at < $2::timestamptz and s.callers && $3::text[] and c.caller = any($3::text[])
      and not (${shownInList})`,
};

const inRecord = (where: string): string => `
  select l.caller, l.at, ${lot('l.lot')}, l.line from access_act l where l.at >= $1::timestamptz and l.at < $2::timestamptz and ${where}`;

const byPatient = { name: '', text: inRecord(inRecordOf('$3')) };

const byPatientAndUser = {
  name: '',
  text: inRecord(`${inRecordOf('$3')} and ${doneBy('$4')}`),
};
