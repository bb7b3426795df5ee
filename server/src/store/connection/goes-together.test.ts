/** What comes while something is under way goes together when it has ended, or beside it when it takes too long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { GoesTogether } from './goes-together.ts';

function line(mostAbreast: number) {
  let waiting: number[] = [];
  const sent: number[][] = [];
  const endings: (() => void)[] = [];
  const together = new GoesTogether({
    isWaiting: () => waiting.length > 0,
    send: () => {
      sent.push(waiting);
      waiting = [];
      return new Promise((end) => endings.push(end));
    },
    mostAbreast,
  });
  const come = async (what: number): Promise<void> => {
    waiting.push(what);
    together.hasCome();
    await turn();
  };
  const end = async (nth: number): Promise<void> => {
    endings[nth]?.();
    // Its end is told by promises, and what waits goes at the end of the turn after.
    await turn();
    await turn();
  };
  return { sent, come, end };
}

test('what comes alone goes at once; what comes meanwhile goes together after it', async () => {
  const { sent, come, end } = line(3);
  for (const what of [1, 2, 3]) await come(what);
  assert.deepEqual(sent, [[1]]);
  await end(0);
  assert.deepEqual(sent, [[1], [2, 3]]);
  await end(1);
  await come(4);
  assert.deepEqual(sent, [[1], [2, 3], [4]]);
});

test('one that takes long has others beside it, so many and no more', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { sent, come, end } = line(2);
  await come(1);
  await come(2);
  assert.deepEqual(sent, [[1]]);
  context.mock.timers.tick(20);
  await turn();
  assert.deepEqual(sent, [[1], [2]]);
  await come(3);
  context.mock.timers.tick(20);
  await turn();
  assert.deepEqual(sent, [[1], [2]], 'two are under way, which is the most');
  await end(0);
  assert.deepEqual(sent, [[1], [2], [3]]);
});
