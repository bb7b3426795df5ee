import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingScanned, type Scanned, scanStep } from './scanner.ts';

function type(keys: string[], pace: number): string | undefined {
  let state: Scanned = nothingScanned;
  let at = 1000;
  for (const key of keys) {
    at += pace;
    const step = scanStep(state, key, at);
    if (step.number) return step.number;
    state = step.state;
  }
  return undefined;
}

test('a scanner is heard, a person typing the same is not', () => {
  assert.equal(type([...'191212121212', 'Enter'], 8), '191212121212');
  assert.equal(type([...'121212-1212', 'Enter'], 8), '121212-1212');
  assert.equal(type([...'191212121212', 'Enter'], 120), undefined);
});

test('letters and wrong lengths are no scan, and a slow start does not spoil a fast end', () => {
  assert.equal(type([...'19121a121212', 'Enter'], 8), undefined);
  assert.equal(type([...'12345', 'Enter'], 8), undefined);
  let state = scanStep(nothingScanned, '9', 0).state;
  let number: string | undefined;
  [...'191212121212', 'Enter'].forEach((key, index) => {
    const step = scanStep(state, key, 1000 + index * 5);
    state = step.state;
    number ??= step.number;
  });
  assert.equal(number, '191212121212');
});
