import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Consent } from '@medplum/fhirtypes';
import { blockCategory, consentScope, custodian, openingCategory, recipient } from '@vardkedjan/care/access/blocks.ts';
import { ownBlocks, whoHasWritten } from './own-blocks.ts';

const now = '2026-11-29T12:00:00.000Z';
const consent = (more: Partial<Consent>): Consent => ({
  resourceType: 'Consent',
  id: 'c',
  status: 'active',
  scope: { coding: [consentScope] },
  category: [{ coding: [blockCategory] }],
  dateTime: '2026-11-28T10:00:00.000Z',
  ...more,
});
const ward = { role: { coding: [custodian] }, reference: { reference: 'Organization/ward', display: 'Avdelningen' } };
const sara = { role: { coding: [recipient] }, reference: { reference: 'Practitioner/sara', display: 'Sara' } };
const centre = { role: { coding: [recipient] }, reference: { reference: 'Organization/vc', display: 'Vårdcentralen' } };
const block = consent({ provision: { type: 'deny', actor: [ward] } });
const opening = (end: string, more: Partial<Consent> = {}) =>
  consent({
    category: [{ coding: [openingCategory] }],
    extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/reason', valueString: 'Ont' }],
    provision: {
      type: 'permit',
      period: { start: '2026-11-29T08:00:00.000Z', end },
      actor: [ward, sara, centre],
    },
    ...more,
  });

test('a block in force is told by whose entries it is of; one withdrawn or over is none', () => {
  const over = { ...block, provision: { ...block.provision, period: { end: '2026-11-29T11:00:00Z' } } };
  const { blocks } = ownBlocks([block, { ...block, status: 'inactive' }, over as Consent], now);
  assert.deepEqual(blocks, [{ id: 'ward', name: 'Avdelningen', since: '2026-11-28T10:00:00.000Z' }]);
});

test('an opening is told with who, where, what and why, and whether it is open still', () => {
  const { openings } = ownBlocks(
    [
      opening('2026-11-29T16:00:00.000Z'),
      opening('2026-11-29T10:00:00.000Z', { status: 'inactive', verification: [{ verified: true }] }),
    ],
    now,
  );
  assert.deepEqual(
    openings.map(({ who, where, of, reason, isConsented, isOpen }) => [who, where, of, reason, isConsented, isOpen]),
    [
      ['Sara', 'Vårdcentralen', ['Avdelningen'], 'Ont', false, true],
      ['Sara', 'Vårdcentralen', ['Avdelningen'], 'Ont', true, false],
    ],
  );
});

test('who has written is put together by care provider', () => {
  const kept = (unit: string, careProvider?: string) => ({
    name: 'kept',
    part: [
      { name: 'unit', valueReference: { reference: `Organization/${unit}`, display: unit } },
      ...(careProvider
        ? [{ name: 'careProvider', valueReference: { reference: `Organization/${careProvider}` } }]
        : []),
      { name: 'latest', valueInstant: now },
    ],
  });
  const found = whoHasWritten({
    resourceType: 'Parameters',
    parameter: [kept('a', 'r'), kept('k', 'm'), kept('b', 'r'), kept('x')],
  });
  assert.deepEqual(
    found.map(({ id, units }) => [id, units.map((each) => each.name)]),
    [
      ['r', ['a', 'b']],
      ['m', ['k']],
      [undefined, ['x']],
    ],
  );
});
