/**
 * Signed-in browsers. The browser holds a random token in an httpOnly cookie; the database holds the token's hash and who it
 * is. A session ends when nobody has used it for a while, after a working day at most, and within seconds of being revoked
 * in any process (each remembers a row for `rememberedFor`). A chosen assignment holds in every process at once: with each
 * choice the token gets a new mark after a dot, which is no secret and under which nobody remembers anything.
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
import { Remembered } from './remembered.ts';
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

const rememberedFor = 3_000;
/** A session's last use is written at most this often. */
const touchEvery = 30_000;

export class Sessions {
  readonly #database: Database;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #rows: Remembered<string, SessionRow | undefined>;

  constructor(database: Database, limits: Limits, now: () => number = Date.now) {
    this.#database = database;
    this.#limits = limits;
    this.#now = now;
    this.#rows = new Remembered(rememberedFor, (token) => findSession(database, hashOf(token)), now);
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
    const row = await this.#rows.get(token);
    if (row === undefined) return undefined;
    const now = this.#now();
    if (now >= this.#expiry(row)) return undefined;
    if (counts && now - Date.parse(row.used) > touchEvery) {
      row.used = new Date(now).toISOString();
      await this.#database.transaction((transaction) => touchSession(transaction, hashOf(token), row.used));
    }
    return this.#session(token, row);
  }

  /** The session as the browser has to have it from now on: its token has another mark. */
  async choose(session: Session, assignment: string): Promise<Session> {
    await this.#database.transaction((transaction) =>
      setSessionAssignment(transaction, hashOf(session.token), assignment),
    );
    this.#rows.forget(session.token);
    return { ...session, assignment, token: `${secretOf(session.token)}.${randomBytes(6).toString('base64url')}` };
  }

  async end(session: Session): Promise<void> {
    await this.#database.transaction((transaction) => deleteSession(transaction, hashOf(session.token)));
    this.#rows.forget(session.token);
  }

  async endAllOf(kind: Session['kind'], person: string): Promise<void> {
    await this.#database.transaction((transaction) => deleteSessionsOf(transaction, kind, person));
    this.#rows.clear();
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

/** The token without the mark of the last choice. */
function secretOf(token: string): string {
  const dot = token.indexOf('.');
  return dot === -1 ? token : token.slice(0, dot);
}

function hashOf(token: string): Buffer {
  return sha256(secretOf(token));
}
