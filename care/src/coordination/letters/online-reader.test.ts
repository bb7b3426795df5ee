/** Who reads a letter online, by number, age and guardians; who nobody reads for gets it by post. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Patient, RelatedPerson } from '@medplum/fhirtypes';
import { usualOnlineAges } from '../../access/online-ages.ts';
import { whyUnreadOnline } from './online-reader.ts';

const now = new Date('2026-11-30T12:00:00Z');
const personnummer = { system: 'http://electronichealth.se/identifier/personnummer', value: '200001012384' };

function patient(birthDate: string | undefined, more: Partial<Patient> = { identifier: [personnummer] }): Patient {
  return { resourceType: 'Patient', ...(birthDate !== undefined && { birthDate }), ...more };
}

function guardian(more: Partial<RelatedPerson> = {}): RelatedPerson {
  return {
    resourceType: 'RelatedPerson',
    patient: { reference: 'Patient/p' },
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' }] }],
    identifier: [personnummer],
    ...more,
  };
}

const why = (of: Patient, related: readonly RelatedPerson[] = [], ages = usualOnlineAges) =>
  whyUnreadOnline(of, related, now, ages);

test('an adult reads with a number of their own, and nobody for who has died', () => {
  assert.equal(why(patient('1950-01-01')), undefined);
  assert.equal(why(patient('1950-01-01', { identifier: [] })), 'no-number');
  assert.equal(why(patient(undefined)), undefined);
  assert.equal(why(patient('1950-01-01', { identifier: [personnummer], deceasedBoolean: true })), 'deceased');
  assert.equal(why(patient('1950-01-01', { identifier: [personnummer], deceasedDateTime: '2026-01-01' })), 'deceased');
});

test('for a child a guardian reads, who is one now and has a number; between the ages nobody, on the birthday the child', () => {
  const child = patient('2020-05-05');
  assert.equal(why(child), 'no-guardian');
  assert.equal(why(child, [guardian()]), undefined);
  assert.equal(why(child, [guardian({ identifier: [] })]), 'no-guardian');
  assert.equal(why(child, [guardian({ period: { end: '2025-01-01' } })]), 'no-guardian');
  assert.equal(why(child, [guardian({ period: { start: '2027-01-01' } })]), 'no-guardian');
  assert.equal(why(patient('2013-12-01'), [guardian()]), undefined);
  assert.equal(why(patient('2013-11-30'), [guardian()]), 'age');
  assert.equal(why(patient('2010-12-01'), [guardian()]), 'age');
  assert.equal(why(patient('2010-11-30')), undefined);
  assert.equal(why(patient('1950-01-01'), [], []), 'age', 'no limits hold: nobody');
});
