/** A statement that takes too long fails as `too-costly`, in each class by its own limit, and takes no other with it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { openDatabase, type Timeouts } from './database.ts';
import type { Queryable } from './queryable.ts';

const { url } = await testDatabase();
const forever = { name: '', text: 'select pg_sleep(3600)' };
const quick = { name: 'quick', text: 'select 1 as one' };

async function opened(timeouts: Partial<Timeouts>) {
  const database = await openDatabase({ dataDir: '/', databaseUrl: url, poolSize: 2, timeouts });
  after(() => database.close());
  return database;
}

async function isCut(queryable: Queryable): Promise<void> {
  const [slow, beside] = [queryable.rows(forever), queryable.rows(quick)];
  await assert.rejects(slow, { kind: 'too-costly', status: 403 });
  assert.deepEqual(await beside, [{ one: 1 }]);
  assert.deepEqual(await queryable.rows(quick), [{ one: 1 }]);
}

test('by key: what is sent behind it down the same connection is answered', async () => {
  await isCut((await opened({ byKey: 50 })).lane);
});

test('searches, planned once or for their values', async () => {
  const database = await opened({ search: 50 });
  await isCut(database.led);
  await isCut(database);
});

test('units of work are rolled back whole', async () => {
  const database = await opened({ write: 50 });
  const added = database.transaction(async (transaction) => {
    await transaction.rows({
      name: '',
      text: "insert into signing_key (kid, use, sealed, made) values ('x', 'note', '', now())",
    });
    return transaction.rows(forever);
  });
  await assert.rejects(added, { kind: 'too-costly' });
  assert.deepEqual(await database.rows({ name: '', text: "select 1 from signing_key where kid = 'x'" }), []);
});

test('by key: the same statement sent behind one that is cut while it is prepared is cut too, and answered the next time', async () => {
  const database = await opened({ byKey: 50 });
  const counted = { name: 'counted', text: 'select count(*)::int as n from signing_key' };
  await database.transaction(async (locking) => {
    await locking.rows({ name: '', text: 'lock table signing_key in access exclusive mode' });
    const [ahead, behind] = [database.lane.rows(counted), database.lane.rows(counted)];
    await assert.rejects(ahead, { kind: 'too-costly' });
    await assert.rejects(behind, { kind: 'too-costly' });
  });
  assert.equal((await database.lane.rows(counted)).length, 1);
});
