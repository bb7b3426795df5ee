import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '@medplum/fhirtypes';
import { ownMeasures } from './own-measures.ts';

const pressure = (at: string, upper: number, lower?: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  id: at,
  effectiveDateTime: at,
  code: { text: 'Blodtryck' },
  component: [
    { code: { coding: [{ code: '8480-6' }], text: 'Systoliskt' }, valueQuantity: { value: upper, unit: 'mmHg' } },
    ...(lower
      ? [{ code: { coding: [{ code: '8462-4' }], text: 'Diastoliskt' }, valueQuantity: { value: lower, unit: 'mmHg' } }]
      : []),
  ],
});

describe('own measures', () => {
  it('have a blood pressure as one, and only of one moment', () => {
    const [measure, ...rest] = ownMeasures(
      [pressure('2026-01-01T08:00:00Z', 130, 80), pressure('2026-02-01T08:00:00Z', 140)],
      'Blodtryck',
    );
    assert.equal(rest.length, 0);
    assert.equal(measure?.latest, '140/–');
    assert.equal(measure?.series.length, 2);
  });
  it('have the newest first', () => {
    const lab = (name: string, at: string): Observation => ({
      resourceType: 'Observation',
      status: 'final',
      id: name,
      effectiveDateTime: at,
      code: { text: name },
      valueQuantity: { value: 1, unit: 'g/L' },
    });
    assert.deepEqual(
      ownMeasures([lab('A', '2026-01-01'), lab('B', '2026-02-01')], '').map((each) => each.name),
      ['B', 'A'],
    );
  });
});
