import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organization } from '@medplum/fhirtypes';
import { byNearness, nearestUnit, type OfferedUnit, unitsNamed, whereOf } from './nearest-unit.ts';

const unit = (id: string, name: string, city: string): Organization => ({
  resourceType: 'Organization',
  id,
  name,
  address: [{ city }],
});
const ofOthers = (of: Organization): OfferedUnit => ({ ...of, isOfOthers: true });
const here = unit('here', 'Vårdcentralen', 'Borås');
const far = unit('far', 'Laboratoriet, Skövde', 'Skövde');
const others = ofOthers(unit('others', 'Laboratoriet, Borås', 'Borås'));

test('the own care provider’s come first, however far; of others the one in the own town', () => {
  assert.deepEqual(
    byNearness([others, far], here).map(({ id }) => id),
    ['far', 'others'],
  );
  const alone = [ofOthers(far), others];
  assert.equal(nearestUnit(alone, here)?.id, 'others');
});

test('units are found by name and town whoever runs them, and it is said where another does', () => {
  assert.deepEqual(
    unitsNamed([others, far], 'labor bor', here).map((each) => whereOf(each, 'annan vårdgivare')),
    ['Borås · annan vårdgivare'],
  );
  assert.equal(whereOf(far, 'annan vårdgivare'), 'Skövde');
});
