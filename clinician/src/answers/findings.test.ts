import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '@medplum/fhirtypes';
import { findingsOf, isNumber, susceptibilitiesOf } from './findings.ts';

const base = { resourceType: 'Observation', status: 'final' } as const;
const isolate = (id: string, name: string, members: string[]): Observation => ({
  ...base,
  id,
  code: { text: 'Odling, urin' },
  valueCodeableConcept: { text: name },
  hasMember: members.map((member) => ({ reference: `Observation/${member}` })),
});
const drug = (id: string, name: string, code: string, mic?: number): Observation => ({
  ...base,
  id,
  code: { text: name },
  interpretation: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code }] },
  ],
  ...(mic !== undefined && { valueQuantity: { value: mic, comparator: '<=' as const, unit: 'mg/L' } }),
});

const coli = isolate('i1', 'Escherichia coli  >10⁵ CFU/mL', ['d1', 'd2']);
const entero = isolate('i2', 'Enterococcus faecalis', ['d3']);
const all = [
  coli,
  entero,
  drug('d1', 'Nitrofurantoin', 'S', 16),
  drug('d2', 'Trimetoprim', 'R'),
  drug('d3', 'Nitrofurantoin', 'I'),
];

test('each that grew has its own column, and what was not tested has an empty cell', () => {
  assert.deepEqual(susceptibilitiesOf(all), {
    isolates: [
      { id: 'i1', name: 'Escherichia coli  >10⁵ CFU/mL' },
      { id: 'i2', name: 'Enterococcus faecalis' },
    ],
    rows: [
      {
        drug: 'Nitrofurantoin',
        cells: [
          { code: 'S', value: '<=16 mg/L' },
          { code: 'I', value: '' },
        ],
      },
      { drug: 'Trimetoprim', cells: [{ code: 'R', value: '' }, undefined] },
    ],
  });
  assert.equal(susceptibilitiesOf([coli]), undefined);
});

test('a finding is told to the letter, and neither a number nor what is entered in error is one', () => {
  const number: Observation = { ...base, id: 'n', code: { text: 'B-Hb' }, valueQuantity: { value: 120 } };
  const wrong: Observation = { ...coli, id: 'w', status: 'entered-in-error' };
  assert.deepEqual(
    findingsOf([...all, number, wrong]).map(({ text }) => text),
    ['Escherichia coli  >10⁵ CFU/mL', 'Enterococcus faecalis'],
  );
  assert.deepEqual([...all, number].filter(isNumber), [number], 'a measured susceptibility stands in its table');
});
