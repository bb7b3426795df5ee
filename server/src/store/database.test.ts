import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';

const database = await testDatabase();
const one = { name: 'one', text: 'select $1::bigint as n' };

test('answers statements of the lane in order, int8 as numbers', async () => {
  const rows = await Promise.all(Array.from({ length: 200 }, (_, n) => database.lane.rows<{ n: number }>(one, [n])));
  assert.deepEqual(
    rows.map(([row]) => row?.n),
    Array.from({ length: 200 }, (_, n) => n),
  );
});

test('a transaction that throws leaves nothing behind', async () => {
  const insert = { name: 'insert-org', text: "insert into organisation (key, id) values ($1, 'x')" };
  await assert.rejects(
    database.transaction(async (transaction) => {
      await transaction.rows(insert, [1]);
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  assert.deepEqual(await database.rows({ name: 'orgs', text: 'select key from organisation' }), []);
});

test('a deadlock is resolved by doing the work again', async () => {
  await database.transaction((transaction) =>
    transaction.rows({ name: 'two-orgs', text: "insert into organisation (key, id) values (1, 'a'), (2, 'b')" }),
  );
  const lock = { name: 'lock-org', text: 'update organisation set parent = parent + 1 where key = $1' };
  let runs = 0;
  let bothHold: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => {
    bothHold = resolve;
  });
  const inOrder = (first: number, second: number): Promise<void> =>
    database.transaction(async (transaction) => {
      await transaction.rows(lock, [first]);
      if (++runs === 2) {
        bothHold();
      }
      await hold;
      await transaction.rows(lock, [second]);
    });
  await Promise.all([inOrder(1, 2), inOrder(2, 1)]);
  assert.ok(runs > 2);
});

test('a lost connection is replaced without the reader noticing', async () => {
  await database.transaction((transaction) =>
    transaction.rows({
      name: 'cut',
      text: 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    }),
  );
  const [row] = await database.lane.rows<{ n: number }>(one, [7]);
  assert.equal(row?.n, 7);
});

test('a connection that is cut between two statements of a transaction ends the transaction, not the process', async () => {
  const cut = { name: '', text: 'select pg_terminate_backend($1::integer)' };
  await assert.rejects(
    database.transaction(async (transaction) => {
      const [backend] = await transaction.rows<{ pid: number }>({
        name: 'own-pid',
        text: 'select pg_backend_pid() as pid',
      });
      // Heard from before it is cut: the end may come before the answer that it was.
      await Promise.all([once(transaction.client, 'end'), database.rows(cut, [backend?.pid ?? 0])]);
      await transaction.rows(one, [1]);
    }),
    { kind: 'unavailable' },
  );
});

test('what a statement says of values does not pass on', async () => {
  await assert.rejects(
    database.transaction((transaction) =>
      transaction.rows({ name: 'twice', text: "insert into organisation (key, id) values (1, 'a')" }),
    ),
    (error: Error & { detail?: string }) => /duplicate key/.test(error.message) && error.detail === undefined,
  );
});
