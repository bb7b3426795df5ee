import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { drugRows } from './drug-rows.ts';

const request = (id: string, name: string, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: { text: name },
  ...more,
});

test('current drugs by Swedish name, as needed after regular, ended last and newest first', () => {
  const rows = drugRows(
    [
      request('old', 'Amoxicillin', { status: 'completed', authoredOn: '2024-01-01' }),
      request('older', 'Alvedon', { status: 'stopped', authoredOn: '2020-01-01', statusReason: { text: 'Biverkan' } }),
      request('z', 'Östradiol'),
      request('a', 'Zopiklon', { dosageInstruction: [{ asNeededBoolean: true }] }),
      request('b', 'Enalapril 20 mg'),
      request('wrong', 'Fel', { status: 'entered-in-error' }),
    ],
    () => ({ text: 'dos', source: 'structured' }),
  );
  assert.deepEqual(
    rows.map((row) => row.id),
    ['b', 'z', 'a', 'old', 'older'],
  );
  assert.equal(rows.at(-1)?.statusReason, 'Biverkan');
});
