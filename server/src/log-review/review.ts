/** A user's or a patient's openings, each with what is odd about it, the odd ones first. */
import { type Odd, oddOf, weightOf } from '@vardkedjan/care/access/review/odd.ts';
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import { type Usual, type UserDay, usualOf } from '@vardkedjan/care/access/review/usual.ts';
import { startOfStockholmDay, stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { type Meeting, withCareContact } from '../store/access-log/review/circumstances.ts';
import { openingsByUsers, openingsOfPatient, type Span } from '../store/access-log/review/openings.ts';
import { daysOf, daysOfUsers } from '../store/access-log/review/user-days.ts';
import type { Queryable } from '../store/queryable.ts';
import type { KnownPatient, KnownUser, Persons } from './persons.ts';

export interface Reviewed extends RecordOpening {
  odd: Odd[];
  hasCareContact: boolean;
  patient: KnownPatient | undefined;
}

export interface ReviewAsked {
  careProvider: number;
  span: Span;
  /** One of them, or both. */
  agent?: string | undefined;
  patientKey?: number | undefined;
}

export interface ReviewPage {
  total: number;
  odd: number;
  openings: Reviewed[];
}

/** The openings from one place to another in the order that they are shown in: a year of a busy user is never held whole. */
export interface Place {
  from: number;
  count: number;
}

export async function reviewLog(
  db: Queryable,
  persons: Persons,
  asked: ReviewAsked,
  { from, count }: Place,
): Promise<ReviewPage> {
  const page: ReviewPage = { total: 0, odd: 0, openings: [] };
  let last = '';
  for await (const openings of byMonth(db, asked)) {
    last ||= latestDay(openings);
    // With one patient asked for, a user's days are known from what has been summed only.
    const days = asked.patientKey === undefined ? daysOf(openings) : [];
    const reviewed = await judged(db, persons, { careProvider: asked.careProvider, openings, days, last });
    page.total += reviewed.length;
    page.odd += reviewed.filter(({ odd }) => odd.length > 0).length;
    page.openings = [...page.openings, ...reviewed].toSorted(oddFirst).slice(0, from + count);
  }
  return { ...page, openings: page.openings.slice(from) };
}

/** The newest first; the next are being read while these are judged. */
async function* byMonth(db: Queryable, asked: ReviewAsked): AsyncGenerator<RecordOpening[]> {
  const { careProvider, agent, patientKey } = asked;
  const read = (span: Span): Promise<RecordOpening[]> =>
    patientKey === undefined
      ? openingsByUsers(db, [agent ?? ''], { careProvider, span })
      : openingsOfPatient(db, { careProvider, span, patientKey, caller: agent });
  const [first, ...more] = monthsOf(asked.span);
  let next = read(first);
  for (const span of more) {
    const openings = await next;
    next = read(span);
    // It is waited for when these have been judged, which may fail before.
    next.catch(() => undefined);
    yield openings;
  }
  yield next;
}

/** So many of its Swedish months by themselves, and what was before them: whole days each, but for the ends of the span. */
const mostMonths = 14;

function monthsOf({ from, until }: Span): [Span, ...Span[]] {
  const [year = 0, month = 0] = stockholmDay(new Date(until)).split('-').map(Number);
  const starts = Array.from({ length: mostMonths }, (_, back) =>
    new Date(startOfStockholmDay(year, month - back, 1)).toISOString(),
  ).filter((start) => start > from && start < until);
  const ends = [until, ...starts];
  return ends.map((end, at) => ({ from: starts[at] ?? from, until: end })) as [Span, ...Span[]];
}

function latestDay(openings: readonly RecordOpening[]): string {
  return openings.reduce((latest, { day }) => (day > latest ? day : latest), '');
}

export interface ToJudge {
  careProvider: number;
  openings: readonly RecordOpening[];
  /** Days of users that all of are among the openings. */
  days: readonly (UserDay & { caller: string })[];
  /** The day until which what is usual is told by; the latest of the openings'. */
  last?: string;
}

export async function judged(db: Queryable, persons: Persons, toJudge: ToJudge): Promise<Reviewed[]> {
  const { openings, careProvider, days, last = latestDay(openings) } = toJudge;
  if (openings.length === 0) return [];
  const callers = [...new Set(openings.filter(({ callerKind }) => callerKind === 'staff').map(({ caller }) => caller))];
  const known = persons.users(callers);
  const [patients, users, summed, contacts] = await Promise.all([
    persons.patients([...new Set(openings.map(({ patientKey }) => patientKey))]),
    known,
    daysOfUsers(db, careProvider, callers, last),
    known.then((found) => careContacts(db, openings, found)),
  ]);
  const colleagues = await persons.colleagues([...new Set(openings.flatMap(({ units }) => units))]);
  const usuals = new Map<string, Usual>();
  const usual = (caller: string): Usual => {
    const known = usuals.get(caller) ?? usualOf(summed.get(caller) ?? []);
    usuals.set(caller, known);
    return known;
  };
  const thatDay = patientsByDay(summed, days);
  const reviewed: Reviewed[] = [];
  for (const [index, opening] of openings.entries()) {
    const { caller, patientKey, units, day } = opening;
    const patient = patients.get(patientKey);
    const hasCareContact = contacts[index] ?? false;
    const isKnownAtWork = patient?.identifiers.some((identifier) => colleagues.has(identifier)) ?? false;
    const isColleague = isKnownAtWork && (await isAmong(persons, patient, units));
    const patientsThatDay = thatDay.get(`${caller} ${day}`) ?? 1;
    const facts = { patient, user: users.get(caller), isColleague, hasCareContact, patientsThatDay };
    reviewed.push({ ...opening, patient, hasCareContact, odd: oddOf(opening, facts, usual(caller)) });
  }
  return reviewed;
}

async function isAmong(persons: Persons, patient: KnownPatient | undefined, units: number[]): Promise<boolean> {
  const there = await persons.colleagues(units);
  return patient?.identifiers.some((identifier) => there.has(identifier)) ?? false;
}

/** For each opening, whether there was a care contact at any of its units. */
async function careContacts(
  db: Queryable,
  openings: readonly RecordOpening[],
  users: ReadonlyMap<string, KnownUser>,
): Promise<boolean[]> {
  const meetings: Meeting[] = [];
  const of: number[] = [];
  for (const [index, { caller, patientKey, units, from, until }] of openings.entries())
    for (const careUnit of units) {
      meetings.push({ patientKey, careUnit, practitioner: users.get(caller)?.key ?? -1, from, until });
      of.push(index);
    }
  const there = meetings.length === 0 ? [] : await withCareContact(db, meetings);
  const found = new Set(of.filter((_, at) => there[at]));
  return openings.map((_, index) => found.has(index));
}

function patientsByDay(summed: ReadonlyMap<string, UserDay[]>, days: ToJudge['days']): Map<string, number> {
  const found = new Map<string, number>();
  for (const [caller, own] of summed) for (const { day, patients } of own) found.set(`${caller} ${day}`, patients);
  for (const { caller, day, patients } of days) found.set(`${caller} ${day}`, patients);
  return found;
}

/** Then the newest first. */
export function oddFirst(a: Reviewed, b: Reviewed): number {
  const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  return (
    weightOf(b.odd) - weightOf(a.odd) ||
    order(b.until, a.until) ||
    order(a.caller, b.caller) ||
    a.patientKey - b.patientKey
  );
}
