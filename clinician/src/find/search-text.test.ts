import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSearchText } from './search-text.ts';

const today = '2026-11-22';

test('a personal number is known with and without century, hyphen and spaces', () => {
  for (const text of ['191212121212', '19121212-1212', '121212+1212', ' 19121212 1212 ']) {
    const read = readSearchText(text, today);
    assert.equal(read.kind === 'number' ? read.id.value : read.kind, '191212121212', text);
  }
});

test('a wrong check digit is told apart from a number that is not finished', () => {
  assert.equal(readSearchText('191212121213', today).kind, 'bad-number');
  assert.equal(readSearchText('19121212', today).kind, 'unfinished-number');
});

test('a name is split in words, in either order', () => {
  assert.deepEqual(readSearchText('Andersson, Eva', today), { kind: 'name', words: ['Andersson', 'Eva'] });
  assert.equal(readSearchText('a', today).kind, 'too-short');
  assert.equal(readSearchText('  ', today).kind, 'nothing');
});
