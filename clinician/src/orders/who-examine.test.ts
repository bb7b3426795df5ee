import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organization } from '@medplum/fhirtypes';
import { whoExamine } from './units-query.ts';

const unit = (id: string, code: string): Organization => ({
  resourceType: 'Organization',
  id,
  type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/unit-kind', code }] }],
});
const ids = (units: readonly Organization[]) => units.map(({ id }) => id);

test('physiology goes to those who do it, and to imaging where nobody does; imaging never to physiology', () => {
  const both = [unit('x-ray', 'imaging'), unit('phys', 'physiology')];
  assert.deepEqual(ids(whoExamine(both, 'physiology')), ['phys']);
  assert.deepEqual(ids(whoExamine(both, 'imaging')), ['x-ray']);
  assert.deepEqual(ids(whoExamine([unit('x-ray', 'imaging')], 'physiology')), ['x-ray']);
  assert.deepEqual(ids(whoExamine([unit('phys', 'physiology')], 'imaging')), []);
});
