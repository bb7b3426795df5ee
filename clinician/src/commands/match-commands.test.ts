import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchCommands } from './match-commands.ts';

const titles = ['Översikt', 'Labb och mätvärden', 'Ny anteckning', 'Anteckningar', 'Logga ut'];
const match = (typed: string) => matchCommands(titles, (title) => title, typed);

test('words are found by their beginnings, in any order, the nearest first', () => {
  assert.deepEqual(match('ant'), ['Anteckningar', 'Ny anteckning']);
  assert.deepEqual(match('ant ny'), ['Ny anteckning']);
  assert.deepEqual(match('över'), ['Översikt']);
  assert.deepEqual(match('zzz'), []);
});

test('nothing typed is everything, in the order it came', () => {
  assert.deepEqual(match(''), titles);
});
