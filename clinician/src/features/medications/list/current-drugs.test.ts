import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { categorySystem, currentDrugs } from './current-drugs.ts';

const order = (name: string, dose: string, more: Partial<MedicationRequest> = {}): MedicationRequest => {
  const typed = readTypedDose(dose, { unit: 'tablett' });
  return {
    resourceType: 'MedicationRequest',
    id: name,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    medicationCodeableConcept: { text: name },
    dosageInstruction: 'problem' in typed ? [] : typed.dosages,
    ...more,
  };
};

test('the list has its groups in their order, names in Swedish order, and only what holds', () => {
  const rows = currentDrugs(
    [
      order('Zopiklon', '1 till natten vb'),
      order('Östradiol', '1x1'),
      order('Enalapril', '1x2', { status: 'on-hold', statusReason: { text: 'Kräks' } }),
      order('Prednisolon', '2 i 5 dagar sedan 1 i 5 dagar'),
      order('Furosemid', '1x1', {
        dosageInstruction: [{ doseAndRate: [{ rateQuantity: { value: 5, unit: 'mL/h' } }] }],
      }),
      order('Metformin', '1x2', { category: [{ coding: [{ system: categorySystem, code: 'dose-dispensed' }] }] }),
      order('Utkast', '1x1', { status: 'draft' }),
      order('Slut', '1x1', { status: 'stopped' }),
      order('Förslag', '1x1', { intent: 'proposal' }),
      order('Gammal källa', '1x1', { reportedBoolean: true }),
    ],
    [
      {
        resourceType: 'MedicationStatement',
        id: 's',
        status: 'active',
        subject: {},
        medicationCodeableConcept: { text: 'Johannesört' },
        dosage: [{ text: 'En ibland' }],
      },
    ],
  );
  assert.deepEqual(
    rows.map(({ group, name, isVerified }) => [group, name, isVerified]),
    [
      ['draft', 'Utkast', true],
      ['regular', 'Enalapril', true],
      ['regular', 'Gammal källa', false],
      ['regular', 'Östradiol', true],
      ['as-needed', 'Zopiklon', true],
      ['temporary', 'Prednisolon', true],
      ['infusion', 'Furosemid', true],
      ['dose-dispensed', 'Metformin', true],
      ['self-care', 'Johannesört', false],
    ],
  );
  assert.deepEqual(rows.at(-1)?.dose, { text: 'En ibland', source: 'written' });
});
