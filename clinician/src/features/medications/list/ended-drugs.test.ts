import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { readTypedDose } from '@vardkedjan/care/clinical/dosing/dose-grammar.ts';
import { endedDrugs } from './ended-drugs.ts';

const order = (id: string, dose: string, more: Partial<MedicationRequest> = {}): MedicationRequest => {
  const typed = readTypedDose(dose, { unit: 'tablett' });
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    medicationCodeableConcept: { text: id },
    dosageInstruction: 'problem' in typed ? [] : typed.dosages,
    ...more,
  };
};

test('what has ended, and a course that is over though nobody has ended it, newest first, each once', () => {
  const course = order('Kåvepenin', '1x3 i 7 dagar', { authoredOn: '2026-09-01T08:00:00Z' });
  const rows = endedDrugs(
    [
      order('Amoxicillin', '1x3', { status: 'completed', authoredOn: '2024-01-01' }),
      order('Alvedon', '1x3', { status: 'stopped', authoredOn: '2020-01-01', statusReason: { text: 'Biverkan' } }),
      order('Enalapril', '1x1', { authoredOn: '2020-01-01' }),
      course,
      course,
      order('Fel', '1x1', { status: 'entered-in-error' }),
    ],
    '2026-11-30',
  );
  assert.deepEqual(
    rows.map(({ name, status, until, statusReason }) => [name, status, until, statusReason]),
    [
      ['Kåvepenin', 'completed', '2026-09-08', ''],
      ['Amoxicillin', 'completed', undefined, ''],
      ['Alvedon', 'stopped', undefined, 'Biverkan'],
    ],
  );
});
