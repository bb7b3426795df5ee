/** Which units of work go together, and that none waits for another that does not end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../database.ts';
import { WriteCombiner } from './combine-writes.ts';

/** A database that ends a transaction when it is told to. */
function heldDatabase() {
  const begun: PromiseWithResolvers<void>[] = [];
  let next = Promise.withResolvers<void>();
  const commit = (): Promise<void> => {
    const transaction = Promise.withResolvers<void>();
    begun.push(transaction);
    next.resolve();
    next = Promise.withResolvers();
    return transaction.promise;
  };
  return { database: { commit } as unknown as Database, begun, anotherBegins: () => next.promise };
}

test('what comes in one turn is one transaction; what comes while that is under way is the next', async () => {
  const { database, begun, anotherBegins } = heldDatabase();
  const combiner = new WriteCombiner(database);
  const first = anotherBegins();
  const early = [combiner.commit([]), combiner.commit([]), combiner.commit([])];
  await first;
  const second = anotherBegins();
  const late = [combiner.commit([]), combiner.commit([])];
  begun[0]?.resolve();
  await Promise.all(early);
  await second;
  begun[1]?.resolve();
  await Promise.all(late);
  assert.equal(begun.length, 2);
});

test('a transaction that does not end (it waits for a lock) holds up no other', async () => {
  const { database, begun, anotherBegins } = heldDatabase();
  const combiner = new WriteCombiner(database);
  const first = anotherBegins();
  const stuck = combiner.commit([]);
  await first;
  const second = anotherBegins();
  const other = combiner.commit([]);
  await second;
  begun[1]?.resolve();
  await other;
  begun[0]?.resolve();
  await stuck;
});

test('of a common transaction that fails, each is tried on its own', async () => {
  let commits = 0;
  const database = {
    commit: () => (++commits === 1 || commits === 3 ? Promise.reject(new Error('no')) : Promise.resolve()),
  } as unknown as Database;
  const combiner = new WriteCombiner(database);
  const settled = await Promise.allSettled([combiner.commit([]), combiner.commit([]), combiner.commit([])]);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});
