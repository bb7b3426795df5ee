/**
 * For tests of searches: a small world of resources, and what a table of searches finds in it. Two patients, Anna and Bo, with
 * contacts and values; the rest is there for one kind of search each.
 */
import assert from 'node:assert/strict';
import type {
  Encounter,
  Observation,
  Patient,
  Practitioner,
  QuestionnaireResponse,
  Resource,
} from '@medplum/fhirtypes';
import { type SearchFixture, searchFixture } from './search-fixture.ts';

export const loinc = 'http://loinc.org';
export const ucum = 'http://unitsofmeasure.org';
export const personnummer = 'http://electronichealth.se/identifier/personnummer';

const anna: Patient = {
  resourceType: 'Patient',
  id: 'anna',
  active: true,
  gender: 'female',
  birthDate: '1950-05-17',
  identifier: [
    {
      system: personnummer,
      value: '195005171234',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NI' }] },
    },
  ],
  name: [{ family: 'Åkerlund', given: ['Anna', 'Maria'] }],
  telecom: [{ system: 'phone', value: '0701234567' }],
  address: [{ line: ['Storgatan 1'], city: 'Göteborg', postalCode: '41101' }],
  generalPractitioner: [{ reference: 'Practitioner/gp' }],
};
const bo: Patient = {
  resourceType: 'Patient',
  id: 'bo',
  active: false,
  gender: 'male',
  birthDate: '1980',
  identifier: [{ system: 'urn:other', value: '195005171234' }, { value: 'bare' }],
  name: [{ text: 'Bo Öberg', family: 'Öberg', given: ['Bo'] }],
  deceasedDateTime: '2020-02-01',
  managingOrganization: { reference: 'Organization/unit', identifier: { system: 'urn:hsa', value: 'SE1' } },
};
const gp: Practitioner = {
  resourceType: 'Practitioner',
  id: 'gp',
  gender: 'female',
  name: [{ family: 'Ek', given: ['Eva'] }],
};
export const encounter = (id: string, patient: string, more: Partial<Encounter>): Encounter => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: `Patient/${patient}` },
  ...more,
});
export const observation = (id: string, patient: string, more: Partial<Observation>): Observation => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject: { reference: `Patient/${patient}` },
  code: { text: 'something' },
  ...more,
});
export const coded = (code: string, system = loinc, display?: string) => ({
  coding: [{ system, code, ...(display && { display }) }],
});
export const quantity = (value: number, code: string, unit = code) => ({ value, code, unit, system: ucum });
const pressure = (systolic: number, diastolic: number) => [
  { code: coded('8480-6'), valueQuantity: quantity(systolic, 'mm[Hg]') },
  { code: coded('8462-4'), valueQuantity: quantity(diastolic, 'mm[Hg]') },
];

const world: Resource[] = [
  { resourceType: 'Organization', id: 'unit', name: 'Vårdcentralen Björken', alias: ['Björken'] },
  { resourceType: 'Organization', id: 'part', name: 'Björkens labb', partOf: { reference: 'Organization/unit' } },
  gp,
  anna,
  bo,
  encounter('e1', 'anna', {
    period: { start: '2024-01-10T08:00:00Z', end: '2024-01-10T09:00:00Z' },
    participant: [{ individual: { reference: 'Practitioner/gp' } }],
  }),
  encounter('e2', 'anna', { status: 'in-progress', period: { start: '2024-03-01T08:00:00Z' } }),
  encounter('e3', 'bo', { period: { start: '2023-12-31T23:30:00Z', end: '2024-01-02T10:00:00Z' } }),
  observation('weight', 'anna', {
    code: coded('29463-7', loinc, 'Kroppsvikt'),
    effectiveDateTime: '2024-01-10T08:30:00Z',
    valueQuantity: quantity(72.5, 'kg'),
    encounter: { reference: 'Encounter/e1' },
    category: [coded('vital-signs', 'urn:category')],
  }),
  observation('grams', 'bo', {
    code: coded('29463-7'),
    effectiveDateTime: '2024-02-01',
    valueQuantity: quantity(72500, 'g'),
    encounter: { reference: 'Encounter/e3' },
  }),
  observation('bp1', 'anna', {
    code: coded('85354-9'),
    effectiveDateTime: '2024-01-10T08:31:00Z',
    component: pressure(150, 80),
    category: [coded('vital-signs', 'urn:category')],
  }),
  observation('bp2', 'bo', {
    code: coded('85354-9'),
    effectiveDateTime: '2024-01-11',
    component: pressure(80, 150),
    status: 'amended',
  }),
  observation('twin', 'anna', {
    code: {
      text: 'Två koder',
      coding: [{ system: loinc, code: 'x1' }, { system: 'urn:other', code: 'x1' }, { code: 'x2' }],
    },
    effectiveDateTime: '2022',
    valueCodeableConcept: coded('positive', 'urn:answer', 'Positiv'),
  }),
  observation('undated', 'anna', { code: coded('8302-2'), valueString: 'Längd ej mätt', status: 'preliminary' }),
  {
    resourceType: 'RiskAssessment',
    id: 'risk',
    status: 'final',
    subject: { reference: 'Patient/anna' },
    prediction: [{ probabilityDecimal: 0.85 }],
  } as Resource,
  {
    resourceType: 'ValueSet',
    id: 'vs',
    status: 'active',
    url: 'http://example.org/fhir/ValueSet/a',
    version: '2',
  } as Resource,
  {
    resourceType: 'Questionnaire',
    id: 'q',
    status: 'active',
    url: 'http://example.org/fhir/Questionnaire/note',
    version: '1',
    title: 'Besök',
  } as Resource,
  {
    resourceType: 'QuestionnaireResponse',
    id: 'note',
    status: 'completed',
    questionnaire: 'http://example.org/fhir/Questionnaire/note|1',
    authored: '2024-01-10T10:00:00Z',
    subject: { reference: 'Patient/anna' },
    item: [{ linkId: '1', text: 'Bedömning', answer: [{ valueString: 'Patienten har haft feber i tre dagar.' }] }],
  } as QuestionnaireResponse,
  {
    resourceType: 'Group',
    id: 'group',
    type: 'person',
    actual: true,
    characteristic: [
      { code: coded('age', 'urn:c'), valueBoolean: true, exclude: false },
      { code: coded('sex', 'urn:c'), valueBoolean: false, exclude: false },
    ],
  } as Resource,
  { resourceType: 'DocumentReference', id: 'old', status: 'superseded', content: [{ attachment: {} }] } as Resource,
  {
    resourceType: 'DocumentReference',
    id: 'newer',
    status: 'current',
    content: [{ attachment: { contentType: 'text/xml; charset=UTF-8' } }],
    relatesTo: [{ code: 'replaces', target: { reference: 'DocumentReference/old' } }],
  } as Resource,
  {
    resourceType: 'Appointment',
    id: 'both',
    status: 'booked',
    start: '2024-05-01T08:00:00Z',
    participant: [
      { actor: { reference: 'Patient/anna' }, status: 'accepted' },
      { actor: { reference: 'Patient/bo' }, status: 'accepted' },
    ],
  } as Resource,
  {
    resourceType: 'MedicationRequest',
    id: 'rx',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/anna' },
    authoredOn: '2024-01-10',
    medicationCodeableConcept: coded('N02BE01', 'http://www.whocc.no/atc'),
    requester: { reference: 'Practitioner/gp' },
  } as Resource,
  {
    resourceType: 'DiagnosticReport',
    id: 'report',
    status: 'final',
    subject: { reference: 'Patient/anna' },
    code: coded('r'),
    issued: '2024-01-12T00:00:00Z',
    effectiveDateTime: '2024-01-10',
    result: [{ reference: 'Observation/weight' }, { reference: 'Observation/bp1' }],
  } as Resource,
  {
    resourceType: 'Condition',
    id: 'c1',
    subject: { reference: 'Patient/anna' },
    code: coded('I10', 'urn:icd'),
    onsetDateTime: '2020-06',
    recordedDate: '2020-07-01',
    meta: {
      tag: [{ system: 'urn:tag', code: 't1' }],
      profile: ['http://p.example/x|3'],
      security: [{ system: 'urn:sec', code: 'R' }],
      source: 'urn:source:1',
    },
  } as Resource,
];

export interface SearchWorld extends SearchFixture {
  /** Asserts, for each search, which ids it finds (in any order, with a blank between). */
  table: (cases: Record<string, string>) => Promise<void>;
}

/** A database of the file's own with the world in it. */
export async function searchWorld(): Promise<SearchWorld> {
  const fixture = await searchFixture();
  await fixture.put(...world);
  return {
    ...fixture,
    async table(cases) {
      for (const [url, expected] of Object.entries(cases)) {
        assert.equal(await fixture.found(url), expected.split(' ').sort().join(' ').trim(), url);
      }
    },
  };
}
