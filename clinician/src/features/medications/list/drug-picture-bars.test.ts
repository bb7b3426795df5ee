import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MedicationRequest } from '@medplum/fhirtypes';
import { drugLines } from './drug-picture-bars.ts';

const order = (
  name: string,
  status: MedicationRequest['status'],
  authoredOn: string,
  end?: string,
): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status,
  intent: 'order',
  subject: {},
  authoredOn,
  medicationCodeableConcept: { text: name },
  ...(end && { dispenseRequest: { validityPeriod: { end } } }),
});
const at = (day: string) => Date.parse(day);

test('a line for each drug, those of now first; what is over ends where it ended, and where that is not known only begins', () => {
  const lines = drugLines(
    [
      order('Amoxicillin', 'completed', '2026-01-01T00:00:00Z', '2026-01-11T00:00:00Z'),
      order('Dalteparin', 'stopped', '2026-02-01T00:00:00Z'),
      order('Enalapril', 'active', '2020-01-01T00:00:00Z'),
      order('Enalapril', 'completed', '2010-01-01T00:00:00Z', '2011-01-01T00:00:00Z'),
      order('Utkast', 'draft', '2026-01-01T00:00:00Z'),
    ],
    { from: at('2025-01-01'), now: at('2026-11-29') },
  );
  assert.deepEqual(lines, [
    { name: 'Enalapril', bars: [{ from: at('2025-01-01'), to: at('2026-11-29'), kind: 'current' }] },
    { name: 'Dalteparin', bars: [{ from: at('2026-02-01'), to: at('2026-02-01'), kind: 'over' }] },
    { name: 'Amoxicillin', bars: [{ from: at('2026-01-01'), to: at('2026-01-11'), kind: 'over' }] },
  ]);
});
