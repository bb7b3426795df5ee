import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Slot } from '@medplum/fhirtypes';
import { handlingStateOf } from '../orders/order-state.ts';
import { bookedVisit, givenUp } from './booking.ts';
import { careGuarantee, type WaitingPause } from './care-guarantee.ts';
import { guaranteeOf, pausesOf, visitKindOf, visitRequest, withPauses } from './visit-request.ts';

const declined: WaitingPause = {
  reason: 'declined',
  from: '2026-09-11',
  until: '2026-09-20',
  informed: true,
  offered: true,
  said: true,
};

test('a first visit is within ninety days from the day on which the referral was issued (HSF 6:1 p. 3)', () => {
  const clock = careGuarantee('first-visit', '2026-09-01T22:30:00Z', [], '2026-11-29');
  assert.deepEqual([clock.until, clock.left, clock.paused], ['2026-11-30', 1, undefined]);
  assert.equal(careGuarantee('first-visit', '2026-09-01', [], '2026-11-30').left, 0);
  assert.equal(careGuarantee('first-visit', '2026-09-01', [], '2026-12-03').left, -3);
});

test('an assessment in primary care is within three days, and a contact the same day', () => {
  assert.equal(careGuarantee('assessment', '2026-11-27', [], '2026-11-27').until, '2026-11-30');
  assert.equal(careGuarantee('contact', '2026-11-27', [], '2026-11-27').until, '2026-11-27');
  assert.equal(careGuarantee('contact', '2026-11-27', [], '2026-11-28').left, -1);
});

test('days that the patient declines or cannot be given care are not counted (HSF 6:2), of a first visit and planned care only', () => {
  assert.equal(careGuarantee('first-visit', '2026-09-01', [declined], '2026-11-29').until, '2026-12-10');
  assert.equal(careGuarantee('first-visit', '2026-09-01', [declined], '2026-11-29').left, 11);
  assert.equal(careGuarantee('assessment', '2026-09-10', [declined], '2026-09-12').until, '2026-09-13');
  // Two pauses at the same time take away a day once.
  const medical: WaitingPause = { reason: 'medical', from: '2026-09-15', until: '2026-09-25' };
  assert.equal(careGuarantee('treatment', '2026-09-01', [declined, medical], '2026-11-29').until, '2026-12-15');
});

test('who has not been told, offered and said no has not declined', () => {
  for (const unknown of ['informed', 'offered', 'said'] as const) {
    const { [unknown]: _unknown, ...rest } = declined;
    assert.equal(careGuarantee('first-visit', '2026-09-01', [rest], '2026-11-29').until, '2026-11-30', unknown);
  }
});

test('while a pause goes on there is no last day, and what was left stays left', () => {
  const clock = careGuarantee('treatment', '2026-09-01', [{ reason: 'medical', from: '2026-09-11' }], '2026-11-29');
  assert.deepEqual([clock.until, clock.left, clock.paused], [undefined, 81, 'medical']);
});

const now = new Date('2026-11-29T10:00:00Z');
const [request, handling] = visitRequest({
  id: 'v1',
  kind: 'return-visit',
  reason: 'Blodtryck, <140/90?',
  patientId: 'p',
  requester: { reference: 'Practitioner/sara' },
  unit: { reference: 'Organization/u' },
  from: '2026-12-14',
  until: '2026-12-28',
  now,
});
const slot: Slot = {
  resourceType: 'Slot',
  id: 's',
  schedule: { reference: 'Schedule/x' },
  status: 'free',
  start: '2026-12-15T14:15:00Z',
  end: '2026-12-15T14:35:00Z',
};
const toBook = {
  request,
  handling,
  slot,
  actors: [{ reference: 'Practitioner/sara' }],
  unit: { id: 'u', name: 'U' },
  now,
};

test('a return visit has no guarantee, and neither has a first visit by referral in primary care', () => {
  assert.equal(visitKindOf(request), 'return-visit');
  assert.equal(guaranteeOf('return-visit', true), undefined);
  assert.equal(guaranteeOf('first-visit', false), undefined);
  assert.equal(guaranteeOf('first-visit', true), 'first-visit');
  assert.equal(guaranteeOf('assessment', false), 'assessment');
});

test('a pause stands on the handling and is read as it was written', () => {
  const paused = withPauses(handling, [declined], now);
  assert.deepEqual(pausesOf(paused), [declined]);
  assert.deepEqual(pausesOf(withPauses(paused, [], now)), []);
});

test('a free time is booked for who waits; one that is taken, has been, or for who waits no longer is not', () => {
  const booked = bookedVisit(toBook);
  assert.ok(typeof booked !== 'string');
  assert.equal(booked.slot.status, 'busy');
  assert.equal(handlingStateOf(booked.handling), 'booked');
  assert.deepEqual(booked.appointment.basedOn, [{ reference: 'ServiceRequest/v1' }]);
  assert.equal(booked.appointment.description, 'Blodtryck, <140/90?');
  assert.equal(booked.appointment.minutesDuration, 20);
  assert.equal(bookedVisit({ ...toBook, slot: booked.slot }), 'taken');
  assert.equal(bookedVisit({ ...toBook, handling: booked.handling }), 'not-waiting');
  assert.equal(bookedVisit({ ...toBook, now: new Date('2026-12-16T00:00:00Z') }), 'past');
  assert.equal(bookedVisit({ ...toBook, request: { ...request, category: [] } }), 'no-visit');

  const freed = givenUp({ ...booked }, now);
  assert.ok(typeof freed !== 'string');
  assert.deepEqual([freed.appointment.status, freed.slot?.status], ['cancelled', 'free']);
  assert.ok(freed.handling && handlingStateOf(freed.handling) === 'accepted');
  assert.equal(givenUp({ ...freed }, now), 'not-booked');
});
