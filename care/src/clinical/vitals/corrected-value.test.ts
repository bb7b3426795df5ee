import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '@medplum/fhirtypes';
import { correctedValue, numbersIn, struck } from './corrected-value.ts';

const by = { reference: 'Practitioner/sara' };
const correction = (numbers: number[] | undefined) => ({
  numbers,
  reason: 'Fel patient',
  by,
  at: '2026-11-29T10:00:00Z',
});
const pulse: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Puls' },
  valueQuantity: { value: 720, unit: '/min', comparator: '>' },
  interpretation: [{ coding: [{ code: 'HH' }] }],
};
const pressure: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Blodtryck' },
  component: [
    { code: { text: 'Arm' }, valueString: 'höger' },
    { code: { text: 'Systoliskt' }, valueQuantity: { value: 1400, unit: 'mmHg' } },
    { code: { text: 'Diastoliskt' }, valueQuantity: { value: 85, unit: 'mmHg' } },
  ],
};

describe('a value that was entered wrong', () => {
  it('is corrected with its unit, and loses what was said of the wrong number', () => {
    const { status, valueQuantity, interpretation, note } = correctedValue(pulse, correction([72]));
    assert.deepEqual(
      [status, valueQuantity, interpretation, note?.[0]?.text],
      ['corrected', { value: 72, unit: '/min' }, undefined, 'Fel patient'],
    );
  });
  it('of several parts is corrected part by part, and what is no number is left', () => {
    assert.deepEqual(
      numbersIn(pressure).map(({ value }) => value),
      [1400, 85],
    );
    const { component } = correctedValue(pressure, correction([140, 85]));
    assert.deepEqual(
      component?.map(({ valueQuantity, valueString }) => valueQuantity?.value ?? valueString),
      ['höger', 140, 85],
    );
  });
  it('is not counted when it is no value of this patient, and the score that stood on it does not hold', () => {
    const wrong = correctedValue(pulse, correction(undefined));
    assert.deepEqual([wrong.status, wrong.valueQuantity], ['entered-in-error', pulse.valueQuantity]);
    assert.equal(struck(pulse, correction([72])).status, 'entered-in-error');
  });
});
