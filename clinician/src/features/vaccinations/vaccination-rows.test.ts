import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byVaccine, vaccinationRows } from './vaccination-rows.ts';

test('one row a vaccine, with its doses counted and the latest date', () => {
  const given = (id: string, date: string, status: 'completed' | 'not-done' = 'completed') => ({
    resourceType: 'Immunization' as const,
    id,
    status,
    vaccineCode: { text: 'TBE' },
    patient: { reference: 'Patient/p' },
    occurrenceDateTime: date,
  });
  const summaries = byVaccine(
    vaccinationRows([given('1', '2020-01-01'), given('2', '2021-01-01'), given('3', '2022-01-01', 'not-done')]),
  );
  assert.deepEqual(
    summaries.map((each) => [each.vaccine, each.doses, each.date]),
    [['TBE', 2, '2021-01-01']],
  );
});
