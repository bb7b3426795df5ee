import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CarePlan } from '@medplum/fhirtypes';
import { describe, sourceOf } from './describe.ts';

test('what goes on has no end, what is over has one', () => {
  const stay = describe({
    resourceType: 'Encounter',
    id: 'e',
    status: 'in-progress',
    class: {},
    period: { start: '2026-11-20' },
    type: [{ text: 'Slutenvård' }],
    reasonCode: [{ text: 'Andfåddhet' }],
  });
  assert.deepEqual([stay.title, stay.isOpen, stay.end], ['Slutenvård: Andfåddhet', true, undefined]);
  const drug = describe({
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'stopped',
    intent: 'order',
    subject: {},
    authoredOn: '2024-01-01',
    medicationCodeableConcept: { text: 'Enalapril' },
    dispenseRequest: { validityPeriod: { end: '2024-06-01' } },
  });
  assert.deepEqual([drug.isOpen, drug.end], [false, '2024-06-01']);
});

test('a title never says the same twice', () => {
  const contact = describe({
    resourceType: 'Encounter',
    status: 'finished',
    class: {},
    type: [{ text: 'Provtagning' }],
    reasonCode: [{ text: 'Provtagning' }],
  });
  assert.equal(contact.title, 'Provtagning');
});

test('a hit leads to the page that shows it whole', () => {
  assert.deepEqual(sourceOf({ kind: 'note', id: '7' }), { path: 'notes', params: { note: '7' } });
  assert.deepEqual(sourceOf({ kind: 'report', id: '8' }), { path: 'referrals', params: { focus: '8' } });
  assert.deepEqual(sourceOf({ kind: 'warning', id: '9' }), { path: 'warnings', params: { focus: '9' } });
});

test('a care plan is never called by a raw code', () => {
  const plan = (category: CarePlan['category']): CarePlan => ({
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject: {},
    ...(category && { category }),
  });
  const usCore = { coding: [{ code: 'assess-plan' }] };
  assert.equal(describe(plan([usCore, { text: 'Burn care' }])).title, 'Burn care');
  assert.equal(describe(plan([usCore])).title, 'Vårdplan');
  assert.equal(describe({ ...plan([usCore]), title: 'Efter höften' }).title, 'Efter höften');
});
