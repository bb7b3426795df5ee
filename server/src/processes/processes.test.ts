/** Several serving processes behind one port: one that dies is replaced, figures are of all of them, and all end together. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../test/database.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-processes-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function until(isSo: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + 300_000; !(await isSo()); await sleep(25))
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
}

/** The process that fills the region is a child too. */
const serves = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('processes/worker.ts');
  } catch {
    return false; // ended meanwhile
  }
};

const workersOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number).filter(serves);

test('a serving process that is killed is replaced; the server goes on answering and ends cleanly', {
  skip: existsSync('/proc/self/task') ? false : 'processes are found in /proc, which this system does not have',
}, async () => {
  const database = await testDatabase();
  const server = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      PROCESSES: '2',
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      SEED_RESIDENTS: '0',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  server.stdout.resume();
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  after(() => server.kill('SIGKILL'));
  const place = join(folder, 'server.json');
  await until(() => existsSync(place) || server.exitCode !== null, 'the server to be up');
  assert.equal(server.exitCode, null, said);
  const { local } = JSON.parse(readFileSync(place, 'utf8')) as { local: string };
  const answer = async (path: string): Promise<string> =>
    (await fetch(`${local}${path}`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(10_000) })).text();
  // A connection that the kernel had dealt to the one that was killed is cut; the next goes elsewhere.
  const health = (): Promise<string> => answer('/health').catch((error: unknown) => String(error));
  const serving = async (): Promise<string | undefined> =>
    /^vardkedjan_processes (\d+)$/m.exec(await answer('/metrics'))?.[1];
  assert.equal(await serving(), '2');
  const before = workersOf(server.pid ?? 0);
  assert.equal(before.length, 2);
  process.kill(before[0] ?? 0, 'SIGKILL');
  await until(async () => /"pass"/.test(await health()), 'the other to answer');
  await until(() => workersOf(server.pid ?? 0).some((pid) => !before.includes(pid)), 'another process');
  await until(async () => (await serving()) === '2', 'both to serve');
  const last = workersOf(server.pid ?? 0);
  server.kill('SIGTERM');
  const [code] = (await once(server, 'close')) as [number];
  assert.deepEqual([code, said], [0, '']);
  for (const pid of last) assert.throws(() => process.kill(pid, 0), 'no process is left');
});
