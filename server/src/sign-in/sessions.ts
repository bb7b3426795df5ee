/**
 * Signed-in browsers. The browser holds a random token in an httpOnly cookie; the database holds the token's hash and who it
 * is. A session ends when nobody has used it for a while, and after a working day at most. The row is read at every request
 * and remembered by no process, so that a session ended, or an assignment chosen, is so everywhere at once.
 * OWASP ASVS 5.0, V7.
 */
import { randomBytes } from 'node:crypto';
import type { Database } from '../store/database.ts';
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  type SessionRow,
  setSessionAssignment,
  touchSession,
} from '../store/sign-in/session-rows.ts';
import { sha256 } from './seal.ts';

export type App = 'clinician' | 'resident';

export interface Session {
  token: string;
  kind: 'staff' | 'resident';
  person: string;
  assignment: string | undefined;
  app: App;
  /** When it ends if nobody uses it, or at the latest. Milliseconds since 1970. */
  expires: number;
}

interface Limits {
  /** Milliseconds. */
  idle: number;
  absolute: number;
}

/** A session's last use is written at most this often. */
const touchEvery = 30_000;

export class Sessions {
  readonly #database: Database;
  readonly #limits: Limits;
  readonly #now: () => number;

  constructor(database: Database, limits: Limits, now: () => number = Date.now) {
    this.#database = database;
    this.#limits = limits;
    this.#now = now;
  }

  async start(who: {
    kind: Session['kind'];
    person: string;
    assignment: string | undefined;
    app: App;
  }): Promise<Session> {
    const token = randomBytes(32).toString('base64url');
    const started = new Date(this.#now()).toISOString();
    const ends = new Date(this.#now() + this.#limits.absolute).toISOString();
    const row: SessionRow = { ...who, assignment: who.assignment ?? null, started, used: started, ends };
    await this.#database.transaction((transaction) => insertSession(transaction, sha256(token), row));
    return this.#session(token, row);
  }

  /** The session of a token, if it is still one. Unless `counts` is false, this is a use of it. */
  async find(token: string, counts = true): Promise<Session | undefined> {
    const row = await findSession(this.#database, sha256(token));
    if (row === undefined) return undefined;
    const now = this.#now();
    if (now >= this.#expiry(row)) return undefined;
    if (counts && now - Date.parse(row.used) > touchEvery) {
      row.used = new Date(now).toISOString();
      await this.#database.transaction((transaction) => touchSession(transaction, sha256(token), row.used));
    }
    return this.#session(token, row);
  }

  async choose(session: Session, assignment: string): Promise<Session> {
    await this.#database.transaction((transaction) =>
      setSessionAssignment(transaction, sha256(session.token), assignment),
    );
    return { ...session, assignment };
  }

  async end(session: Session): Promise<void> {
    await this.#database.transaction((transaction) => deleteSession(transaction, sha256(session.token)));
  }

  async endAllOf(kind: Session['kind'], person: string): Promise<void> {
    await this.#database.transaction((transaction) => deleteSessionsOf(transaction, kind, person));
  }

  #expiry(row: SessionRow): number {
    return Math.min(Date.parse(row.used) + this.#limits.idle, Date.parse(row.ends));
  }

  #session(token: string, row: SessionRow): Session {
    return {
      token,
      kind: row.kind,
      person: row.person,
      assignment: row.assignment ?? undefined,
      app: row.app === 'resident' ? 'resident' : 'clinician',
      expires: this.#expiry(row),
    };
  }
}
