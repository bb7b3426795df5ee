import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsHere } from './session.ts';

const expires = '2026-11-22T13:00:00.000Z';

test('a clock that is wrong does not end the session early or late', () => {
  const tenMinutesAhead = Date.parse('2026-11-22T12:10:00Z');
  assert.equal(endsHere(expires, 'Sun, 22 Nov 2026 12:00:00 GMT', tenMinutesAhead), Date.parse('2026-11-22T13:10:00Z'));
});

test('without the server’s time ours has to do', () => {
  assert.equal(endsHere(expires, null, 0), Date.parse(expires));
});
