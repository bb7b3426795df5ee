import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationKnowledge, MedicationRequest, Patient } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { administrationOf, undone } from '@vardkedjan/care/clinical/giving/administration.ts';
import { roundDoses } from './round-doses.ts';
import { doseFor, readScan } from './scan.ts';
import { givenWhen } from './given-when.ts';
import { signingBundle, withSigned } from './with-signed.ts';

const by = (now: string) => ({
  practitioner: { reference: 'Practitioner/elin', display: 'Elin Sandberg, sjuksköterska' },
  now,
});
const now = Date.parse('2026-11-29T08:20:00+01:00');
const atc = (code: string, text: string) => ({ coding: [{ system: 'http://www.whocc.no/atc', code }], text });

function order(id: string, typed: string, more: Partial<MedicationRequest> = {}): MedicationRequest {
  const read = readTypedDose(typed, { unit: 'tablett' });
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    authoredOn: '2026-11-01T07:00:00+01:00',
    medicationCodeableConcept: atc('N02BE01', 'Paracetamol 500 mg tablett'),
    dosageInstruction: 'problem' in read ? [] : read.dosages,
    ...more,
  };
}
const shown = (orders: MedicationRequest[], given: Parameters<typeof roundDoses>[1] = []) =>
  roundDoses(orders, given, [], now).map(({ group, dueAt, lateBy }) => [group, dueAt?.slice(5, 16), lateBy]);

test('what was not signed in the last day is late, what is due within the hour is now, the rest of the day is later', () => {
  assert.deepEqual(shown([order('o', '1x2')]), [
    ['now', '11-28T19:00', 740],
    ['now', '11-29T07:00', 0],
    ['later', '11-29T19:00', 0],
  ]);
});

test('what is signed is done; put off it still waits; a mistake is shown, and the dose waits again', () => {
  const one = order('o', '1x1');
  const of = { order: one, dueAt: '2026-11-29T07:00:00Z', dose: { value: 1, unit: 'tablett' } };
  const given = { ...administrationOf({ ...of, status: 'completed' }, by('2026-11-29T08:05:00+01:00')), id: 'a' };
  assert.deepEqual(shown([one], [given]), [['done', '11-29T07:00', 0]]);
  const delayed = {
    ...administrationOf({ ...of, status: 'on-hold', reason: 'Sover' }, by('2026-11-29T08:05:00+01:00')),
    id: 'b',
  };
  assert.deepEqual(shown([one], [delayed]), [['now', '11-29T07:00', 0]]);
  assert.deepEqual(shown([one], [undone(given, 'Fel patient', by('2026-11-29T08:10:00+01:00'))]), [
    ['now', '11-29T07:00', 0],
    ['done', '11-29T07:00', 0],
  ]);
  assert.deepEqual(shown([{ ...one, status: 'on-hold' }]), [['paused', undefined, 0]]);
});

test('what was given of an order that has since ended is not forgotten', () => {
  const one = order('o', '1x1');
  const given = {
    ...administrationOf(
      { order: one, dueAt: '2026-11-29T07:00:00Z', status: 'completed' },
      by('2026-11-29T08:05:00+01:00'),
    ),
    id: 'a',
  };
  assert.deepEqual(shown([], [given]), [['done', '11-29T07:00', 0]]);
});

const drug = (code: string, text: string): MedicationKnowledge => ({
  resourceType: 'MedicationKnowledge',
  code: atc(code, text),
});

test('a package opens the dose that has waited the longest, and no other: not later, not another strength, not another drug', () => {
  const doses = roundDoses([order('o', '1x2')], [], [], now);
  const found = doseFor(drug('N02BE01', 'Paracetamol 500 mg tablett'), doses);
  assert.equal(found.kind === 'dose' && found.dose.dueAt, '2026-11-28T19:00:00Z');
  assert.equal(doseFor(drug('N02BE01', 'Paracetamol 1 g tablett'), doses).kind, 'other-strength');
  assert.equal(doseFor(drug('M01AE02', 'Naproxen 250 mg tablett'), doses).kind, 'not-ordered');
  const evening = roundDoses([order('o', '1 till natten', { authoredOn: '2026-11-29T07:00:00+01:00' })], [], [], now);
  assert.equal(doseFor(drug('N02BE01', 'Paracetamol 500 mg tablett'), evening).kind, 'not-now');
});

test('a band is known by its number with or without the century, a package by its code, anything else is neither', () => {
  const patients: Patient[] = [{ resourceType: 'Patient', identifier: [{ value: '191212121212' }] }];
  assert.deepEqual(readScan('191212121212', patients), { kind: 'band', digits: '191212121212' });
  assert.deepEqual(readScan('121212-1212', patients), { kind: 'band', digits: '1212121212' });
  assert.equal(readScan('0109521234543213', patients).kind, 'package');
  assert.equal(readScan('hello there', patients).kind, 'neither');
});

test('what the server has taken stands in the round at once, in the place of what was known of it', () => {
  const one = order('o', '1x1');
  const of = { order: one, dueAt: '2026-11-29T07:00:00Z', dose: { value: 1, unit: 'tablett' } };
  const first = { ...administrationOf({ ...of, status: 'in-progress' }, by('2026-11-29T08:05:00+01:00')), id: 'a' };
  const round = {
    patients: [],
    hasMore: false,
    orders: [one],
    given: [first],
    effects: [],
    allergies: [],
    answers: [],
    asOf: '',
  };
  const second = { ...first, status: 'completed' as const };
  const effect = { resourceType: 'Observation' as const, id: 'e', status: 'final' as const, code: { text: 'Effekt' } };
  const after = withSigned(round, [second, effect]);
  assert.deepEqual([after.given, after.effects], [[second], [effect]]);
  assert.deepEqual(shown(after.orders, after.given), [['done', '11-29T07:00', 0]]);
});

test('a change of rate is one unit of work: what ends on its version, and what begins', () => {
  const running = {
    ...administrationOf(
      { order: order('o', '1x1'), status: 'in-progress', rate: { value: 10, unit: 'ml/h' } },
      by('2026-11-29T08:00:00+01:00'),
    ),
    id: 'r',
    meta: { versionId: '3' },
  };
  const next = administrationOf(
    { order: order('o', '1x1'), status: 'in-progress', rate: { value: 5, unit: 'ml/h' } },
    by('2026-11-29T09:00:00+01:00'),
  );
  const { type, entry } = signingBundle([running, next]);
  assert.equal(type, 'transaction');
  assert.deepEqual(
    entry?.map((each) => each.request),
    [
      { method: 'PUT', url: 'MedicationAdministration/r', ifMatch: 'W/"3"' },
      { method: 'POST', url: 'MedicationAdministration' },
    ],
  );
});

test('what was given earlier says when, and when it was signed; what is no time is not taken for now', () => {
  const signing = by('2026-11-29T08:20:00Z');
  const earlier = givenWhen(signing, '6.45');
  assert.ok(earlier);
  const of = { order: order('o', '1x1'), status: 'completed' as const, note: 'Efterregistrerad' };
  const given = administrationOf(of, earlier);
  assert.equal(given.effectiveDateTime, '2026-11-29T05:45:00.000Z');
  assert.equal(given.note?.[0]?.time, '2026-11-29T08:20:00Z');
  assert.equal(administrationOf(of, givenWhen(signing, ' ') ?? signing).effectiveDateTime, '2026-11-29T08:20:00Z');
  assert.equal(givenWhen(signing, '6.75'), undefined);
});
