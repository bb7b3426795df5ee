/**
 * The embedded PostgreSQL: a real cluster in `<data folder>/postgres`, for development, demo and small installations.
 * Several processes (server, import, a second server process) may use one cluster at the same time: each holds a shared
 * advisory lock for as long as it runs, and the one that gets it exclusively when leaving stops the cluster. A cluster that
 * outlived a killed server is simply joined by the next start; one that died is started again, and recovers by itself.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { embeddedBinaries, unprivilegedUser } from './binaries.ts';
import { type Cluster, createCluster, diskFull, passwordFileName, prepareDataDir, run, superuser } from './cluster.ts';
import { launch, type Postmaster, postmasterOf } from './postmaster.ts';
import { StartFailure } from '../start-failure.ts';

export interface EmbeddedOptions {
  dataDir: string;
  settings?: Record<string, string>;
  /** false: it is another process that starts the cluster, and again when it dies; this one waits for it. */
  starts?: boolean;
}

export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
}

export interface Embedded {
  /** How to reach the cluster now (the port changes when it had to be started again). */
  connection(): Connection;
  /** Leaves the cluster; stops it when nobody else uses it. */
  leave(): Promise<void>;
}

const usersLock = 8_273_001;
const startDeadlineMs = 120_000;

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = path.resolve(options.dataDir);
  const user = unprivilegedUser();
  await prepareDataDir(dataDir, user);
  const binaries = await embeddedBinaries(dataDir, user);
  const cluster: Cluster = {
    dataDir,
    binaries,
    folder: path.join(dataDir, 'postgres'),
    logFile: path.join(dataDir, 'postgres.log'),
    settings: options.settings ?? {},
  };
  const starts = options.starts ?? true;
  if (starts && !existsSync(path.join(cluster.folder, 'PG_VERSION'))) {
    await createCluster(cluster);
  }
  const membership = new Membership(cluster, starts);
  await membership.join();
  return { connection: () => membership.connection, leave: () => membership.leave() };
}

/** This process's share in the running cluster. */
class Membership {
  connection: Connection = { host: '127.0.0.1', port: 0, user: superuser, password: '' };
  readonly #cluster: Cluster;
  readonly #starts: boolean;
  #holder: pg.Client | undefined;
  #left = false;

  constructor(cluster: Cluster, starts: boolean) {
    this.#cluster = cluster;
    this.#starts = starts;
  }

  async join(): Promise<void> {
    const deadline = Date.now() + startDeadlineMs;
    let password = '';
    try {
      password = await readFile(path.join(this.#cluster.folder, passwordFileName), 'utf8');
    } catch (cause) {
      throw new StartFailure(
        `The database folder ${this.#cluster.folder} cannot be read: it belongs to another user.`,
        { cause },
      );
    }
    while (!this.#left) {
      const postmaster = await ensureRunning(this.#cluster, this.#starts, deadline);
      this.connection = {
        host: postmaster.socketFolder || '127.0.0.1',
        port: postmaster.port,
        user: superuser,
        password,
      };
      try {
        await this.#hold();
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw new StartFailure(`The embedded PostgreSQL does not answer; see ${this.#cluster.logFile}.`, {
            cause: error,
          });
        }
        // It was going down (its last user left) or still coming up.
        await sleep(50);
      }
    }
  }

  async #hold(): Promise<void> {
    const holder = new pg.Client({ ...this.connection, database: 'postgres', application_name: 'vardkedjan holder' });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('select pg_advisory_lock_shared($1)', [usersLock]);
    holder.once('end', () => {
      if (!this.#left && this.#holder === holder) {
        void this.#rejoin();
      }
    });
    this.#holder = holder;
  }

  /** The cluster went away under us (crash, full disk): start it again until that works. */
  async #rejoin(): Promise<void> {
    for (let pause = 250; !this.#left; pause = Math.min(pause * 2, 10_000)) {
      try {
        await this.join();
        return;
      } catch {
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  async leave(): Promise<void> {
    if (this.#left) {
      return;
    }
    this.#left = true;
    const holder = this.#holder;
    if (holder === undefined) {
      return;
    }
    let alone = false;
    try {
      await holder.query('select pg_advisory_unlock_shared($1)', [usersLock]);
      const { rows } = await holder.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [usersLock]);
      alone = rows[0]?.alone ?? false;
    } catch {
      // Already gone: nothing to stop.
    }
    if (alone) {
      const { binaries, folder } = this.#cluster;
      await run(binaries, binaries.pgCtl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '120', '-s']);
    }
    await holder.end().catch(() => undefined);
  }
}

/** Waits until PostgreSQL answers in the folder, starting it where nobody has. */
async function ensureRunning(cluster: Cluster, starts: boolean, deadline: number): Promise<Postmaster> {
  let child: ChildProcess | undefined;
  let ended = false;
  let logFrom = 0;
  while (Date.now() < deadline) {
    const postmaster = await postmasterOf(cluster.folder);
    if (postmaster?.ready) {
      return postmaster;
    }
    if (starts && postmaster === undefined && (child === undefined || ended)) {
      if (ended) {
        explain(cluster, await logSince(cluster, logFrom));
        await sleep(200);
      }
      ended = false;
      logFrom = (await stat(cluster.logFile).catch(() => ({ size: 0 }))).size;
      child = await launch(cluster);
      child.once('exit', () => {
        ended = true;
      });
      child.once('error', () => {
        ended = true;
      });
    }
    await sleep(15);
  }
  throw new StartFailure(
    `The embedded PostgreSQL did not start within ${startDeadlineMs / 1000} s; see ${cluster.logFile}.`,
  );
}

async function logSince(cluster: Cluster, from: number): Promise<string> {
  const log = await readFile(cluster.logFile).catch(() => Buffer.alloc(0));
  return log.subarray(from).toString('utf8');
}

/** Throws when waiting does not help. Otherwise it lost a race (port taken, another starts, shared memory not yet free). */
function explain(cluster: Cluster, log: string): void {
  if (/No space left|Disk quota/.test(log)) {
    throw diskFull(cluster.dataDir);
  }
  const other = /initialized by PostgreSQL version (\d+)/.exec(log)?.[1];
  if (other !== undefined) {
    throw new StartFailure(
      `The data folder ${cluster.dataDir} was made by PostgreSQL ${other}, which this version does not read: use that version to move the data.`,
    );
  }
  if (/Address already in use|lock file "postmaster.pid"|is already running|still in use|starting up/.test(log)) {
    return;
  }
  const reason = log.split('\n').find((line) => /FATAL|PANIC|error while loading|could not/.test(line));
  throw new StartFailure(
    `The embedded PostgreSQL did not start: ${reason?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'it gave no reason'}; see ${cluster.logFile}.`,
  );
}
