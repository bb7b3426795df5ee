import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf } from './findings-of.ts';

describe('findings from the log', () => {
  const finding = { rule: 'care-relation-or-stated', law: 'pdl-4-1', outcome: 'met', facts: { relation: 'encounter' } };
  it('are read, and odd ones are left out', () => {
    assert.deepEqual(
      findingsOf(JSON.stringify([finding, { ...finding, law: 'gone' }, { ...finding, law: 'toString' }, null, 1])),
      [finding],
    );
    assert.deepEqual(findingsOf('{'), []);
    assert.deepEqual(findingsOf('{}'), []);
  });
});
