/** A page's cursor (http://hl7.org/fhir/R4/http.html#paging leaves its form to the server). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { cursorOf, positionOf, sealCursorsWith } from './cursor.ts';

const caller: Caller = { kind: 'resident', id: 'p1', name: 'P', patientKey: 1, online: [] };
const other: Caller = { kind: 'resident', id: 'p2', name: 'P', patientKey: 2, online: [] };

test('a cursor leads its own caller on in its own query, and nobody else anywhere', () => {
  const cursor = cursorOf(caller, 'Patient?_sort=family', ['Åkerlund', 7]);
  assert.deepEqual(positionOf(caller, 'Patient?_sort=family', cursor), ['Åkerlund', 7]);
  assert.throws(() => positionOf(other, 'Patient?_sort=family', cursor), /does not belong/);
  assert.throws(() => positionOf(caller, 'Patient?_sort=given', cursor), /does not belong/);
});

test('a cursor says nothing of what it holds, and none can be made up', () => {
  const cursor = cursorOf(caller, 'q', ['Åkerlund', 7]);
  assert.ok(!Buffer.from(cursor, 'base64url').toString('utf8').includes('kerlund'));
  assert.equal(cursorOf(caller, 'q', ['Åkerlund', 7]), cursor, 'the same page has the same cursor');
  for (let at = 0; at < cursor.length; at++) {
    const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
    if (Buffer.from(changed, 'base64url').equals(Buffer.from(cursor, 'base64url'))) continue;
    assert.throws(() => positionOf(caller, 'q', changed), /does not belong/);
  }
  for (const made of ['', 'x', 'A'.repeat(40), Buffer.from('["Ek",1]').toString('base64url')])
    assert.throws(() => positionOf(caller, 'q', made), /does not belong/);
});

test('processes that share a secret understand each other; a cursor sealed with another is refused', () => {
  sealCursorsWith('one secret');
  const cursor = cursorOf(caller, 'q', [1]);
  sealCursorsWith('another secret');
  assert.throws(() => positionOf(caller, 'q', cursor), /does not belong/);
  sealCursorsWith('one secret');
  assert.deepEqual(positionOf(caller, 'q', cursor), [1]);
});
