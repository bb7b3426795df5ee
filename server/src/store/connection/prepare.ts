/** What must be so before the database is used; each thing that may be wrong is one sentence. */
import pg from 'pg';
import type { Embedded } from '../embedded/embedded.ts';
import { isSpread } from '../distribution/is-spread.ts';
import { hasCode, StartFailure } from '../start-failure.ts';
import { migrate } from './migrate.ts';
import { isStarting } from './while-starting.ts';

const oldestVersion = 160_000;

export interface Found {
  version: number;
  spread: boolean;
}

/** The address without user and password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    return `${searchParams.get('host') ?? hostname}:${port || '5432'}${pathname}`;
  } catch (cause) {
    throw new StartFailure('DATABASE_URL is not an address of the form postgres://user:password@host:5432/database.', {
      cause,
    });
  }
}

export async function createDatabase(embedded: Embedded): Promise<void> {
  const client = new pg.Client({ ...embedded.connection(), database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'vardkedjan'");
    if (rowCount === 0) {
      await client.query('create database vardkedjan template template0');
    }
  } catch (error) {
    if (!hasCode(error, '42P04', '23505')) {
      throw error;
    }
  } finally {
    await client.end();
  }
}

/** Answers what it is, after the migrations. */
export async function prepare(connection: pg.ClientConfig, place: string): Promise<Found> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new StartFailure(connectSentence(cause, place), { cause });
  }
  try {
    const { rows } = await client.query<{ version: string; encoding: string; standby: boolean }>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
         pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as standby`,
    );
    const found = rows[0];
    const version = Number(found?.version ?? 0);
    if (version < oldestVersion) {
      throw new StartFailure(
        `The database at ${place} is PostgreSQL ${Math.floor(version / 10_000)}; version 16 or newer is needed.`,
      );
    }
    if (found?.encoding !== 'UTF8') {
      throw new StartFailure(
        `The database at ${place} has the encoding ${found?.encoding}; it must be made with UTF8.`,
      );
    }
    if (found.standby) {
      throw new StartFailure(`The database at ${place} takes no writes (a standby?); give the address of the primary.`);
    }
    await migrate(client);
    return { version, spread: await isSpread(client) };
  } catch (error) {
    if (hasCode(error, '53100')) {
      throw new StartFailure(`The disk of the database at ${place} is full: make room and start again.`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connectSentence(cause: unknown, place: string): string {
  if (hasCode(cause, '28P01', '28000')) {
    return `The database at ${place} refuses the user or the password of DATABASE_URL.`;
  }
  if (hasCode(cause, '3D000')) {
    return `There is no such database at ${place}: create it, or correct DATABASE_URL.`;
  }
  if (isStarting(cause)) {
    return `The database at ${place} is still starting or recovering: see its log, and start again when it takes connections.`;
  }
  const error = cause instanceof AggregateError ? cause.errors[0] : cause;
  const why = error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error);
  return `The database at ${place} does not answer (${why}): start it, or correct DATABASE_URL.`;
}
