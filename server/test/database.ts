/**
 * A database of its own for each test file: a clone of a template that is migrated once, in the cluster that test files share
 * (cluster.ts). With TEST_PARTITIONS=1 the tables are spread over partitions by patient.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { type Database, openDatabase, type Timeouts } from '../src/store/database.ts';
import { isAlive } from '../src/store/embedded/cluster.ts';
import { migrate } from '../src/store/connection/migrate.ts';
import { applyRules } from '../src/store/distribution/apply-rules.ts';
import { type TestCluster, testCluster } from './cluster.ts';
import { spreadOverPartitions } from './partitions.ts';

export interface TestDatabase extends Database {
  /** As DATABASE_URL, for processes that a test starts. */
  url: string;
  /** Closes and drops it; it comes by itself when the file's tests are done. */
  drop: () => Promise<void>;
}

const templateLock = 8_273_002;
const machine = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 6);
let clones = 0;

/** The database that `testDatabase` copies, with nobody connected to it. */
export interface Copied {
  url: string;
  close(): Promise<void>;
}

/**
 * An empty, migrated database; it is closed and dropped when the file's tests are done. `like`: a copy of another one, which is
 * closed by that.
 */
export async function testDatabase(timeouts: Partial<Timeouts> = {}, like?: Copied): Promise<TestDatabase> {
  const cluster = await testCluster();
  await like?.close();
  const name = `vardkedjan_test_${machine}_${process.pid}_${clones++}`;
  await withClient(cluster.url(cluster.home), async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const template = like === undefined ? await migratedTemplate(cluster, client) : new URL(like.url).pathname.slice(1);
    await dropForgotten(client);
    await client.query(`create database ${name} template ${template}`);
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
  });
  const url = cluster.url(name);
  if (process.env['TEST_PARTITIONS'] && like === undefined) await withClient(url, spreadOverPartitions);
  const database = await openDatabase({ dataDir: os.tmpdir(), databaseUrl: url, poolSize: 8, timeouts });
  let closed: Promise<void> | undefined;
  const closeDatabase = database.close.bind(database);
  const close = (): Promise<void> => (closed ??= closeDatabase());
  let dropped: Promise<void> | undefined;
  const drop = (): Promise<void> => (dropped ??= leave());
  const leave = async (): Promise<void> => {
    await close();
    await withClient(cluster.url(cluster.home), async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
    });
    await cluster.leave();
  };
  after(drop);
  return Object.assign(database, { url, close, drop });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Named by what the migrations say, so that a changed migration gets a new template. */
async function migratedTemplate(cluster: TestCluster, client: pg.Client): Promise<string> {
  const folder = path.join(import.meta.dirname, '..', 'migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) {
    hash.update(file).update(readFileSync(path.join(folder, file)));
  }
  const name = `vardkedjan_template_${hash.digest('hex').slice(0, 12)}`;
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname ~ '^vardkedjan_template_'",
    );
    for (const { datname } of rows) {
      await client.query(`drop database if exists ${datname}`);
    }
    await client.query(`create database ${name}_unfinished template template0 encoding 'UTF8'`);
    await withClient(cluster.url(`${name}_unfinished`), async (inside) => {
      await migrate(inside);
      await spread(inside);
    });
    await client.query(`alter database ${name}_unfinished rename to ${name}`);
  }
  return name;
}

/** On a server that has Citus the tables lie as in a cluster; it must be a cluster of one machine, for databases to be copied. */
async function spread(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_available_extensions where name = 'citus'");
  if (rowCount === 0) return;
  await client.query('create extension if not exists citus');
  await applyRules({ rows: async (statement, values = []) => (await client.query(statement.text, values)).rows });
}

/** Databases of test processes on this machine that were killed. */
async function dropForgotten(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [
    `vardkedjan_test_${machine}_%`,
  ]);
  for (const { datname } of rows) {
    const pid = Number(datname.split('_')[3]);
    if (!isAlive(pid)) {
      await client.query(`drop database if exists ${datname} with (force)`);
    }
  }
}
