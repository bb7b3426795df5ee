import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { asksForTwo } from '@vardkedjan/care/clinical/giving/administration.ts';
import { kindOf, settingOf } from '@vardkedjan/care/clinical/prescriptions/order-kind.ts';
import { evaluateByOf, orderOf } from '@vardkedjan/care/clinical/prescriptions/order-resources.ts';
import { type Form, formFaults, type From, orderFrom, startOf } from './order-form.ts';

const by = { practitioner: { reference: 'Practitioner/sara' }, patientId: 'p', now: '2026-11-30T10:00:00Z' };
const dosages = (text: string) => {
  const typed = readTypedDose(text, { unit: 'tablett' });
  return 'problem' in typed ? [] : typed.dosages;
};
const stored: MedicationRequest = {
  ...orderOf(
    {
      medicationCodeableConcept: { text: 'Enalapril 5 mg tablett' },
      dosageInstruction: dosages('1x2'),
      setting: 'prescription',
      kind: 'dose-dispensed',
      dispensing: { amount: { value: 98, unit: 'tablett' }, times: 4 },
      reasonCode: [{ text: 'Hypertoni', coding: [{ code: 'I10.9' }] }],
      reasonReference: [{ reference: 'Condition/c' }],
      evaluateBy: '2026-12-24',
      twoSign: true,
    },
    by,
  ),
  id: 'a',
  encounter: { reference: 'Encounter/e' },
};
/** As somebody leaves the form who changes only `fields`. */
function left(from: From, fields: Partial<Form> = {}, dose = '1x2'): MedicationRequest {
  const form = { ...startOf(from, 'ward'), ...fields };
  assert.ok(form.drug);
  return orderFrom({ ...form, drug: form.drug }, dosages(dose), from, by);
}

test('what is changed keeps what the form says nothing new of, and what is emptied is gone', () => {
  const changed = left({ before: stored }, {}, '1x1');
  for (const element of ['category', 'encounter', 'reasonCode', 'reasonReference', 'extension'] as const)
    assert.deepEqual(changed[element], stored[element], element);
  assert.equal(changed.priorPrescription?.reference, 'MedicationRequest/a');
  assert.deepEqual(changed.dispenseRequest, {
    validityPeriod: { start: '2026-11-30', end: '2027-11-30' },
    numberOfRepeatsAllowed: 3,
    quantity: { value: 98, unit: 'tablett' },
  });
  const emptied = left({ before: stored }, { evaluateBy: '', twoSign: false, reason: 'Hjärtsvikt', kind: 'whole' });
  assert.deepEqual([evaluateByOf(emptied), asksForTwo(emptied), kindOf(emptied)], [undefined, false, undefined]);
  assert.deepEqual([emptied.reasonCode, emptied.reasonReference], [[{ text: 'Hjärtsvikt' }], undefined]);
});

test('a draft is signed as the form was left: unticked is unticked, ticked loses nothing, and what the form does not show stays', () => {
  const other = { url: 'https://example.org/other', valueBoolean: true };
  const draft: MedicationRequest = {
    ...stored,
    id: 'd',
    status: 'draft',
    extension: [...(stored.extension ?? []), other],
  };
  const signed = left({ draft }, { twoSign: false });
  assert.deepEqual([signed.id, asksForTwo(signed), evaluateByOf(signed)], ['d', false, '2026-12-24']);
  assert.ok(signed.extension?.some(({ url }) => url === other.url));
  assert.deepEqual(signed.reasonReference, stored.reasonReference);
  const { extension: _none, ...plain } = draft;
  const ticked = left({ draft: plain }, { twoSign: true, evaluateBy: '2027-01-01' });
  assert.deepEqual([asksForTwo(ticked), evaluateByOf(ticked)], [true, '2027-01-01']);
});

test('what is ordered by what a source says names it; on a ward it has no prescription', () => {
  const source = { order: { ...stored, id: 'theirs' }, reference: 'MedicationStatement/s' };
  const order = left({ source });
  assert.deepEqual([settingOf(order), order.dispenseRequest], ['ward', undefined]);
  assert.deepEqual(order.supportingInformation, [{ reference: 'MedicationStatement/s' }]);
  assert.equal(order.priorPrescription, undefined);
  const course = left({ source }, { setting: 'prescription' }, '1x3 i 7 dagar');
  assert.equal(course.dispenseRequest?.validityPeriod?.end, '2026-12-07');
});

test('what cannot be read is said, and of what is given at the unit nothing is asked of a prescription', () => {
  const form = {
    ...startOf({}, 'prescription'),
    amount: 'en ask',
    times: '0',
    until: '2026-11-29',
    evaluateBy: 'snart',
  };
  assert.deepEqual(formFaults(form, '2026-11-30'), ['badDate', 'badAmount', 'badTimes', 'pastUntil']);
  assert.deepEqual(formFaults({ ...form, setting: 'ward', evaluateBy: '' }, '2026-11-30'), []);
});
