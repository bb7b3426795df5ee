import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@medplum/fhirtypes';
import { liftRequestAt, liftRequests } from './lift-request.ts';

const request: Task = {
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  code: { coding: [liftRequests.another] },
  authoredOn: '2026-10-25T00:30:00Z',
  restriction: { period: { end: '2026-10-25T01:00:00Z' } },
  input: [{ type: { text: 'staffed-unit' }, valueReference: { reference: 'Organization/emergency' } }],
};
const at = (time: string, task = request) => liftRequestAt(task, new Date(`2026-10-25T${time}Z`))?.stage;

test('where a request stands follows from the time alone, in the night when the clock is put back too', () => {
  assert.equal(at('00:59:59.999'), 'waits');
  assert.equal(at('01:00:00'), 'with-head');
  assert.equal(at('01:14:59.999'), 'with-head');
  assert.equal(at('01:15:00'), 'with-staffed-unit');
});

test('where no unit is staffed around the clock it stays with the head', () => {
  assert.equal(at('23:00:00', { ...request, input: [] }), 'with-head');
});

test('one that is answered waits for nobody, however late', () => {
  for (const status of ['ready', 'completed', 'rejected'] as const)
    assert.equal(at('23:00:00', { ...request, status }), 'answered');
});

test('what is no such request, or has no clock, is none', () => {
  assert.equal(at('01:00:00', { ...request, code: { text: 'x' } }), undefined);
  assert.equal(at('01:00:00', { ...request, restriction: {} }), undefined);
});
