import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { letterHandling, letterIsRead } from '@vardkedjan/care/coordination/letters/letter.ts';
import { testDatabase } from '../../test/database.ts';
import { openRecord } from '../store/open-record.ts';
import { exchangeCaller, longestWaiting } from './longest-waiting.ts';

test('the order that has waited longest for its receipt is told, and none when all have theirs', async () => {
  const record = openRecord(await testDatabase(), exchangeCaller);
  await record.write([
    { action: 'update', id: 'p', resource: { resourceType: 'Patient', id: 'p' } },
    { action: 'update', id: 'lab', resource: { resourceType: 'Organization', id: 'lab' } },
    { action: 'update', id: 'sara', resource: { resourceType: 'Practitioner', id: 'sara' } },
  ]);
  const send = async (id: string, at: string) => {
    const now = new Date(at);
    const request = requestOf({
      id,
      kind: 'laboratory',
      items: [],
      question: 'Hb?',
      history: '',
      priority: 'routine',
      patientId: 'p',
      requester: { reference: 'Practitioner/sara' },
      performer: { reference: 'Organization/lab' },
      now,
    });
    const handling = handlingOf(request, now);
    await record.write([
      { action: 'update', id, resource: request },
      { action: 'update', id, resource: handling },
    ]);
    return handling;
  };
  const now = new Date('2026-11-29T10:00:00Z');
  assert.deepEqual(await longestWaiting(record, now), { order: 0, answer: 0, letter: 0 });
  const letter = letterHandling({
    id: 'l',
    patientId: 'p',
    kind: 'letter',
    title: 'Brev',
    text: 'Hej',
    channel: 'online',
    author: { reference: 'Practitioner/sara' },
    unit: { reference: 'Organization/lab' },
    pdf: { id: 'pdf', size: 1, hash: 'x' },
    plain: { data: 'SGVq', size: 3, hash: 'y' },
    now: new Date('2026-11-20T10:00:00Z'),
  });
  const { focus: _document, ...alone } = letter;
  await record.write([{ action: 'update', id: 'l', resource: alone }]);
  assert.equal((await longestWaiting(record, now)).letter, 9 * 86_400);
  await record.write([{ action: 'update', id: 'l', resource: letterIsRead(alone, now) }]);
  assert.equal((await longestWaiting(record, now)).letter, 0);
  const first = await send('o1', '2026-11-29T09:00:00Z');
  const second = await send('o2', '2026-11-29T09:59:00Z');
  assert.equal((await longestWaiting(record, now)).order, 3600);
  await record.write([{ action: 'update', id: 'o1', resource: moved(first, { to: 'received', now }) }]);
  assert.equal((await longestWaiting(record, now)).order, 60);
  await record.write([{ action: 'update', id: 'o2', resource: moved(second, { to: 'accepted', now }) }]);
  assert.equal((await longestWaiting(record, now)).order, 0);
});
