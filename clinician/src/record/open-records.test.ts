import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hueOf, mostOpen, readOpenRecords, withoutRecord, withRecord } from './open-records.ts';

test('a record keeps its mark while it is open, and a freed mark is used again', () => {
  const two = withRecord(withRecord([], 'a'), 'b');
  assert.deepEqual(
    two.map((record) => record.mark),
    [1, 2],
  );
  assert.equal(withRecord(two, 'a'), two);
  assert.deepEqual(withRecord(withoutRecord(two, 'a'), 'c'), [
    { patientId: 'b', mark: 2 },
    { patientId: 'c', mark: 1 },
  ]);
  assert.equal(hueOf(5), 1);
});

test('never more are open than can be told apart in the bar', () => {
  const many = Array.from({ length: 20 }, (_, index) => `p${index}`).reduce(
    withRecord,
    [] as ReturnType<typeof withRecord>,
  );
  assert.equal(many.length, mostOpen);
  assert.equal(new Set(many.map((record) => record.mark)).size, mostOpen);
  assert.deepEqual(readOpenRecords([{ patientId: 'a', mark: 0 }]), []);
});
