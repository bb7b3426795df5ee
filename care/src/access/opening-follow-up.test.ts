/** The head of the unit, and nobody else, ends what an opening without consent has made, once and with what was found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@medplum/fhirtypes';
import { followedUp, isOpeningTask, openingFault, openingTask } from './opening-follow-up.ts';

const now = new Date('2026-11-30T12:00:00Z');
const johan = { reference: 'Practitioner/johan', display: 'Johan' };
const head = { practitioner: johan.reference, headOf: 'Organization/here' };
const opened: Task = {
  resourceType: 'Task',
  id: 't',
  status: 'requested',
  intent: 'order',
  code: { coding: [openingTask] },
  for: { reference: 'Patient/p' },
  requester: { reference: 'Practitioner/lena' },
  owner: { reference: 'Organization/here' },
};

test('the head of the unit follows it up once, in words', () => {
  const done = followedUp(opened, johan, 'Befogad: medvetslös.', now);
  assert.ok(isOpeningTask(done));
  assert.equal(openingFault(opened, done, head), undefined);
  assert.notEqual(openingFault(done, { ...done, note: [] }, head), undefined);
  assert.notEqual(openingFault(done, undefined, head), undefined);
});

for (const [why, after, by] of [
  ['it is taken away', undefined, head],
  ['somebody else does', followedUp(opened, johan, 'Ok', now), { ...head, headOf: undefined }],
  ['the head of another unit does', followedUp(opened, johan, 'Ok', now), { ...head, headOf: 'Organization/there' }],
  ['nothing is said', followedUp(opened, johan, ' ', now), head],
  ['it is said in another’s name', followedUp(opened, { reference: 'Practitioner/sara' }, 'Ok', now), head],
  ['it is ended without being followed up', { ...opened, status: 'cancelled' }, head],
  ['who opened is changed', { ...followedUp(opened, johan, 'Ok', now), requester: johan }, head],
  ['it is made something else', { ...opened, code: { text: 'Annat' } }, head],
] as [string, Task | undefined, typeof head][])
  test(`it is refused when ${why}`, () => assert.notEqual(openingFault(opened, after, by), undefined));

test('nobody makes one by hand', () => {
  assert.notEqual(openingFault(undefined, opened, head), undefined);
  assert.equal(openingFault(undefined, { ...opened, code: { text: 'Annat' } }, head), undefined);
});
