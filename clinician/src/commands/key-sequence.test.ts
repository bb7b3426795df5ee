import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyStep } from './key-sequence.ts';

const known = new Set(['n', '/', '?', 'g s', 'g l']);

test('two keys in a row jump, one key acts', () => {
  const first = keyStep(undefined, 'g', 0, known);
  assert.deepEqual(first, { waiting: { first: 'g', at: 0 }, pressed: undefined });
  assert.equal(keyStep(first.waiting, 's', 400, known).pressed, 'g s');
  assert.equal(keyStep(undefined, 'n', 0, known).pressed, 'n');
});

test('a first key is forgotten after a while, and an unknown pair falls back on the second key alone', () => {
  assert.equal(keyStep({ first: 'g', at: 0 }, 's', 2000, known).pressed, undefined);
  assert.equal(keyStep({ first: 'g', at: 0 }, 'n', 100, known).pressed, 'n');
  assert.deepEqual(keyStep({ first: 'g', at: 0 }, 'x', 100, known), { waiting: undefined, pressed: undefined });
});
