/** What keeps the server from starting is one clear sentence and a non-zero exit; told to end, it ends cleanly. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../test/database.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const tokenProgram = fileURLToPath(new URL('sign-in/token.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, environment: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, error }));
  return { child, ended, printed: () => out + error };
}

const production = {
  MODE: 'production',
  SECRET: 'a secret of our own, with forty letters!',
  BASE_URL: 'https://journal.example.se',
  OIDC_ISSUER: 'https://idp.example.se',
  OIDC_CLIENT_ID: 'vk',
  LAST_RESORT_UNIT: 'answers',
};

for (const [what, environment, sentence] of [
  [
    'a setting that cannot be used',
    { PORT: 'eighty' },
    /^The setting PORT cannot be used: it must be a whole number from 0 to 65535\.\n$/,
  ],
  [
    'production with the demo’s secret',
    { ...production, SECRET: '' },
    /^MODE=production needs a SECRET of its own.*\.\n$/,
  ],
  ['production with the demo sign-in', { ...production, OIDC_ISSUER: '' }, /^MODE=production needs OIDC_ISSUER.*\.\n$/],
  [
    'a host that this machine does not have',
    { HOST: '192.0.2.1' },
    /^This machine has no address 192\.0\.2\.1: correct HOST\.\n$/,
  ],
  [
    'a database that does not answer',
    { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' },
    /^The database at 127\.0\.0\.1:1\/x does not answer \(ECONNREFUSED\).*\.\n$/,
  ],
] as const) {
  test(`${what} is one sentence and a non-zero exit`, async () => {
    const { code, out, error } = await run(main, environment).ended;
    assert.equal(code, 1);
    assert.match(error, sentence);
    assert.ok(!error.includes('secret@'));
    assert.equal(out, '');
  });
}

test('a port in use is named', async () => {
  const other = createServer().listen(0, 'localhost');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, error } = await run(main, { PORT: String(port) }).ended;
  other.close();
  assert.equal(code, 1);
  assert.equal(error, `Port ${port} is in use by another program: end that one, or choose another port with PORT.\n`);
});

test('a data folder that cannot be one is named', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const { code, error } = await run(main, { DATA_DIR: join(file, 'data') }).ended;
  assert.equal(code, 1);
  assert.equal(error.trim().split('\n').length, 1, error);
});

test('without a running server the token program says so', async () => {
  const { code, out, error } = await run(tokenProgram, {}, ['--as', 'sara']).ended;
  assert.deepEqual([code, out], [1, '']);
  assert.match(error, /^The server is not running with this data folder/);
});

test('it says where it is, gives tokens to the terminal, and ends cleanly when it is told to', async () => {
  const database = await testDatabase();
  const environment = { DATABASE_URL: database.url, SEED_RESIDENTS: '0', LOG_LEVEL: 'silent', MODE: 'demo' };
  const server = run(main, environment);
  while (!existsSync(join(folder, 'server.json')) && server.child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(server.child.exitCode, null, server.printed());
  const token = await run(tokenProgram, environment, ['--client', 'bench']).ended;
  assert.equal(token.code, 0, token.error);
  assert.match(token.out, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  server.child.kill('SIGINT');
  server.child.kill('SIGINT');
  const { code, out, error } = await server.ended;
  assert.deepEqual([code, error], [0, '']);
  assert.match(out, /Vårdkedjan is up: http:\/\/localhost:\d+\//);
  assert.ok(!existsSync(join(folder, 'server.json')));
});
