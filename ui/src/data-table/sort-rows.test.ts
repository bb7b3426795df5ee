import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortRows } from './sort-rows.ts';

test('Swedish order puts å, ä, ö last, and numbers sort as numbers', () => {
  assert.deepEqual(
    sortRows(['öron', 'Åsa', 'anna', 'ärr', 'zon'], (row) => row, 'ascending'),
    ['anna', 'zon', 'Åsa', 'ärr', 'öron'],
  );
  assert.deepEqual(
    sortRows([10, 9, 100], (row) => row, 'descending'),
    [100, 10, 9],
  );
});

test('what is missing comes last whichever way it is sorted', () => {
  const rows = [{ v: undefined }, { v: 2 }, { v: 1 }];
  assert.deepEqual(
    sortRows(rows, (row) => row.v, 'ascending').map((row) => row.v),
    [1, 2, undefined],
  );
  assert.deepEqual(
    sortRows(rows, (row) => row.v, 'descending').map((row) => row.v),
    [2, 1, undefined],
  );
});
