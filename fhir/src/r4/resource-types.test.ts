import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResourceType, resourceTypes, typeCode, typeName } from './resource-types.ts';

test('R4 has 146 concrete resource types, in sorted order', () => {
  assert.deepEqual([...resourceTypes].sort(), resourceTypes);
  assert.equal(resourceTypes.length, 146);
  for (const type of ['Patient', 'Observation', 'QuestionnaireResponse', 'Parameters', 'Bundle', 'Binary']) {
    assert.ok(isResourceType(type), type);
  }
  for (const type of ['Resource', 'DomainResource', 'patient', 'toString', '', undefined])
    assert.ok(!isResourceType(type));
});

test('a code leads to its type and back; the codes stored in databases stay what they are', () => {
  for (const type of resourceTypes) assert.equal(typeName(typeCode(type)), type);
  assert.equal(typeCode('Account'), 1);
  assert.throws(() => typeCode('Resource'), RangeError);
  assert.throws(() => typeName(0), RangeError);
  assert.throws(() => typeName(147), RangeError);
});
