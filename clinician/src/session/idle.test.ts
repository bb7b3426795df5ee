import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countdown, stageAt, warningTime } from './idle.ts';

test('warns two minutes before the end, and ends at the end', () => {
  assert.equal(stageAt(0, warningTime + 1), 'working');
  assert.equal(stageAt(0, warningTime), 'warning');
  assert.equal(stageAt(5, 5), 'ended');
  assert.equal(stageAt(5, Number.NaN), 'ended');
});

test('counts down in minutes and seconds', () => {
  assert.equal(countdown(65_000), '1:05');
  assert.equal(countdown(-1), '0:00');
});
