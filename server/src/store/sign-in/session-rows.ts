/** Rows of signed-in browsers. They are found by the SHA-256 of a token that only the browser has. Times are ISO 8601. */
import type { Queryable, Statement } from '../queryable.ts';
import { channels } from '../told/channels.ts';

export interface SessionRow {
  kind: 'staff' | 'resident';
  person: string;
  assignment: string | null;
  app: string;
  started: string;
  used: string;
  ends: string;
}

const insert: Statement = {
  name: 'session-insert',
  text: `insert into session (token_hash, kind, person, assignment, app, started, used, ends) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

export async function insertSession(db: Queryable, hash: Buffer, row: SessionRow): Promise<void> {
  await db.rows(insert, [hash, row.kind, row.person, row.assignment, row.app, row.started, row.used, row.ends]);
}

const find: Statement = {
  name: 'session-find',
  text: `select kind, person, assignment, app, started, used, ends from session where token_hash = $1`,
};

export async function findSession(db: Queryable, hash: Buffer): Promise<SessionRow | undefined> {
  return (await db.rows<SessionRow>(find, [hash]))[0];
}

/** The pages of the sessions that a change returns are told of it. */
const telling = (change: string): string =>
  `with changed as (${change} returning token_hash) select count(pg_notify('${channels.session}', encode(token_hash, 'hex'))) from changed`;

const assign: Statement = {
  name: 'session-assign',
  text: telling('update session set assignment = $2 where token_hash = $1'),
};

export async function setSessionAssignment(db: Queryable, hash: Buffer, assignment: string): Promise<void> {
  await db.rows(assign, [hash, assignment]);
}

const touch: Statement = {
  name: 'session-touch',
  text: `update session set used = $2::timestamptz where token_hash = $1 and used < $2::timestamptz`,
};

export async function touchSession(db: Queryable, hash: Buffer, used: string): Promise<void> {
  await db.rows(touch, [hash, used]);
}

const end: Statement = { name: 'session-end', text: telling('delete from session where token_hash = $1') };

export async function deleteSession(db: Queryable, hash: Buffer): Promise<void> {
  await db.rows(end, [hash]);
}

const endOf: Statement = {
  name: 'session-end-of',
  text: telling('delete from session where kind = $1 and person = $2'),
};

/** Ends every session of a person at once. */
export async function deleteSessionsOf(db: Queryable, kind: SessionRow['kind'], person: string): Promise<void> {
  await db.rows(endOf, [kind, person]);
}

const sweep: Statement = { name: 'session-sweep', text: `delete from session where ends < $1 or used < $2` };

export async function deleteEndedSessions(db: Queryable, now: string, idleSince: string): Promise<void> {
  await db.rows(sweep, [now, idleSince]);
}
