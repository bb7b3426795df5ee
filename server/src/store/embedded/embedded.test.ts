import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { testSettings } from '../../../test/cluster.ts';
import { openDatabase } from '../database.ts';
import { startEmbedded } from './embedded.ts';
import { StartFailure } from '../start-failure.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-embedded-'));
await chmod(folder, 0o755);
after(() => rm(folder, { recursive: true, force: true }));
const embedded = { settings: testSettings };
const dataDir = path.join(folder, 'data');

async function postmaster(): Promise<number> {
  return Number(
    (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '0')).split('\n')[0],
  );
}

const one = { name: 'one', text: 'select 1 as one' };

test('several users of one cluster: the last to leave stops it', async () => {
  const users = await Promise.all([1, 2, 3].map(() => openDatabase({ dataDir, embedded })));
  const pid = await postmaster();
  assert.ok(pid > 0);
  for (const user of users) {
    assert.equal(await postmaster(), pid);
    assert.deepEqual(await user.lane.rows(one), [{ one: 1 }]);
    await user.close();
  }
  assert.equal(await postmaster(), 0);
});

test('a cluster that outlived its killed server is joined by the next', async () => {
  const program = `
    import { openDatabase } from ${JSON.stringify(path.join(import.meta.dirname, '../database.ts'))};
    await openDatabase(${JSON.stringify({ dataDir, embedded })});
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: 'inherit' });
  assert.equal(await new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal))), 'SIGKILL');
  const pid = await postmaster();
  assert.ok(pid > 0);
  const database = await openDatabase({ dataDir, embedded });
  assert.equal(await postmaster(), pid);
  await database.close();
  assert.equal(await postmaster(), 0);
});

test('a cluster that dies under a running server is started again', async () => {
  const database = await openDatabase({ dataDir, embedded });
  process.kill(await postmaster(), 'SIGKILL');
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      assert.deepEqual(await database.lane.rows(one), [{ one: 1 }]);
      assert.deepEqual(await database.rows(one), [{ one: 1 }]);
      break;
    } catch (error) {
      assert.equal((error as { status?: number }).status, 503);
      assert.ok(Date.now() < deadline);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await database.close();
});

async function sentence(start: Promise<unknown>): Promise<string> {
  try {
    await start;
  } catch (error) {
    assert.ok(error instanceof StartFailure, String(error));
    assert.ok(!error.message.includes('\n') && error.message.endsWith('.'));
    return error.message;
  }
  throw new Error('It started');
}

test('what prevents the start is one sentence', async () => {
  await writeFile(path.join(folder, 'file'), '');
  assert.match(await sentence(startEmbedded({ dataDir: path.join(folder, 'file'), ...embedded })), /cannot be written/);
  const down = openDatabase({
    dataDir,
    databaseUrl: 'postgres://someone:secret@127.0.0.1:1/db',
    patience: { absent: 0 },
  });
  const text = await sentence(down);
  assert.match(text, /127\.0\.0\.1:1\/db does not answer \(ECONNREFUSED\)/);
  assert.ok(!text.includes('secret'));
  assert.match(await sentence(openDatabase({ dataDir, databaseUrl: 'nonsense' })), /DATABASE_URL/);
});

test('for root, a folder that PostgreSQL may not enter is named', { skip: process.getuid?.() !== 0 }, async () => {
  const closed = path.join(folder, 'closed');
  await mkdir(closed, { mode: 0o700 });
  assert.match(
    await sentence(startEmbedded({ dataDir: path.join(closed, 'data'), ...embedded })),
    /may not enter .*closed:/,
  );
});

test('a password of another cluster is refused in a sentence', async () => {
  const database = await openDatabase({ dataDir, embedded });
  const { connection } = await startEmbedded({ dataDir, ...embedded }).then(async (joined) => {
    const found = joined.connection();
    await joined.leave();
    return { connection: found };
  });
  const url = `postgres://${connection.user}:wrong@127.0.0.1:${connection.port}/vardkedjan`;
  assert.match(await sentence(openDatabase({ dataDir, databaseUrl: url })), /refuses the user or the password/);
  const missing = `postgres://${connection.user}:${encodeURIComponent(connection.password)}@127.0.0.1:${connection.port}/nowhere`;
  assert.match(await sentence(openDatabase({ dataDir, databaseUrl: missing })), /no such database/);
  await database.close();
});
