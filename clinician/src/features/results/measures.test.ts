import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '@medplum/fhirtypes';
import { trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import { labPlace, latestByDay, measuresOf, valueGrid, valuesOf } from './measures.ts';

const pressure = (id: string, at: string, upper: number, lower?: number): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  effectiveDateTime: at,
  code: { text: 'Blodtryck' },
  component: [
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }], text: 'Systoliskt' },
      valueQuantity: { value: upper, unit: 'mmHg', code: 'mm[Hg]' },
    },
    ...(lower === undefined
      ? []
      : [
          {
            code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }], text: 'Diastoliskt' },
            valueQuantity: { value: lower, unit: 'mmHg', code: 'mm[Hg]' },
          },
        ]),
  ],
});
const lab = (id: string, name: string, at: string, value: number, interpretation?: string): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  effectiveDateTime: at,
  code: { coding: [{ system: 'urn:oid:1.2.752.108.1', code: name }], text: name },
  valueQuantity: { value, unit: 'mmol/L' },
  ...(interpretation ? { interpretation: [{ coding: [{ code: interpretation }] }] } : {}),
});
const measures = (...observations: Observation[]) => measuresOf(trendSeries(observations), 'Blodtryck');

test('a blood pressure is one measure of two values, also when half of one is missing', () => {
  const [measure, ...rest] = measures(
    pressure('1', '2026-01-01T08:00:00Z', 140, 85),
    pressure('2', '2026-02-01T08:00:00Z', 150),
  );
  assert.equal(rest.length, 0);
  assert.deepEqual(measure && valuesOf(measure).map((value) => value.text), ['150/–', '140/85']);
});

test('the latest of each by day, in the laboratory’s order', () => {
  const days = latestByDay(
    measures(
      lab('1', 'P-Kalium', '2026-01-02T08:00:00Z', 4.1),
      lab('2', 'B-Hb', '2026-01-02T08:00:00Z', 120, 'L'),
      lab('3', 'P-TSH', '2025-01-02T08:00:00Z', 2),
      lab('4', 'P-Kalium', '2024-01-02T08:00:00Z', 3.9),
    ),
    10,
    labPlace,
  );
  assert.deepEqual(
    days.map((day) => [day.date, day.rows.map((row) => row.measure.name)]),
    [
      ['2026-01-02', ['B-Hb', 'P-Kalium']],
      ['2025-01-02', ['P-TSH']],
    ],
  );
  assert.equal(days[0]?.rows[0]?.latest.mark, 'low');
  assert.equal(days[0]?.rows[1]?.count, 2);
});

test('the grid has a column for each time, the newest first, and holes where nothing was measured', () => {
  const grid = valueGrid(
    measures(lab('1', 'B-Hb', '2026-01-02T08:00:00Z', 120), lab('2', 'P-CRP', '2026-03-02T08:00:00Z', 8)),
    labPlace,
  );
  assert.deepEqual(
    grid.columns.map((column) => column.date),
    ['2026-03-02', '2026-01-02'],
  );
  assert.deepEqual(
    grid.rows.map((row) => row.cells.map((cell) => cell?.text)),
    [
      [undefined, '120'],
      ['8', undefined],
    ],
  );
});
