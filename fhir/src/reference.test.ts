import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReference, referenceType } from './reference.ts';

test('each form of a literal reference is told apart', () => {
  assert.deepEqual(parseReference('Patient/12'), { kind: 'local', type: 'Patient', id: '12' });
  assert.deepEqual(parseReference('Patient/12/_history/3'), { kind: 'local', type: 'Patient', id: '12', version: '3' });
  assert.deepEqual(parseReference('https://a.example/fhir/Patient/12'), {
    kind: 'absolute',
    url: 'https://a.example/fhir/Patient/12',
    base: 'https://a.example/fhir',
    type: 'Patient',
    id: '12',
  });
  assert.deepEqual(parseReference('https://a.example/x.pdf'), { kind: 'absolute', url: 'https://a.example/x.pdf' });
  assert.deepEqual(parseReference('urn:uuid:0c1f'), { kind: 'urn', urn: 'urn:uuid:0c1f' });
  assert.deepEqual(parseReference('#p1'), { kind: 'contained', id: 'p1' });
  assert.deepEqual(parseReference('#'), { kind: 'contained', id: '' });
  assert.deepEqual(parseReference('Patient?identifier=a|1'), {
    kind: 'conditional',
    type: 'Patient',
    query: 'identifier=a|1',
  });
  for (const text of ['', 'Patient', 'Patient/', 'Patient/1/2', 'Nothing/1', '/Patient/1', 'Patient/å', 'patient/1']) {
    assert.deepEqual(parseReference(text), { kind: 'other', text });
  }
});

test("a reference's type is told by its text, else by its type element", () => {
  assert.equal(referenceType({ reference: 'Group/1', type: 'Patient' }), 'Group');
  assert.equal(referenceType({ reference: 'urn:uuid:1', type: 'Patient' }), 'Patient');
  assert.equal(referenceType({ type: 'http://hl7.org/fhir/StructureDefinition/Patient' }), 'Patient');
  assert.equal(referenceType({ reference: '#p1' }), undefined);
});
