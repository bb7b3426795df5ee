/** A letter that does not reach its patient: each state says why and since when, and what was said is taken back to exactly what stood before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@medplum/fhirtypes';
import {
  isToDo,
  isToReach,
  letterFault,
  letterIsPosted,
  letterIsReturned,
  letterIsSettled,
  letterTakenBack,
} from './letter-moves.ts';
import { type LetterChannel, letterHandling, letterIsRead, letterStateOf } from './letter.ts';

const day = (count: number) => new Date(Date.UTC(2026, 10, 1 + count, 9));

function sent(channel: LetterChannel, visitAt?: Date): Task {
  return letterHandling({
    id: 'l',
    patientId: 'p',
    kind: 'letter',
    title: 'Brev',
    text: 'Hej',
    channel,
    author: { reference: 'Practitioner/sara' },
    unit: { reference: 'Organization/u' },
    pdf: { id: 'pdf', size: 1, hash: 'x' },
    plain: { data: 'SGVq', size: 3, hash: 'y' },
    ...(visitAt && { visitAt: visitAt.toISOString() }),
    now: day(0),
  });
}

test('what the post brings back waits for somebody at once, an online letter when it has lain seven days', () => {
  const posted = letterIsPosted(sent('post'), day(1));
  const returned = letterIsReturned(posted, 'moved', '', day(3));
  assert.equal(isToReach(posted, day(100)), false);
  assert.equal(isToReach(returned, day(3)), true);
  assert.equal(returned.lastModified, day(3).toISOString());
  assert.equal(returned.statusReason?.text, 'Adressaten har flyttat');
  assert.equal(isToReach(sent('online'), day(7)), false);
  assert.equal(isToReach(sent('online'), new Date(day(7).getTime() + 1)), true);
  assert.equal(isToReach(letterIsSettled(returned, 'called', { words: 'Ny tid' }, day(4)), day(100)), false);
});

test('each step is taken back to what stood before it, its age included', () => {
  const [toPrint, posted] = [sent('post'), letterIsPosted(sent('post'), day(1))];
  for (const before of [sent('online'), letterIsReturned(posted, 'other', 'Ingen brevlåda', day(3))]) {
    const settled = letterIsSettled(before, 'called', { words: 'Hämtar brevet' }, day(5));
    assert.deepEqual(letterTakenBack(settled), before);
    assert.equal(letterFault(before, settled), undefined);
    assert.equal(letterFault(settled, before), undefined);
  }
  const returned = letterIsReturned(posted, 'moved', '', day(3));
  assert.deepEqual(letterTakenBack(returned), posted);
  assert.deepEqual(letterTakenBack(posted), toPrint);
  assert.equal(letterTakenBack(toPrint), undefined);
  for (const [before, after] of [
    [toPrint, posted],
    [posted, toPrint],
  ] as const)
    assert.equal(letterFault(before, after), undefined);
  assert.equal(letterFault(posted, returned), undefined);
  assert.equal(letterFault(returned, posted), undefined);
});

test('staff neither say that it is read, nor change or take away what was sent, nor say it has come back without why', () => {
  const [online, toPrint] = [sent('online'), sent('post')];
  const posted = letterIsPosted(toPrint, day(1));
  const returned = letterIsReturned(posted, 'moved', '', day(3));
  const { statusReason: _why, ...unexplained } = returned;
  for (const [before, after] of [
    [online, letterIsRead(online, day(1))],
    [online, letterIsReturned(online, 'moved', '', day(1))],
    [online, undefined],
    [online, posted],
    [toPrint, letterIsReturned(toPrint, 'moved', '', day(1))],
    [posted, unexplained],
    [posted, { ...returned, description: 'Annat' }],
    [posted, { ...returned, authoredOn: day(2).toISOString() }],
    [undefined, returned],
    [letterIsRead(posted, day(1)), returned],
  ] as const)
    assert.notEqual(
      letterFault(before, after),
      undefined,
      `${before && letterStateOf(before)} → ${after && letterStateOf(after)}`,
    );
});

test('a letter by post waits for somebody until it is said to be left there', () => {
  const toPrint = sent('post');
  assert.equal(letterStateOf(toPrint), 'to-print');
  assert.equal(isToDo(toPrint, day(0)), true);
  assert.equal(isToDo(letterIsPosted(toPrint, day(1)), day(100)), false);
});

test('an unread summons is told two days before its visit, but not on its first day', () => {
  assert.equal(isToReach(sent('online', day(5)), day(3)), false);
  assert.equal(isToReach(sent('online', day(5)), new Date(day(3).getTime() + 1)), true);
  assert.equal(isToReach(sent('online', day(1)), day(1)), false);
  assert.equal(isToReach(sent('online', day(1)), new Date(day(1).getTime() + 1)), true);
  assert.equal(isToReach(sent('online', day(90)), new Date(day(7).getTime() + 1)), true);
});
