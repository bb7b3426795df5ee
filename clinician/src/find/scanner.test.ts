import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingScanned, type Scanned, scanStep } from './scanner.ts';

/** As a scanner types it: the code's keys, and Enter. */
const keysOf = (code: string) => [...Array.from(code), 'Enter'];

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
  assert.equal(type(keysOf('191212121212'), 8), '191212121212');
  assert.equal(type(keysOf('121212-1212'), 8), '121212-1212');
  assert.equal(type(keysOf('191212121212'), 120), undefined);
});

test('letters and wrong lengths are no scan, and a slow start does not spoil a fast end', () => {
  assert.equal(type(keysOf('19121a121212'), 8), undefined);
  assert.equal(type(keysOf('12345'), 8), undefined);
  let state = scanStep(nothingScanned, '9', 0).state;
  let number: string | undefined;
  keysOf('191212121212').forEach((key, index) => {
    const step = scanStep(state, key, 1000 + index * 5);
    state = step.state;
    number ??= step.number;
  });
  assert.equal(number, '191212121212');
});

test('the code of a package is heard whole, with what parts it, and is no number', () => {
  let state = nothingScanned;
  let code: string | undefined;
  const keys = [...Array.from('0109521234543213'), ']', ...Array.from('10Ab'), 'Shift', 'Enter'];
  keys.forEach((key, index) => {
    const step = scanStep(state, key, 1000 + index * 5, key === ']');
    state = step.state;
    code ??= step.code;
    assert.equal(step.number, undefined);
  });
  assert.equal(code, '0109521234543213\u001d10Ab');
});
