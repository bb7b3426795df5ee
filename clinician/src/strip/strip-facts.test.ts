import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AllergyIntolerance, Bundle, Encounter, Resource } from '@medplum/fhirtypes';
import { alma, exampleChart } from '../../test/example-record.ts';
import { chartOf } from '../chart/chart.ts';
import { currentEncounter, stripFacts } from './strip-facts.ts';

const facts = (...resources: Resource[]) => {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
  return stripFacts(chartOf(bundle, '2026-11-22T10:00:00Z'));
};
const allergy = (code: string, more: Partial<AllergyIntolerance> = {}): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: code,
  patient: {},
  code: { text: code, coding: [{ code }] },
  ...more,
});

test('unknown is not none: only a documented none says none', () => {
  assert.equal(facts(alma).hypersensitivity, 'unknown');
  assert.equal(facts(alma, allergy('716186003')).hypersensitivity, 'none-documented');
  assert.equal(facts(alma, allergy('716186003'), allergy('Penicillin')).hypersensitivity, 'known');
  assert.equal(
    facts(alma, allergy('Penicillin', { verificationStatus: { coding: [{ code: 'refuted' }] } })).hypersensitivity,
    'unknown',
  );
});

test('the most serious warning is first', () => {
  const { warnings } = stripFacts(chartOf(exampleChart(), '2026-11-22T10:00:00Z'));
  assert.deepEqual(
    warnings.map((warning) => [warning.text, warning.severity]),
    [
      ['Penicillin', 'critical'],
      ['Nickel', 'caution'],
      ['Bärare av MRSA', 'caution'],
    ],
  );
});

test('a stay goes before a visit when both go on, and what is over is not where one is', () => {
  const encounter = (id: string, code: string, status: Encounter['status'], start: string): Encounter => ({
    resourceType: 'Encounter',
    id,
    class: { code },
    status,
    period: { start },
  });
  assert.equal(
    currentEncounter([
      encounter('visit', 'AMB', 'in-progress', '2026-11-22'),
      encounter('stay', 'IMP', 'in-progress', '2026-11-20'),
    ])?.id,
    'stay',
  );
  assert.equal(currentEncounter([encounter('over', 'IMP', 'finished', '2026-11-22')]), undefined);
});
