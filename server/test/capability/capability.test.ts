/**
 * The CapabilityStatement as such (http://hl7.org/fhir/R4/capabilitystatement.html), and the forms it claims: each is taken and given,
 * and others are refused. What it says of types, parameters and operations is tried in the files beside this.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Patient } from '@medplum/fhirtypes';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { probeWorld } from './probe-world.ts';

const { statement, ask, anybody } = await probeWorld();

test('it is valid R4, and says where it is', () => {
  assert.deepEqual(validate(statement), []);
  assert.equal(statement.kind, 'instance');
  assert.equal(statement.implementation?.url, 'http://localhost:8080/fhir');
});

const isXml = (format: string): boolean => format.includes('xml');
const others = ['ttl', 'text/turtle', 'application/fhir+turtle', 'application/pdf', 'application/octet-stream'];

test('each form that is claimed is given and taken, and others are refused', async () => {
  const found: string[] = [];
  for (const format of [...(statement.format ?? []), ...others]) {
    const given = await ask('GET', `/Patient/probe?_format=${encodeURIComponent(format)}`);
    const sent = isXml(format) ? '<Patient xmlns="http://hl7.org/fhir"/>' : '{"resourceType":"Patient"}';
    // Short names are for _format only.
    const headers = { 'content-type': format.includes('/') ? format : `application/fhir+${format}` };
    const taken = await ask('POST', '/Patient', { body: sent, headers });
    if (given.status === 200 && taken.status === 201) {
      assert.match(
        given.headers['content-type'] ?? '',
        isXml(format) ? /^application\/fhir\+xml/ : /^application\/fhir\+json/,
      );
      assert.equal(given.text.startsWith('<'), isXml(format));
      found.push(format);
    } else assert.deepEqual([given.status, taken.status], [406, 415], format);
  }
  assert.deepEqual(found.sort(), [...(statement.format ?? [])].sort());
});

test('each form of patch that is claimed does what it says, and others are refused', async () => {
  const fhirPath = {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Patient.gender' },
          { name: 'value', valueCode: 'other' },
        ],
      },
    ],
  };
  const part = (name: string, type: string, value: string): string =>
    `<part><name value="${name}"/><value${type} value="${value}"/></part>`;
  const fhirPathXml =
    '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>' +
    `${part('type', 'Code', 'replace')}${part('path', 'String', 'Patient.gender')}${part('value', 'Code', 'other')}</parameter></Parameters>`;
  const xml = '<diff xmlns:f="http://hl7.org/fhir"><replace sel="f:Patient/f:gender/@value">other</replace></diff>';
  const patches: Record<string, unknown> = {
    'application/json-patch+json': [{ op: 'replace', path: '/gender', value: 'other' }],
    'application/xml-patch+xml': xml,
    'application/fhir+json': fhirPath,
    'application/fhir+xml': fhirPathXml,
    'application/merge-patch+json': { gender: 'other' },
    'text/plain': 'gender=other',
  };
  const found: string[] = [];
  for (const [type, body] of Object.entries(patches)) {
    await ask('PUT', '/Patient/patched', { body: { resourceType: 'Patient', id: 'patched', gender: 'male' } });
    const answer = await ask('PATCH', '/Patient/patched', { body, headers: { 'content-type': type } });
    const { gender } = (await ask('GET', '/Patient/patched')).body<Patient>();
    if (answer.status === 200 && gender === 'other') found.push(type);
    else assert.deepEqual([answer.status, gender], [415, 'male'], `${type}: ${answer.text}`);
  }
  assert.deepEqual(found.sort(), [...(statement.patchFormat ?? [])].sort());
});

test('it is read without signing in, in each form', async () => {
  for (const format of statement.format ?? [])
    assert.equal((await anybody('GET', `/metadata?_format=${encodeURIComponent(format)}`)).status, 200, format);
});
