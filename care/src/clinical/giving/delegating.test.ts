import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Delegating, delegatingFaults, delegationState } from './delegating.ts';
import { covers, delegationOf, delegationResource, withdrawnDelegation } from './delegation.ts';

const lawful: Delegating = {
  by: { practitioner: 'lena', profession: 'nurse', purpose: 'care' },
  to: { practitioner: 'hanna', profession: 'assistant-nurse' },
  from: '2026-11-30',
  until: '2027-11-30',
  today: '2026-11-30',
  drugs: [{ atc: 'N02BE01', name: 'Paracetamol' }],
};
const faults = (more: Partial<Delegating>) => delegatingFaults({ ...lawful, ...more });

test('a nurse delegates named drugs to an assistant nurse of the unit, for a year at most', () => {
  assert.deepEqual(faults({}), []);
  assert.deepEqual(faults({ until: '2027-12-01' }), ['for-too-long']);
  assert.deepEqual(faults({ until: '2026-11-29' }), ['ends-before-it-begins']);
  assert.deepEqual(faults({ from: '2026-11-29', until: '2026-12-30' }), ['begins-before-today']);
  assert.deepEqual(faults({ from: '', until: '' }), ['begins-before-today', 'ends-before-it-begins']);
});

test('who gives by delegation does not delegate on, nor does anybody for another purpose than care', () => {
  assert.deepEqual(faults({ by: { ...lawful.by, profession: 'assistant-nurse' } }), ['may-not-delegate']);
  assert.deepEqual(faults({ by: { ...lawful.by, purpose: 'care-administration' } }), ['may-not-delegate']);
});

test('nobody delegates to themselves, to who gives by own authority, or to who does not work there', () => {
  assert.deepEqual(faults({ to: { practitioner: 'lena', profession: 'assistant-nurse' } }), ['to-oneself']);
  assert.deepEqual(faults({ to: { practitioner: 'maria', profession: 'nurse' } }), ['gives-by-own-authority']);
  assert.deepEqual(faults({ to: { practitioner: 'x', profession: undefined } }), ['not-at-the-unit']);
});

test('the drugs are named by their ATC codes', () => {
  assert.deepEqual(faults({ drugs: [] }), ['no-drugs']);
  for (const atc of ['C09', 'C09A', 'C09AA', 'C09AA02']) assert.deepEqual(faults({ drugs: [{ atc, name: atc }] }), []);
  for (const atc of ['', 'C', 'c09', 'C09AA0', 'Paracetamol'])
    assert.deepEqual(faults({ drugs: [{ atc, name: atc }] }), ['no-such-drug'], atc);
  assert.deepEqual(faults({ drugs: [{ atc: 'C09', name: 'x'.repeat(201) }] }), ['name-too-long']);
});

test('what is withdrawn gives nothing from then on, and says why', () => {
  const made = delegationResource({
    to: { reference: 'Practitioner/hanna' },
    by: { reference: 'Practitioner/lena' },
    unit: 'u',
    from: '2026-11-30',
    until: '2027-11-29',
    drugs: [{ coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }], text: 'Paracetamol' }],
  });
  const use = {
    practitioner: 'hanna',
    unit: 'u',
    day: '2026-12-01',
    drug: { coding: [{ system: 'http://www.whocc.no/atc', code: 'N02BE01' }] },
  };
  const before = delegationOf(made);
  assert.ok(before && covers(before, use));
  const by = { reference: 'Practitioner/lena', display: 'Lena' };
  const after = delegationOf(
    withdrawnDelegation(made, { at: '2026-11-30T09:00:00Z', why: { reference: 'Binary/why' }, by }),
  );
  assert.ok(after && !covers(after, use));
  assert.deepEqual(after.withdrawn, {
    at: '2026-11-30T09:00:00Z',
    why: 'Binary/why',
    by: 'Lena',
    who: 'Practitioner/lena',
  });
  assert.equal(delegationState(after, '2026-12-01'), 'withdrawn');
  assert.deepEqual(
    ['2026-11-29', '2026-11-30', '2027-11-29', '2027-11-30'].map((day) => delegationState(before, day)),
    ['to-come', 'in-force', 'in-force', 'ended'],
  );
});
