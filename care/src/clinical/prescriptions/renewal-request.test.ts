import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { declined, isRenewable, orderAsked, renewalRequest, renewalStateOf, renewed } from './renewal-request.ts';

const order = {
  resourceType: 'MedicationRequest',
  id: 'losartan',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  dispenseRequest: {},
} satisfies MedicationRequest;
const now = new Date('2026-11-29T10:00:00Z');
const asked = renewalRequest({
  id: 'r1',
  order,
  unit: { reference: 'Organization/vc' },
  words: '  Har <5 kvar & inga biverkningar ',
  by: { reference: 'Patient/p1' },
  now,
});

test('a request waits at the unit whose order it is, in the words of whoever asked', () => {
  assert.deepEqual(
    [renewalStateOf(asked), orderAsked(asked), asked.owner?.reference],
    ['waiting', 'losartan', 'Organization/vc'],
  );
  assert.equal(asked.description, '  Har <5 kvar & inga biverkningar ');
  assert.equal(renewalStateOf(renewed(asked, now)), 'renewed');
  const no = declined(asked, 'Boka tid först', now);
  assert.deepEqual([renewalStateOf(no), no.statusReason?.text], ['declined', 'Boka tid först']);
  assert.equal(renewalStateOf({ ...asked, code: { text: 'annat' } }), undefined);
});

test('what is paused, over, or given on a ward has no prescription to renew', () => {
  const { dispenseRequest: _none, ...ward } = order;
  assert.deepEqual(
    [order, { ...order, status: 'on-hold' as const }, { ...order, status: 'stopped' as const }, ward].map(isRenewable),
    [true, false, false, false],
  );
});
