/**
 * Kills what writes, again and again, and looks at what is left: everything that was acknowledged is there, no transaction is
 * there by half, nothing leads to what is deleted, and the access log is whole.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { verifyLog } from '../src/store/access-log/verify-chains.ts';
import type { Database } from '../src/store/database.ts';
import type { Statement } from '../src/store/queryable.ts';

export interface KillOptions {
  database: Database;
  /** As DATABASE_URL. */
  url: string;
  times: number;
  /** In every so many rounds it is the writing process that is killed, in the others one of PostgreSQL's that writes for it. */
  everyProcess: number;
  told?: (round: number) => void;
}

export interface Killed {
  /** Transactions acknowledged. */
  acknowledged: number;
  /** Patients whose first, and whose second transaction too, was done. */
  once: number;
  twice: number;
  backends: number;
}

/** Writers that have been started ahead, since starting takes longer than writing. */
const ahead = 2;

export async function killRounds({ database, url, times, everyProcess, told }: KillOptions): Promise<Killed> {
  const acknowledged = new Map<string, number>();
  const writers: Writer[] = [];
  let backends = 0;
  let started = 0;
  for (let round = 0; round < times; round++) {
    while (writers.length < ahead) writers.push(new Writer(url, `r${started++}`));
    const [writer] = writers as [Writer];
    // Another number of acknowledgements each time, so that it ends at another place.
    if (!(await writer.acknowledges(1 + ((round * 7) % 11)))) {
      writers.shift();
      round--;
      continue;
    }
    if (round % everyProcess === 0) {
      acknowledge(await writer.kill(), acknowledged);
      writers.shift();
    } else {
      await killBackend(database);
      backends++;
    }
    told?.(round + 1);
  }
  for (const writer of writers) acknowledge(await writer.kill(), acknowledged);
  return { ...(await verify(database, acknowledged)), backends };
}

class Writer {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = '';
  #complaint = '';

  constructor(url: string, run: string) {
    const script = path.join(import.meta.dirname, 'write-until-killed.ts');
    this.#child = spawn(process.execPath, [script, url, run], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#ended = once(this.#child, 'close');
    this.#child.stdout?.on('data', (piece: Buffer) => {
      this.#said += piece.toString();
    });
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#complaint += piece.toString();
    });
  }

  /** Whole lines; the last may have been cut off. */
  get said(): string[] {
    return this.#said.split('\n').slice(0, -1);
  }

  /** So many more; false when it was to start just while PostgreSQL recovered, and could not. */
  async acknowledges(more: number): Promise<boolean> {
    const count = this.said.length + more;
    while (this.said.length < count) {
      const piece = once(this.#child.stdout as NonNullable<ChildProcess['stdout']>, 'data').then(() => true);
      if (await Promise.race([piece, this.#ended.then(() => false)])) continue;
      if (this.#said === '' && this.#complaint.includes('StartFailure')) return false;
      throw new Error(`It ended by itself: ${this.#complaint}`);
    }
    return true;
  }

  async kill(): Promise<string[]> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    return this.said;
  }
}

function acknowledge(lines: readonly string[], acknowledged: Map<string, number>): void {
  for (const line of lines) {
    const [id = '', version] = line.split(' ');
    acknowledged.set(id, Math.max(acknowledged.get(id) ?? 0, Number(version)));
  }
}

/** As when the machine takes it: PostgreSQL then ends all connections and recovers. Waits until it answers. */
async function killBackend(database: Database): Promise<void> {
  for (let backend: { pid: number } | undefined; ; ) {
    try {
      if (backend !== undefined) {
        await database.rows({ name: '', text: 'select 1' });
        return;
      }
      [backend] = await database.rows<{ pid: number }>(busyBackend);
      if (backend !== undefined) process.kill(backend.pid, 'SIGKILL');
    } catch {
      await sleep(20);
    }
  }
}

const busyBackend: Statement = {
  name: '',
  text: `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'
    order by random() limit 1`,
};

/** PostgreSQL may answer for a moment before it notices that one of its processes was killed: answers later on count. */
async function settled(database: Database): Promise<void> {
  for (let answers = 0; answers < 3; await sleep(300)) {
    answers = await database.rows({ name: '', text: 'select 1' }).then(
      () => answers + 1,
      () => 0,
    );
  }
}

async function verify(
  database: Database,
  acknowledged: ReadonlyMap<string, number>,
): Promise<Omit<Killed, 'backends'>> {
  await settled(database);
  const patients = await database.rows<PatientState>(states);
  const found = new Map(patients.map((patient) => [patient.id, patient]));
  for (const { id, version, resources, deleted, superseded } of patients) {
    const whole = version === 1 ? [4, 0, 0] : [5, 1, 2];
    assert.deepEqual([resources, deleted, superseded], whole, `${id} at version ${version} is there by half`);
  }
  for (const [id, version] of acknowledged) {
    assert.ok((found.get(id)?.version ?? 0) >= version, `${id} was acknowledged at version ${version}, and lost`);
    assert.ok((found.get(id)?.logged ?? 0) >= version, `${id} was acknowledged, and its log row lost`);
  }
  assert.deepEqual(await database.rows(dangling), []);
  assert.deepEqual((await verifyLog(database)).faults, []);
  const twice = patients.filter(({ version }) => version === 2).length;
  const transactions = [...acknowledged.values()].reduce((sum, version) => sum + version, 0);
  return { acknowledged: transactions, once: patients.length, twice };
}

interface PatientState {
  id: string;
  version: number;
  resources: number;
  deleted: number;
  superseded: number;
  logged: number;
}

const states: Statement = {
  name: '',
  text: `select p.id, p.version, count(*)::integer as resources, (count(*) filter (where r.deleted))::integer as deleted,
      (select count(*) from resource_history h where h.patient_key = p.patient_key)::integer as superseded,
      (select count(*) from access_log a where a.patient_key = p.patient_key)::integer as logged
    from resource p join resource r on r.patient_key = p.patient_key where p.type = ${typeCode('Patient')} group by p.id, p.version, p.patient_key`,
};

const dangling: Statement = {
  name: '',
  text: `select r.id from resource r join resource gone on gone.patient_key = r.patient_key and gone.deleted
    where not r.deleted and r.body like '%/' || gone.id || '"%'`,
};
