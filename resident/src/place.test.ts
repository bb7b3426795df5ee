import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressFor, addressOf, placeOf } from './place.ts';

describe('places', () => {
  it('have an address each, and come back from it', () => {
    assert.deepEqual(placeOf('/resident/'), { part: 'start', rest: [] });
    assert.deepEqual(placeOf('/resident'), { part: 'start', rest: [] });
    assert.deepEqual(placeOf(addressOf('journal', 'notes', 'a.b-1')), { part: 'journal', rest: ['notes', 'a.b-1'] });
    assert.deepEqual(placeOf(addressOf('results', 'urn:oid:1.2|NPU1|g/L')), {
      part: 'results',
      rest: ['urn:oid:1.2|NPU1|g/L'],
    });
  });
  it('in a child’s record say whose', () => {
    assert.deepEqual(placeOf(addressFor('wilma', 'start')), { child: 'wilma', part: 'start', rest: [] });
    assert.deepEqual(placeOf(addressFor('w.1', 'journal', 'notes')), {
      child: 'w.1',
      part: 'journal',
      rest: ['notes'],
    });
    assert.equal(placeOf('/resident/child'), undefined);
    assert.equal(placeOf('/resident/child/wilma/admin'), undefined);
  });
  it('elsewhere are none of ours', () => {
    assert.equal(placeOf('/patient/x'), undefined);
    assert.equal(placeOf('/resident/admin'), undefined);
  });
});
