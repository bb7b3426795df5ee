/** Rows of signed-in browsers. They are found by the SHA-256 of a token that only the browser has. */
import type { Queryable } from '../queryable.ts';

export interface SessionRow {
  kind: 'staff' | 'resident';
  person: string;
  assignment: string | null;
  app: string;
  started: Date;
  used: Date;
  ends: Date;
}

export async function insertSession(db: Queryable, hash: Buffer, row: SessionRow): Promise<void> {
  await db.query(
    `insert into session (token_hash, kind, person, assignment, app, started, used, ends) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [hash, row.kind, row.person, row.assignment, row.app, row.started, row.used, row.ends],
  );
}

export async function findSession(db: Queryable, hash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await db.query<SessionRow>(
    `select kind, person, assignment, app, started, used, ends from session where token_hash = $1`,
    [hash],
  );
  return rows[0];
}

export async function setSessionAssignment(db: Queryable, hash: Buffer, assignment: string): Promise<void> {
  await db.query(`update session set assignment = $2 where token_hash = $1`, [hash, assignment]);
}

export async function touchSession(db: Queryable, hash: Buffer, used: Date): Promise<void> {
  await db.query(`update session set used = $2 where token_hash = $1 and used < $2`, [hash, used]);
}

export async function deleteSession(db: Queryable, hash: Buffer): Promise<void> {
  await db.query(`delete from session where token_hash = $1`, [hash]);
}

/** Ends every session of a person at once. */
export async function deleteSessionsOf(db: Queryable, kind: SessionRow['kind'], person: string): Promise<void> {
  await db.query(`delete from session where kind = $1 and person = $2`, [kind, person]);
}

export async function deleteEndedSessions(db: Queryable, now: Date, idleSince: Date): Promise<void> {
  await db.query(`delete from session where ends < $1 or used < $2`, [now, idleSince]);
}
