/**
 * Brings the database to the schema of this version: the numbered SQL files of server/migrations, forward only. Processes
 * that start at the same time wait for each other on an advisory lock.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { StartFailure } from '../start-failure.ts';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'migrations');
const table = 'migration';

export async function migrate(client: pg.Client): Promise<string[]> {
  const wanted = (await readdir(folder)).filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4));
  const done = await doneMigrations(client);
  const unknown = done.find((name) => !wanted.includes(name));
  if (unknown !== undefined) {
    throw new StartFailure(
      `The database was migrated by a newer version (${unknown}), which this version does not know: start that version.`,
    );
  }
  if (done.length === wanted.length) {
    return [];
  }
  const { runner } = await import('node-pg-migrate');
  const said: string[] = [];
  const note = (message: string): void => {
    said.push(message);
  };
  try {
    const ran = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsTable: table,
      advisoryLockMode: 'wait',
      // Branches number theirs ahead of each other; none depends on one with a higher number.
      checkOrder: false,
      singleTransaction: true,
      logger: { debug: note, info: note, warn: note, error: note },
    });
    return ran.map(({ name }) => name);
  } catch (cause) {
    throw new StartFailure(
      `The database could not be migrated: ${cause instanceof Error ? cause.message : String(cause)}. Nothing was changed.`,
      { cause },
    );
  }
}

async function doneMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ present: boolean }>('select to_regclass($1) is not null as present', [table]);
  if (!rows[0]?.present) {
    return [];
  }
  const done = await client.query<{ name: string }>(`select name from ${table} order by id`);
  return done.rows.map(({ name }) => name);
}
