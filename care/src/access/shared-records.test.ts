import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Consent } from '@medplum/fhirtypes';
import { consentScope, custodian, recipient } from './blocks.ts';
import { grantOf, isAboutSharing, sharingCategory } from './shared-records.ts';
import type { SharedBy } from './situation.ts';

const actor = (role: typeof custodian, reference: string) => ({ role: { coding: [role] }, reference: { reference } });
const unit = actor(recipient, 'Organization/unit');
const person = actor(recipient, 'Practitioner/sara');
const keeper = actor(custodian, 'Organization/town');
const period = { start: '2026-11-01T08:00:00Z', end: '2027-11-01T08:00:00Z' };

function consent(ground: SharedBy, provision: Consent['provision'] = {}, more: Partial<Consent> = {}): Consent {
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [consentScope] },
    category: [{ coding: [sharingCategory(ground)] }],
    patient: { reference: 'Patient/astrid' },
    provision: { type: 'permit', period, actor: [unit], ...provision },
    ...more,
  };
}

describe('what a Consent opens of other care providers’ entries', () => {
  it('is open to the unit that it is given to, from all care providers when none is named', () => {
    assert.deepEqual(grantOf(consent('consent')), {
      ground: 'consent',
      receiver: 'Organization/unit',
      keepers: [],
      from: '2026-11-01T08:00:00.000Z',
      until: '2027-11-01T08:00:00.000Z',
    });
    assert.deepEqual(grantOf(consent('consent', { actor: [unit, keeper] }))?.keepers, ['Organization/town']);
  });

  it('opens nothing when it is withdrawn, has no end, denies, or names nobody whom it is given to', () => {
    const opened = [
      consent('consent', {}, { status: 'inactive' }),
      consent('consent', { period: { start: '2026-11-01' } }),
      consent('consent', { period: { end: '2027-11-01' } }),
      consent('consent', { type: 'deny' }),
      consent('consent', { actor: [keeper] }),
      consent('consent', { actor: [unit, actor(recipient, 'Organization/another')] }),
      consent('consent', { actor: [unit, person, actor(recipient, 'Practitioner/johan')] }),
    ].map(grantOf);
    assert.deepEqual(new Set(opened), new Set([undefined]));
  });

  it('opens nothing when it is narrower than can be kept: it never opens more than was said', () => {
    assert.equal(grantOf(consent('consent', { class: [{ code: 'Observation' }] })), undefined);
    assert.equal(grantOf(consent('consent', { provision: [{ type: 'deny' }] })), undefined);
    assert.equal(grantOf(consent('consent', { dataPeriod: { start: '2026-01-01' } })), undefined);
    assert.equal(grantOf(consent('consent', { actor: [unit, actor(custodian, 'Practitioner/sara')] })), undefined);
  });

  it('without consent it names whose entries are opened; in danger, and through a block, to one person', () => {
    assert.equal(grantOf(consent('incapacity')), undefined);
    assert.ok(grantOf(consent('incapacity', { actor: [unit, keeper] })));
    for (const ground of ['emergency', 'lifted'] as const) {
      assert.equal(grantOf(consent(ground, { actor: [unit, person] })), undefined);
      assert.equal(grantOf(consent(ground, { actor: [unit, keeper] })), undefined);
      assert.equal(grantOf(consent(ground, { actor: [unit, person, keeper] }))?.practitioner, 'Practitioner/sara');
    }
  });

  it('a Consent of another kind is not about it', () => {
    assert.equal(isAboutSharing(consent('child', {}, { status: 'inactive' })), true);
    assert.equal(isAboutSharing(consent('child', {}, { category: [{ text: 'Samtycke' }] })), false);
    assert.equal(isAboutSharing(consent('child', {}, { scope: { text: 'Samtycke' } })), false);
  });
});
