import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest, Observation } from '@medplum/fhirtypes';
import { latestValues } from './latest.ts';
import { renewables } from './renewable.ts';

const order = (id: string, end: string | undefined, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: {},
  medicationCodeableConcept: { text: id },
  dispenseRequest: { validityPeriod: { ...(end && { end }) } },
  ...more,
});

test('what runs out comes first; what is paused, over or given on a ward is not renewed', () => {
  const { dispenseRequest: _ward, ...ward } = order('Dalteparin', undefined);
  const found = renewables(
    [
      order('Losartan', '2027-06-01'),
      order('Östradiol', '2026-12-20'),
      order('Atorvastatin', '2019-01-01'),
      order('Paus', '2026-12-01', { status: 'on-hold' }),
      order('Slut', '2020-01-01', { status: 'completed' }),
      ward,
    ],
    '2026-11-29',
  );
  assert.deepEqual(
    found.map(({ name, runsOut }) => [name, runsOut]),
    [
      ['Atorvastatin', true],
      ['Östradiol', true],
      ['Losartan', false],
    ],
  );
});

test('the latest creatinine and blood pressure, each with its day; a mistaken one is none', () => {
  const krea = (value: number, day: string, status: Observation['status'] = 'final'): Observation => ({
    resourceType: 'Observation',
    status,
    code: { coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/lab', code: 'krea' }], text: 'P-Kreatinin' },
    valueQuantity: { value, unit: 'µmol/L' },
    effectiveDateTime: day,
  });
  const pressure: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }], text: 'Blodtryck' },
    component: [
      { code: { coding: [{ code: '8480-6' }] }, valueQuantity: { value: 142 } },
      { code: { coding: [{ code: '8462-4' }] }, valueQuantity: { value: 78 } },
    ],
    effectiveDateTime: '2026-08-07',
  };
  assert.deepEqual(
    latestValues(
      [krea(90, '2026-01-01'), krea(98, '2026-11-01'), krea(900, '2026-11-20', 'entered-in-error')],
      [pressure],
    ),
    [
      { name: 'P-Kreatinin', value: '98 µmol/L', day: '2026-11-01' },
      { name: 'Blodtryck', value: '142/78 mm Hg', day: '2026-08-07' },
    ],
  );
});
