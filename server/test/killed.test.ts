/**
 * A serving process that is killed in the middle of its transactions, again and again; `node server/test/killed-many.ts --times 1000`
 * does it more often, and kills PostgreSQL's own processes too.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from './database.ts';
import { killRounds } from './kills/kill-rounds.ts';

const database = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-killed-'));
after(() => rm(folder, { recursive: true, force: true }));
const times = Number(process.env['KILL_TIMES'] ?? 8);

test('after kill -9 every acknowledged write is there, no half transaction, and the log is whole', async () => {
  const seen = await killRounds({ database, url: database.url, folder, times, victim: () => 'server' });
  assert.ok(seen.acknowledged >= times && seen.cut > 0 && seen.once > 0 && seen.twice > 0);
});
