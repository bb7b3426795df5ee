/**
 * A process that is killed in the middle of its transactions, again and again; `node server/test/killed-many.ts --times 1000`
 * does it more often, and kills PostgreSQL's own processes too.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from './database.ts';
import { killRounds } from './kill-rounds.ts';

const database = await testDatabase();
const times = Number(process.env['KILL_TIMES'] ?? 15);

test('after kill -9 every acknowledged write is there, no half transaction, and the log is whole', async () => {
  const { acknowledged, once, twice } = await killRounds({ database, url: database.url, times, everyProcess: 1 });
  assert.ok(acknowledged >= times && once > 0 && twice > 0);
});
