import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownerReferences } from './compartment.ts';
import { compartments } from './r4/generated/compartments.ts';
import { searchParameters } from './r4/generated/search-parameters.ts';

test('the subject comes before those who took part', () => {
  const observation = {
    resourceType: 'Observation',
    performer: [{ reference: 'Patient/b' }],
    subject: { reference: 'Patient/a' },
  };
  assert.deepEqual(ownerReferences(observation), [
    { parameter: 'subject', reference: 'Patient/a' },
    { parameter: 'performer', reference: 'Patient/b' },
  ]);
  const coverage = {
    resourceType: 'Coverage',
    payor: [{ reference: 'Organization/1' }],
    beneficiary: { reference: 'Patient/a' },
  };
  assert.deepEqual(ownerReferences(coverage)[0], { parameter: 'beneficiary', reference: 'Patient/a' });
});

test('a reference is told once, and one without a text not at all', () => {
  const list = { resourceType: 'List', subject: { reference: 'Patient/a' }, source: { reference: 'Patient/a' } };
  assert.deepEqual(ownerReferences(list), [{ parameter: 'subject', reference: 'Patient/a' }]);
  assert.deepEqual(ownerReferences({ resourceType: 'List', subject: { display: 'a' } } as never), []);
});

test('a Patient owns itself, and types outside the compartment are owned by nobody', () => {
  const linked = { resourceType: 'Patient', link: [{ other: { reference: 'Patient/b' } }] };
  assert.deepEqual(ownerReferences(linked), []);
  assert.deepEqual(
    ownerReferences({ resourceType: 'Organization', partOf: { reference: 'Organization/1' } } as never),
    [],
  );
});

test('every parameter of the definition is a search parameter of its type', () => {
  for (const [type, parameters] of Object.entries(compartments['Patient'] ?? {})) {
    for (const parameter of parameters) {
      assert.ok(
        searchParameters[type]?.some((row) => row.code === parameter && row.expression !== undefined),
        `${type}.${parameter}`,
      );
    }
  }
});
