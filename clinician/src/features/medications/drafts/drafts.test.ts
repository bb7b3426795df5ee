import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { draftRows } from './drafts.ts';

const draft = (
  id: string,
  unit: string,
  authoredOn: string,
  more: Partial<MedicationRequest> = {},
): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  meta: {
    extension: [
      {
        url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
        valueReference: { reference: `Organization/${unit}` },
      },
    ],
  },
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  medicationCodeableConcept: { text: id },
  authoredOn,
  ...more,
});

test('a unit’s drafts wait with whose they are, the longest waiting first; others’ and what is signed do not', () => {
  const rows = draftRows(
    [
      draft('ny', 'vc', '2026-11-30T08:00:00Z'),
      draft('gammal', 'vc', '2026-11-29T08:00:00Z'),
      draft('deras', 'annan', '2026-11-28T08:00:00Z'),
      draft('signerad', 'vc', '2026-11-28T08:00:00Z', { status: 'active' }),
    ],
    [{ resourceType: 'Patient', id: 'p', name: [{ family: 'Karlsson' }] }],
    'vc',
  );
  assert.deepEqual(
    rows.map(({ id, patientId, patient }) => [id, patientId, patient?.name?.[0]?.family]),
    [
      ['gammal', 'p', 'Karlsson'],
      ['ny', 'p', 'Karlsson'],
    ],
  );
});
