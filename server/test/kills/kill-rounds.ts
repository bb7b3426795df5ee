/** Kills what writes in the middle of its transactions, again and again, and looks at what is left after each time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/store/database.ts';
import type { Statement } from '../../src/store/queryable.ts';
import { Region, type Server } from '../region-server.ts';
import { Persons } from './persons.ts';
import { type Seen, verifyAll, verifyPersons } from './whole.ts';

/**
 * The serving process; a process of PostgreSQL that is at work for it, upon which PostgreSQL ends them all and recovers; PostgreSQL's
 * first one.
 */
export type Victim = 'server' | 'backend' | 'postmaster';

export interface KillOptions {
  database: Database;
  /** As DATABASE_URL. */
  url: string;
  /** Where the servers keep theirs. */
  folder: string;
  times: number;
  victim: (round: number) => Victim;
  /** PostgreSQL's first process, as it is now. */
  postmaster?: () => Promise<number>;
  told?: (round: number, killed: Killed) => void;
}

export interface Killed extends Seen, Record<Victim, number> {
  acknowledged: number;
  cut: number;
}

const nothing: Killed = {
  acknowledged: 0,
  cut: 0,
  once: 0,
  twice: 0,
  doneUnsaid: 0,
  server: 0,
  backend: 0,
  postmaster: 0,
};

/** Servers that have been started ahead: starting takes longer than writing. */
const ahead = 2;
/** Rounds after which everything is looked at, and not only what is new. */
const between = 50;

export async function killRounds(options: KillOptions): Promise<Killed> {
  const { database, url, folder, times, told } = options;
  const region = new Region(folder, url);
  const token = await region.token(database);
  const first = await region.start();
  await first.address();
  await first.stop();
  const servers = new Servers(region);
  await servers.fill();
  const persons = new Persons(() => servers.now.address(), token);
  const killed: Killed = { ...nothing };
  try {
    for (let round = 0; round < times; round++) {
      // Another number of acknowledgements each time, and another pause, so that it ends at another place.
      await persons.more(1 + ((round * 3) % 5));
      await sleep(round % 13);
      persons.struck();
      killed[await kill(options.victim(round), servers, options)]++;
      await look(database, persons, killed);
      if ((round + 1) % between === 0) await verifyAll(database);
      told?.(round + 1, killed);
    }
    await persons.stop();
    await look(database, persons, killed);
    await verifyAll(database);
    return killed;
  } finally {
    persons.end();
    await servers.end();
  }
}

async function look(database: Database, persons: Persons, killed: Killed): Promise<void> {
  const { once, twice, doneUnsaid } = await verifyPersons(database, persons.over.splice(0));
  killed.once += once;
  killed.twice += twice;
  killed.doneUnsaid += doneUnsaid;
  killed.acknowledged = persons.acknowledged;
  killed.cut = persons.cut;
}

class Servers {
  readonly #region: Region;
  #all: Server[] = [];

  constructor(region: Region) {
    this.#region = region;
  }

  /** Who answers. */
  get now(): Server {
    return this.#all[0] as Server;
  }

  async fill(): Promise<void> {
    while (this.#all.length <= ahead) this.#all.push(await this.#region.start());
  }

  async killNow(): Promise<void> {
    const killed = this.now;
    this.#all = this.#all.slice(1);
    await killed.kill();
    await this.fill();
  }

  async end(): Promise<void> {
    await Promise.all(this.#all.map((server) => server.kill()));
  }
}

async function kill(victim: Victim, servers: Servers, { database, postmaster }: KillOptions): Promise<Victim> {
  if (victim === 'server') await servers.killNow();
  else {
    const pid = victim === 'backend' ? await busyBackend(database) : await postmaster?.();
    if (pid === undefined) throw new Error('PostgreSQL’s first process is not known');
    process.kill(pid, 'SIGKILL');
    await settled(database);
  }
  return victim;
}

async function busyBackend(database: Database): Promise<number> {
  for (;;) {
    const [backend] = await database.rows<{ pid: number }>(writing);
    if (backend !== undefined) return backend.pid;
  }
}

/** In the middle of a transaction, rather than reading. */
const writing: Statement = {
  name: '',
  text: `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
    and state <> 'idle' order by backend_xid is null, random() limit 1`,
};

/** PostgreSQL may answer for a moment before it notices that one of its processes was killed: answers later on count. */
async function settled(database: Database): Promise<void> {
  for (let answers = 0; answers < 3; await sleep(100)) {
    answers = await database.rows({ name: '', text: 'select 1' }).then(
      () => answers + 1,
      () => 0,
    );
  }
}
