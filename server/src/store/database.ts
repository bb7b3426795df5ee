/**
 * The database: PostgreSQL 16 or newer, reached in two ways. `lane` for short statements that only read, pipelined;
 * `transaction` for units of work, which are tried again when PostgreSQL says that others were in the way. Embedded in the
 * data folder unless DATABASE_URL names another.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseFailure, isConnectionLoss, isRetryable } from './connection/database-failure.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded/embedded.ts';
import { Lane, send } from './connection/lane.ts';
import { types } from './connection/pg-types.ts';
import { createDatabase, type Found, placeOf, prepare } from './connection/prepare.ts';
import { type Patience, usualPatience, whileStarting } from './connection/while-starting.ts';
import type { Queryable, Statement, Value, Write } from './queryable.ts';

/** What leads another process to the same database. */
export type DatabasePlace = Pick<DatabaseOptions, 'dataDir' | 'databaseUrl' | 'timeouts'>;

export interface DatabaseOptions {
  dataDir: string;
  /** An existing database; without it the embedded one in dataDir. */
  databaseUrl?: string | undefined;
  /** How the embedded one is started (tests). */
  embedded?: Omit<EmbeddedOptions, 'dataDir'>;
  /** Connections for transactions, and as many for searches; the lane has two more. */
  poolSize?: number;
  /** Processes that share the database's connections among them. */
  users?: number;
  timeouts?: Partial<Timeouts>;
  /** How long a database that is starting or recovering is waited for. */
  patience?: Partial<Patience>;
}

/** The longest time for one statement of each class, in milliseconds; one that takes longer fails as `too-costly`. */
export interface Timeouts {
  /** In the lane: by key, or within one record. */
  byKey: number;
  /** Searches across records. */
  search: number;
  /** In units of work. */
  write: number;
  /** On a connection of one's own: jobs, loads, checks. */
  job: number;
}

const usualTimeouts: Timeouts = { byKey: 10_000, search: 20_000, write: 30_000, job: 600_000 };

export interface Transaction extends Queryable {
  readonly client: pg.PoolClient;
  /** The one that it is a transaction of. */
  readonly database: Database;
}

/** Its own `rows` runs one statement, reading or writing, planned by PostgreSQL for its values where that pays. */
export interface Database extends Queryable {
  /** For short statements that only read. */
  lane: Queryable;
  /** For statements that go by the same index whatever their values are: planned once. They may take their time. */
  led: Queryable;
  /** Where it is, for the log: never with a password. */
  place: string;
  /** PostgreSQL's version, as 180004. */
  version: number;
  readonly spread: boolean;
  /** Statements that need nothing of each other's answers: sent at once, all done or none. Not tried again. */
  commit(writes: readonly Write[]): Promise<void>;
  /** All of the work or nothing; tried again on serialization failures and deadlocks. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** A connection of one's own outside the pool (COPY, LISTEN); the caller ends it. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** How to connect, with more settings for the session. */
type Configuration = (kind: keyof Timeouts, more?: string) => pg.ClientConfig;

/**
 * Short statements by key go by index with one plan for all values, whatever the statistics say: they are planned once, not
 * each time, and a plan made while tables were empty does not stay a scan when they have grown.
 */
const byIndex = ' -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_material=off';
/** Which parts of a spread table are asked is known with the values only; Citus has no other plans than for values. */
const plannedOnce = ' -c plan_cache_mode=force_generic_plan';

const attempts = 6;

/** Everything read through a transaction. */
export function databaseWithin({ place, version, spread }: Database, transaction: Transaction): Database {
  const rows: Queryable['rows'] = (statement, values) => transaction.rows(statement, values);
  const reading = { rows, spread };
  const closed = (): never => {
    throw new Error('within a transaction there is only reading');
  };
  return {
    place,
    version,
    ...reading,
    lane: reading,
    led: reading,
    commit: closed,
    transaction: closed,
    connect: closed,
    close: closed,
  };
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: options.dataDir, ...options.embedded });
  try {
    return await openOn(embedded, options);
  } catch (error) {
    await embedded?.leave();
    throw error;
  }
}

async function openOn(embedded: Embedded | undefined, options: DatabaseOptions): Promise<Database> {
  const session = [
    '-c timezone=UTC',
    '-c jit=off',
    '-c default_transaction_isolation=read\\ committed',
    '-c idle_in_transaction_session_timeout=60000',
  ].join(' ');
  const timeouts = { ...usualTimeouts, ...options.timeouts };
  const configuration: Configuration = (kind, more = '') => ({
    ...(embedded ? { ...embedded.connection(), database: 'vardkedjan' } : { connectionString: options.databaseUrl }),
    application_name: 'vardkedjan',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: `${session} -c statement_timeout=${timeouts[kind]}${more}`,
    types,
  });
  const place = embedded ? `embedded in ${options.dataDir}` : placeOf(options.databaseUrl ?? '');
  const found = await whileStarting(
    async () => {
      if (embedded) await createDatabase(embedded);
      return prepare(configuration('job'), place);
    },
    // The embedded one is started by somebody, on whatever port.
    { ...(embedded && { absent: usualPatience.starting }), ...options.patience },
  );
  return new OpenDatabase(configuration, {
    place,
    ...found,
    poolSize: options.poolSize ?? poolSizeFor(options.users ?? 1),
    embedded,
  });
}

/** Few processes have 12 each; many share 48, since no more than that makes a database faster. */
function poolSizeFor(users: number): number {
  return Math.max(4, Math.min(12, Math.floor(48 / users)));
}

class OpenDatabase implements Database {
  readonly lane: Lane;
  readonly place: string;
  readonly version: number;
  readonly spread: boolean;
  /** For units of work. */
  readonly #pool: pg.Pool;
  /** For statements that PostgreSQL plans by their values. */
  readonly #planned: pg.Pool;
  /** For statements that it plans once. */
  readonly #once: pg.Pool;
  readonly led: Queryable;
  readonly #configuration: Configuration;
  readonly #embedded: Embedded | undefined;

  constructor(
    configuration: Configuration,
    how: Found & { place: string; poolSize: number; embedded: Embedded | undefined },
  ) {
    this.#configuration = configuration;
    this.#embedded = how.embedded;
    this.place = how.place;
    this.version = how.version;
    this.spread = how.spread;
    const once = how.spread ? byIndex : `${plannedOnce}${byIndex}`;
    this.lane = new Lane(() => configuration('byKey', once), 2, how.spread);
    this.#pool = poolOf(configuration('write', once), how.poolSize);
    this.#planned = poolOf(configuration('search'), how.poolSize);
    this.#once = poolOf(configuration('search', once), how.poolSize);
    this.led = {
      spread: how.spread,
      rows: <Row extends object>(statement: Statement, values: Value[] = []) =>
        this.#rows<Row>(this.#once, statement, values),
    };
  }

  rows<Row extends object>(statement: Statement, values: Value[] = []): Promise<Row[]> {
    return this.#rows(this.#planned, statement, values);
  }

  async #rows<Row extends object>(pool: pg.Pool, statement: Statement, values: Value[]): Promise<Row[]> {
    try {
      const client = await this.#connection(pool);
      let broken: Error | undefined;
      try {
        return await send<Row>(client, statement, values);
      } catch (error) {
        broken = isConnectionLoss(error) && error instanceof Error ? error : undefined;
        throw error;
      } finally {
        client.release(broken);
      }
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  async commit(writes: readonly Write[]): Promise<void> {
    try {
      const client = await this.#connection(this.#pool);
      let broken: Error | undefined;
      try {
        // After a statement that fails, PostgreSQL refuses the rest and makes the commit a rollback.
        const answers = (writes.length === 1 ? writes : [begin, ...writes, commit]).map(({ statement, values }) =>
          send(client, statement, values),
        );
        const settled = await Promise.allSettled(answers);
        const failed = settled.find(({ status }) => status === 'rejected');
        if (failed?.status === 'rejected') {
          throw failed.reason;
        }
      } catch (error) {
        broken = isConnectionLoss(error) && error instanceof Error ? error : undefined;
        throw error;
      } finally {
        client.release(broken);
      }
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      let begun = false;
      try {
        return await this.#attempt(work, () => {
          begun = true;
        });
      } catch (error) {
        // A connection that was cut while it was idle: nothing has happened on it.
        const neverBegan = !begun && isConnectionLoss(error) && attempt <= 2;
        if (attempt === attempts || !(isRetryable(error) || neverBegan)) {
          throw databaseFailure(error);
        }
      }
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }

  async #attempt<T>(work: (transaction: Transaction) => Promise<T>, onBegun: () => void): Promise<T> {
    const client = await this.#connection(this.#pool);
    let broken: Error | undefined;
    try {
      // Sent together with the first statement of the work: the connection is pipelined.
      const begun = send(client, begin.statement, []).then(onBegun);
      begun.catch(() => undefined);
      const rows = <Row extends object>(statement: Statement, values: Value[] = []): Promise<Row[]> =>
        send<Row>(client, statement, values);
      const result = await work({ rows, spread: this.spread, client, database: this });
      await begun;
      await send(client, commit.statement, []);
      return result;
    } catch (error) {
      await send(client, rollback.statement, []).catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #connection(pool: pg.Pool): Promise<pg.PoolClient> {
    if (this.#embedded) {
      // It may have been started again, on another port.
      Object.assign(pool.options, this.#embedded.connection());
    }
    return pool.connect();
  }

  async connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#configuration('job'));
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.lane.close(), this.#pool.end(), this.#planned.end(), this.#once.end()]);
    await this.#embedded?.leave();
  }
}

function poolOf(configuration: pg.ClientConfig, max: number): pg.Pool {
  const pool = new pg.Pool({ ...configuration, max, idleTimeoutMillis: 60_000, pipeline: true } as pg.PoolConfig);
  // Without a listener Node ends when an idle connection is cut.
  pool.on('error', () => undefined);
  // Nor does the pool listen while a connection is lent out: cut between two statements of a transaction, it would end Node too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const begin: Write = { statement: { name: 'begin', text: 'begin' }, values: [] };
const commit: Write = { statement: { name: 'commit', text: 'commit' }, values: [] };
const rollback: Write = { statement: { name: 'rollback', text: 'rollback' }, values: [] };
