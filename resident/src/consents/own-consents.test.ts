import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Consent } from '@medplum/fhirtypes';
import { custodian, recipient, consentScope } from '@vardkedjan/care/access/blocks.ts';
import { type Grant, sharingCategory } from '@vardkedjan/care/access/shared-records.ts';
import { canBeEnded, ownConsents } from './own-consents.ts';

const consent = (
  id: string,
  more: Partial<Consent> = {},
  ground: Grant['ground'] = 'consent',
  of: string[] = [],
): Consent => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: { coding: [consentScope] },
  category: [{ coding: [sharingCategory(ground)] }],
  patient: { reference: 'Patient/p' },
  provision: {
    type: 'permit',
    period: { start: '2026-11-01T10:00:00.000Z', end: '2027-11-01T10:00:00.000Z' },
    actor: [
      ...of.map((name) => ({
        role: { coding: [custodian] },
        reference: { reference: `Organization/${name}`, display: name },
      })),
      { role: { coding: [recipient] }, reference: { reference: 'Organization/home', display: 'Hemsjukvården' } },
    ],
  },
  ...more,
});

it('tells to whom, whose and until when, of what is in force', () => {
  const now = '2026-11-20T10:00:00.000Z';
  const found = ownConsents(
    [consent('a', {}, 'consent', ['Regionen']), consent('b', { status: 'inactive' }), consent('c')],
    now,
  );
  assert.deepEqual(
    found.map(({ id, to, of }) => [id, to, of]),
    [
      ['a', 'Hemsjukvården', ['Regionen']],
      ['c', 'Hemsjukvården', []],
    ],
  );
  assert.deepEqual(ownConsents([consent('a')], '2027-11-01T10:00:00.000Z'), [], 'one that has ended is no more');
});

it('offers to end what lasts, and not what ends by itself in hours', () => {
  const ended = (['consent', 'child', 'incapacity', 'emergency', 'lifted'] as const).filter((ground) =>
    canBeEnded({ id: '', ground, to: '', of: [], from: '', until: '' }),
  );
  assert.deepEqual(ended, ['consent', 'child', 'incapacity']);
});
