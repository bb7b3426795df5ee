/** What is hashed and how stays as it is, or the stores that exist are rewritten (index-format.ts). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { indexRows } from '../search/index/index-rows.ts';
import { howIndexed } from './index-format.ts';

const subject = { reference: 'Patient/anna' };
const coding = [{ system: 'http://loinc.org', code: '8480-6', display: 'Systoliskt' }];
const valueQuantity = { value: 150, code: 'mm[Hg]', unit: 'mmHg', system: 'http://unitsofmeasure.org' };
/** One for each kind of index row. They are not changed: the sum below is theirs. */
const sample = [
  {
    resourceType: 'Patient',
    id: 'anna',
    active: true,
    birthDate: '1950-05-17',
    name: [{ family: 'Åkerlund', given: ['Anna'] }],
    identifier: [{ system: 'urn:i', value: '1', type: { coding: [{ system: 'urn:t', code: 'NI' }] } }],
  },
  {
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: { coding, text: 'Tryck' },
    effectiveDateTime: '2024-01-10T08:30:00Z',
    issued: '2024-01-11T00:00:00Z',
    encounter: { reference: 'Encounter/e1' },
    component: [{ code: { coding }, valueQuantity }],
    valueQuantity,
  },
  {
    resourceType: 'ValueSet',
    status: 'active',
    url: 'http://example.org/fhir/ValueSet/a',
    version: '2',
    title: 'Höjd',
    description: 'Ord',
  },
  { resourceType: 'Location', name: 'Hus', position: { longitude: 11.97, latitude: 57.7 } },
  {
    resourceType: 'RiskAssessment',
    status: 'final',
    subject,
    prediction: [{ probabilityDecimal: 0.85 }],
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">feber</div>' },
  },
] as Resource[]; // prettier-ignore

function rowsOf(resource: Resource): unknown {
  const type = resource.resourceType;
  const patientKey = type === 'ValueSet' || type === 'Location' ? 0 : 7;
  const scalars = { updated: 0, careProvider: 0, patientVisible: true, protected: false };
  const owner = { key: 1, patientKey, patientId: 'anna', type: typeCode(type), ...scalars };
  const { postings, referred: _, owner: __, ...rows } = indexRows(resource, owner);
  return { ...rows, tokens: postings.packed.toString('base64'), posted: postings.triples };
}

test('the same resources give the same index rows; where they do not, indexFormat is raised and the new sum stands here', () => {
  const sum = createHash('sha256')
    .update(JSON.stringify(sample.map(rowsOf)))
    .digest('base64url')
    .slice(0, 20);
  assert.deepEqual([howIndexed().split(' ')[0], sum], ['4', 'YO13A-tSxmZh2vjS6D4Q']);
});
