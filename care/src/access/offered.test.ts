import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Right } from './needs-and-risks/rights.ts';
import { rights } from './needs-and-risks/rights.ts';
import { offered } from './offered.ts';
import type { Situation } from './situation.ts';

const day = '2026-11-01';
const doctor: Situation = {
  caller: 'staff',
  matter: 'record',
  assignment: 'in-force',
  purpose: 'care',
  profession: 'doctor',
  analysis: 'in-force',
  rights,
  headOfUnit: false,
  relation: 'encounter',
  block: 'none',
  protectedPerson: false,
};
const without = (...less: Right[]): Situation => ({
  ...doctor,
  rights: rights.filter((right) => !less.includes(right)),
});

test('what only the act itself can bring keeps nothing from being offered', () => {
  const acts = offered(doctor, day);
  for (const act of [
    'write',
    'sign',
    'print',
    'hand-out',
    'register-consent',
    'emergency',
    'open-without-capacity',
  ] as const)
    assert.ok(acts.includes(act), act);
});

test('what the role has no right to is not offered', () => {
  const acts = offered(without('write', 'sign', 'print'), day);
  for (const act of ['write', 'sign', 'correct', 'print', 'choose-quality-registers'] as const)
    assert.ok(!acts.includes(act), act);
  assert.ok(acts.includes('hand-out'));
});

test('what is the head’s alone is offered to the head', () => {
  assert.deepEqual(
    ['erase', 'decide-online'].filter((act) => offered(doctor, day).includes(act as 'erase')),
    [],
  );
  const head = offered({ ...doctor, headOfUnit: true }, day);
  assert.ok(head.includes('erase') && head.includes('decide-online'));
});

test('social care is offered no writing and no emergency, and to register what the person says', () => {
  const { rights: _, analysis: __, ...known } = doctor;
  const acts = offered(
    {
      ...known,
      caller: 'social-care',
      purpose: 'social-care',
      profession: 'needs-assessor',
      relation: 'episode-of-care',
    },
    day,
  );
  assert.deepEqual(acts, ['register-consent']);
});

test('with a stated relation, no other care provider’s entries are offered', () => {
  const acts = offered({ ...doctor, relation: 'stated' }, day);
  assert.ok(!acts.includes('emergency') && !acts.includes('register-consent') && acts.includes('write'));
});

test('before anything is known of a patient, signing is offered to whoever may sign anything, and to no secretary', () => {
  const { relation: _r, block: _b, protectedPerson: _p, ...assigned } = doctor;
  assert.ok(offered(assigned, day).includes('sign'));
  const secretary = { ...assigned, profession: 'medical-secretary', purpose: 'care-administration' as const };
  assert.ok(!offered(secretary, day).includes('sign'));
  assert.ok(offered(secretary, day).includes('write'));
});
