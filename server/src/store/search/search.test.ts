/** What a search finds, by the standard: https://hl7.org/fhir/R4/search.html. Stored resources → one search → the whole answer. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Encounter, Observation, Patient, Practitioner, QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import { searchFixture } from './search-fixture.ts';

const { put, create, ids, found, page, remove } = await searchFixture();

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const personnummer = 'http://electronichealth.se/identifier/personnummer';

const anna: Patient = {
  resourceType: 'Patient', id: 'anna', active: true, gender: 'female', birthDate: '1950-05-17',
  identifier: [{ system: personnummer, value: '195005171234', type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NI' }] } }],
  name: [{ family: 'Åkerlund', given: ['Anna', 'Maria'] }],
  telecom: [{ system: 'phone', value: '0701234567' }],
  address: [{ line: ['Storgatan 1'], city: 'Göteborg', postalCode: '41101' }],
  generalPractitioner: [{ reference: 'Practitioner/gp' }],
}; // prettier-ignore
const bo: Patient = {
  resourceType: 'Patient', id: 'bo', active: false, gender: 'male', birthDate: '1980',
  identifier: [{ system: 'urn:other', value: '195005171234' }, { value: 'bare' }],
  name: [{ text: 'Bo Öberg', family: 'Öberg', given: ['Bo'] }], deceasedDateTime: '2020-02-01',
  managingOrganization: { reference: 'Organization/unit', identifier: { system: 'urn:hsa', value: 'SE1' } },
}; // prettier-ignore
const gp: Practitioner = { resourceType: 'Practitioner', id: 'gp', gender: 'female', name: [{ family: 'Ek', given: ['Eva'] }] };
const encounter = (id: string, patient: string, more: Partial<Encounter>): Encounter => ({
  resourceType: 'Encounter', id, status: 'finished', class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: `Patient/${patient}` }, ...more,
}); // prettier-ignore
const observation = (id: string, patient: string, more: Partial<Observation>): Observation => ({
  resourceType: 'Observation', id, status: 'final', subject: { reference: `Patient/${patient}` }, code: { text: 'something' }, ...more,
}); // prettier-ignore
const coded = (code: string, system = loinc, display?: string) => ({ coding: [{ system, code, ...(display && { display }) }] });
const quantity = (value: number, code: string, unit = code) => ({ value, code, unit, system: ucum });
const pressure = (systolic: number, diastolic: number) => [
  { code: coded('8480-6'), valueQuantity: quantity(systolic, 'mm[Hg]') },
  { code: coded('8462-4'), valueQuantity: quantity(diastolic, 'mm[Hg]') },
];

await put(
  { resourceType: 'Organization', id: 'unit', name: 'Vårdcentralen Björken', alias: ['Björken'] },
  { resourceType: 'Organization', id: 'part', name: 'Björkens labb', partOf: { reference: 'Organization/unit' } },
  gp,
  anna,
  bo,
  encounter('e1', 'anna', { period: { start: '2024-01-10T08:00:00Z', end: '2024-01-10T09:00:00Z' }, participant: [{ individual: { reference: 'Practitioner/gp' } }] }),
  encounter('e2', 'anna', { status: 'in-progress', period: { start: '2024-03-01T08:00:00Z' } }),
  encounter('e3', 'bo', { period: { start: '2023-12-31T23:30:00Z', end: '2024-01-02T10:00:00Z' } }),
  observation('weight', 'anna', { code: coded('29463-7', loinc, 'Kroppsvikt'), effectiveDateTime: '2024-01-10T08:30:00Z', valueQuantity: quantity(72.5, 'kg'), encounter: { reference: 'Encounter/e1' }, category: [coded('vital-signs', 'urn:category')] }),
  observation('grams', 'bo', { code: coded('29463-7'), effectiveDateTime: '2024-02-01', valueQuantity: quantity(72500, 'g'), encounter: { reference: 'Encounter/e3' } }),
  observation('bp1', 'anna', { code: coded('85354-9'), effectiveDateTime: '2024-01-10T08:31:00Z', component: pressure(150, 80), category: [coded('vital-signs', 'urn:category')] }),
  observation('bp2', 'bo', { code: coded('85354-9'), effectiveDateTime: '2024-01-11', component: pressure(80, 150), status: 'amended' }),
  observation('twin', 'anna', { code: { text: 'Två koder', coding: [{ system: loinc, code: 'x1' }, { system: 'urn:other', code: 'x1' }, { code: 'x2' }] }, effectiveDateTime: '2022', valueCodeableConcept: coded('positive', 'urn:answer', 'Positiv') }),
  observation('undated', 'anna', { code: coded('8302-2'), valueString: 'Längd ej mätt', status: 'preliminary' }),
  { resourceType: 'RiskAssessment', id: 'risk', status: 'final', subject: { reference: 'Patient/anna' }, prediction: [{ probabilityDecimal: 0.85 }] } as Resource,
  { resourceType: 'ValueSet', id: 'vs', status: 'active', url: 'http://example.org/fhir/ValueSet/a', version: '2' } as Resource,
  { resourceType: 'Questionnaire', id: 'q', status: 'active', url: 'http://example.org/fhir/Questionnaire/note', version: '1', title: 'Besök' } as Resource,
  { resourceType: 'QuestionnaireResponse', id: 'note', status: 'completed', questionnaire: 'http://example.org/fhir/Questionnaire/note|1', authored: '2024-01-10T10:00:00Z', subject: { reference: 'Patient/anna' }, item: [{ linkId: '1', text: 'Bedömning', answer: [{ valueString: 'Patienten har haft feber i tre dagar.' }] }] } as QuestionnaireResponse,
  { resourceType: 'Group', id: 'group', type: 'person', actual: true, characteristic: [{ code: coded('age', 'urn:c'), valueBoolean: true, exclude: false }, { code: coded('sex', 'urn:c'), valueBoolean: false, exclude: false }] } as Resource,
  { resourceType: 'Appointment', id: 'both', status: 'booked', start: '2024-05-01T08:00:00Z', participant: [{ actor: { reference: 'Patient/anna' }, status: 'accepted' }, { actor: { reference: 'Patient/bo' }, status: 'accepted' }] } as Resource,
  { resourceType: 'MedicationRequest', id: 'rx', status: 'active', intent: 'order', subject: { reference: 'Patient/anna' }, authoredOn: '2024-01-10', medicationCodeableConcept: coded('N02BE01', 'http://www.whocc.no/atc'), requester: { reference: 'Practitioner/gp' } } as Resource,
  { resourceType: 'DiagnosticReport', id: 'report', status: 'final', subject: { reference: 'Patient/anna' }, code: coded('r'), issued: '2024-01-12T00:00:00Z', effectiveDateTime: '2024-01-10', result: [{ reference: 'Observation/weight' }, { reference: 'Observation/bp1' }] } as Resource,
  { resourceType: 'Condition', id: 'c1', subject: { reference: 'Patient/anna' }, code: coded('I10', 'urn:icd'), onsetDateTime: '2020-06', recordedDate: '2020-07-01', meta: { tag: [{ system: 'urn:tag', code: 't1' }], profile: ['http://p.example/x|3'], security: [{ system: 'urn:sec', code: 'R' }], source: 'urn:source:1' } } as Resource,
); // prettier-ignore

const table = (cases: Record<string, string>): Promise<void> =>
  Object.entries(cases).reduce(
    (before, [url, expected]) => before.then(async () => assert.equal(await found(url), expected.split(' ').sort().join(' ').trim(), url)),
    Promise.resolve(),
  );

describe('token: https://hl7.org/fhir/R4/search.html#token', () => {
  test('a code in any system, in one, in none; each resource once', () =>
    table({
      'Observation?code=29463-7': 'weight grams',
      'Observation?code=http://loinc.org|29463-7': 'weight grams',
      'Observation?code=urn:other|29463-7': '',
      'Observation?code=|29463-7': '',
      'Observation?code=x1': 'twin',
      'Observation?code=urn:other|x1': 'twin',
      'Observation?code=http://loinc.org|x1': 'twin',
      'Observation?code=|x2': 'twin',
      'Observation?code=x1,x2,29463-7': 'twin weight grams',
      'Observation?code=http://loinc.org|x1,urn:other|x1': 'twin',
      'Patient?identifier=195005171234': 'anna bo',
      [`Patient?identifier=${personnummer}|195005171234`]: 'anna',
      [`Patient?identifier=${personnummer}|`]: 'anna',
      'Patient?identifier=|bare': 'bo',
      'Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|NI|195005171234': 'anna',
      'Patient?active=true': 'anna',
      'Patient?gender=male': 'bo',
      'Patient?gender=http://hl7.org/fhir/administrative-gender|male': 'bo',
      'Patient?gender=urn:wrong|male': '',
      'Patient?deceased=true': 'bo',
      'Patient?deceased=false': 'anna',
      'Patient?phone=0701234567': 'anna',
      'Observation?component-code=8480-6': 'bp1 bp2',
      'Observation?combo-code=8480-6,29463-7': 'bp1 bp2 weight grams',
      'Condition?_tag=urn:tag|t1': 'c1',
      'Condition?_security=R': 'c1',
    }));

  test(':not, :text, :missing, system| within a record', () =>
    table({
      'Observation?status:not=final': 'bp2 undated',
      'Observation?patient=Patient/anna&code:text=kropps': 'weight',
      'Observation?patient=Patient/anna&code:text=tva': 'twin',
      'Observation?patient=Patient/anna&code=urn:other|': 'twin',
      'Observation?encounter:missing=true': 'bp1 bp2 twin undated',
      'Observation?encounter:missing=false': 'weight grams',
      'Observation?date:missing=true': 'undated',
      'Observation?combo-value-quantity:missing=true': 'twin undated',
    }));

  test('codes of all records beside their words are too costly', async () => {
    await assert.rejects(found('Observation?code:text=kropps'), { kind: 'too-costly' });
  });
});

describe('string: https://hl7.org/fhir/R4/search.html#string', () => {
  test('starts with, without case or accents; exact; anywhere', () =>
    table({
      'Patient?name=ak': 'anna',
      'Patient?name=ÅKER': 'anna',
      'Patient?family=oberg': 'bo',
      'Patient?given=mar': 'anna',
      'Patient?family=mar': '',
      'Patient?name=ker': '',
      'Patient?name:contains=ker': 'anna',
      'Patient?name:exact=Öberg': 'bo',
      'Patient?name:exact=öberg': '',
      'Patient?address=stor': 'anna',
      'Patient?address-city=goteborg': 'anna',
      'Patient?name=anna,bo': 'anna bo',
      'Organization?name=björken': 'unit part',
      'Organization?name:contains=CENTRAL': 'unit',
      'Observation?value-string=längd': 'undated',
      'Patient?name:contains=100%25': '',
    }));
});

describe('date: https://hl7.org/fhir/R4/search.html#date', () => {
  test('each prefix, on instants and on periods', () =>
    table({
      'Observation?date=2024-01-10': 'weight bp1',
      'Observation?date=2024-01': 'weight bp1 bp2',
      'Observation?date=2024': 'weight bp1 bp2 grams',
      'Observation?date=2024-01-10T09:30:00%2B01:00': 'weight',
      'Observation?date=2024-01-10T08:30': '',
      'Observation?date=2024-01-10T09:30': 'weight',
      'Observation?date=ne2024-01-10': 'twin bp2 grams',
      'Observation?date=gt2024-01-10': 'bp2 grams',
      'Observation?date=ge2024-01-11': 'bp2 grams',
      'Observation?date=lt2024-01-10': 'twin',
      'Observation?date=le2024-01-10': 'twin weight bp1',
      'Observation?date=sa2024-01-10': 'bp2 grams',
      'Observation?date=eb2024-01-10': 'twin',
      'Observation?date=ge2024-01-10&date=lt2024-02': 'weight bp1 bp2',
      'Encounter?date=2024-01-10': 'e1',
      'Encounter?date=ge2030': 'e2',
      'Encounter?date=sa2024-01-10': 'e2',
      'Encounter?date=eb2024-01-10': 'e3',
      'Encounter?date=lt2024-01-01': '',
      'Encounter?date=eq2024-01': 'e1 e3',
      'Encounter?date=ap2024-02-15': 'e1 e2 e3',
      'Patient?birthdate=1950-05-17': 'anna',
      'Patient?birthdate=lt1960': 'anna',
      'Patient?birthdate=1980': 'bo',
      'Patient?birthdate=1980-03': '',
      'Patient?death-date=ge2020': 'bo',
      'Condition?onset-date=2020': 'c1',
      'Condition?recorded-date=gt2020-06-30': 'c1',
      'Condition?_lastUpdated=gt2020': 'c1',
      'Condition?_lastUpdated=lt2020': '',
      'DiagnosticReport?issued=2024-01-12': 'report',
    }));
});

describe('quantity and number: https://hl7.org/fhir/R4/search.html#quantity', () => {
  test('in any unit of the same dimension, in the unit as written, or without unit', () =>
    table({
      [`Observation?value-quantity=72.5|${ucum}|kg`]: 'weight grams',
      [`Observation?value-quantity=72500|${ucum}|g`]: 'weight grams',
      [`Observation?value-quantity=72|${ucum}|kg`]: '',
      [`Observation?value-quantity=73|${ucum}|kg`]: 'weight grams',
      [`Observation?value-quantity=gt72|${ucum}|kg`]: 'weight grams',
      [`Observation?value-quantity=lt72.5|${ucum}|kg`]: '',
      [`Observation?value-quantity=le72.5|${ucum}|kg`]: 'weight grams',
      [`Observation?value-quantity=ap70|${ucum}|kg`]: 'weight grams',
      'Observation?value-quantity=72.5||kg': 'weight',
      'Observation?value-quantity=72.5': 'weight',
      'Observation?value-quantity=gt100': 'grams',
      'Observation?value-quantity=72.5|urn:x|kg': '',
      [`Observation?component-value-quantity=150|${ucum}|mm[Hg]`]: 'bp1 bp2',
      [`Observation?combo-value-quantity=gt60|${ucum}|kg`]: 'weight grams',
      'RiskAssessment?probability=gt0.8': 'risk',
      'RiskAssessment?probability=0.85': 'risk',
      'RiskAssessment?probability=0.8': '',
      'RiskAssessment?probability=0.9': 'risk',
      'RiskAssessment?probability=0.7': '',
    }));
});

describe('composite: https://hl7.org/fhir/R4/search.html#combining', () => {
  test('the parts stand together', () =>
    table({
      'Observation?component-code-value-quantity=8480-6$gt140': 'bp1',
      'Observation?component-code-value-quantity=http://loinc.org|8480-6$lt100': 'bp2',
      [`Observation?component-code-value-quantity=8462-4$150|${ucum}|mm[Hg]`]: 'bp2',
      'Observation?combo-code-value-quantity=8480-6$gt140': 'bp1',
      'Observation?combo-code-value-quantity=29463-7$gt70||kg': 'weight',
      'Observation?code-value-quantity=29463-7$gt70||kg,29463-7$gt70||g': 'weight grams',
      'Observation?code-value-concept=x1$urn:answer|positive': 'twin',
      'Observation?code-value-string=8302-2$langd': 'undated',
      'Group?characteristic-value=age$true': 'group',
      'Group?characteristic-value=urn:c|sex$true': '',
    }));
});

describe('reference: https://hl7.org/fhir/R4/search.html#reference', () => {
  test('by type and id, id, absolute URL, type modifier, identifier', () =>
    table({
      'Observation?patient=anna': 'weight bp1 twin undated',
      'Observation?patient=Patient/bo': 'grams bp2',
      'Observation?subject=Patient/bo': 'grams bp2',
      'Observation?subject:Patient=bo': 'grams bp2',
      'Observation?subject=bo': 'grams bp2',
      'Observation?subject=Patient/anna,Patient/bo': 'weight bp1 twin undated grams bp2',
      'Observation?patient=Patient/nobody': '',
      'Observation?encounter=Encounter/e1': 'weight',
      'Observation?encounter=e3': 'grams',
      'Patient?organization=Organization/unit': 'bo',
      'Patient?organization:identifier=urn:hsa|SE1': 'bo',
      'Patient?general-practitioner=gp': 'anna',
      'Appointment?patient=anna': 'both',
      'Appointment?actor=Patient/bo': 'both',
      'Appointment?actor=bo': 'both',
      'QuestionnaireResponse?questionnaire=http://example.org/fhir/Questionnaire/note': 'note',
      'QuestionnaireResponse?questionnaire=http://example.org/fhir/Questionnaire/note|1': 'note',
      'QuestionnaireResponse?questionnaire=http://example.org/fhir/Questionnaire/note|2': '',
    }));
});

describe('uri: https://hl7.org/fhir/R4/search.html#uri', () => {
  test('the same, what lies below, what lies above', () =>
    table({
      'ValueSet?url=http://example.org/fhir/ValueSet/a': 'vs',
      'ValueSet?url=http://example.org/fhir/ValueSet': '',
      'ValueSet?url:below=http://example.org/fhir': 'vs',
      'ValueSet?url:below=http://example.org/fhir/': 'vs',
      'ValueSet?url:above=http://example.org/fhir/ValueSet/a/b': 'vs',
      'Condition?_profile=http://p.example/x': 'c1',
      'Condition?_profile=http://p.example/x|3': 'c1',
      'Condition?_source=urn:source:1': 'c1',
    }));
});

describe('chaining: https://hl7.org/fhir/R4/search.html#chaining', () => {
  test('through the subject, through others, over several steps and types', () =>
    table({
      'Observation?patient.name=åkerlund': 'weight bp1 twin undated',
      'Observation?subject:Patient.gender=male': 'grams bp2',
      'Observation?subject.gender=male': 'grams bp2',
      [`Observation?patient.identifier=${personnummer}|195005171234`]: 'weight bp1 twin undated',
      'Observation?encounter.date=2024-01-10': 'weight',
      'Observation?encounter.patient.family=öberg': 'grams',
      'Encounter?participant:Practitioner.family=ek': 'e1',
      'Encounter?practitioner.name=eva': 'e1',
      'Observation?encounter.practitioner.gender=female': 'weight',
      'Organization?partof.name=vårdcentralen': 'part',
      'DiagnosticReport?result.code=29463-7': 'report',
      'DiagnosticReport?result.encounter.practitioner.family=ek': 'report',
      'Appointment?patient.family=öberg': 'both',
    }));

  test('_has: https://hl7.org/fhir/R4/search.html#has', () =>
    table({
      'Patient?_has:Observation:patient:code=29463-7': 'anna bo',
      'Patient?_has:Observation:patient:status=amended': 'bo',
      'Patient?_has:Encounter:patient:status=in-progress': 'anna',
      'Practitioner?_has:Encounter:practitioner:status=finished': 'gp',
      'Practitioner?_has:Encounter:practitioner:_has:Observation:encounter:code=29463-7': 'gp',
      'Encounter?_has:Observation:encounter:code=29463-7': 'e1 e3',
      'Observation?_has:DiagnosticReport:result:status=final': 'weight bp1',
      'Patient?_has:Appointment:patient:status=booked': 'anna bo',
      'Organization?_has:Patient:organization:gender=male': 'unit',
    }));
});

describe('words within a record', () => {
  test('_content in Swedish inflections; not across records', async () => {
    await table({ 'QuestionnaireResponse?patient=anna&_content=febern': 'note', 'QuestionnaireResponse?patient=anna&_content=hosta': '' });
    await assert.rejects(found('QuestionnaireResponse?_content=feber'), { kind: 'too-costly' });
  });
});

describe('order and paging: https://hl7.org/fhir/R4/search.html#sort', () => {
  const walk = async (url: string): Promise<string> => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { matches, next } = await page(`${url}&_count=2${cursor === undefined ? '' : `&_cursor=${cursor}`}`);
      seen.push(matches.map(({ id }) => id).join(' '));
      cursor = next;
    } while (cursor !== undefined);
    return seen.join(' | ');
  };

  test('by each kind of value, what lacks it last, page by page', async () => {
    const cases: Record<string, string> = {
      'Observation?_sort=date': 'twin weight | bp1 bp2 | grams undated',
      'Observation?_sort=-date': 'grams bp2 | bp1 weight | twin undated',
      'Observation?patient=anna&_sort=-date': 'bp1 weight | twin undated',
      'Observation?code=29463-7&_sort=-date': 'grams weight',
      'Observation?status=final&_sort=-date': 'grams bp1 | weight twin',
      'Observation?patient=anna&_sort=date': 'twin weight | bp1 undated',
      'Observation?_sort=status,-date': 'bp2 grams | bp1 weight | twin undated',
      'Observation?_sort=-value-quantity,_id': 'grams weight | bp1 bp2 | twin undated',
      'Observation?_sort=value-quantity,-_id': 'weight grams | undated twin | bp2 bp1',
      'Observation?_sort=_id': 'bp1 bp2 | grams twin | undated weight',
      'Patient?_sort=family': 'anna bo',
      'Patient?_sort=-birthdate': 'bo anna',
      'Patient?_sort=death-date': 'bo anna',
      'Patient?_sort=general-practitioner': 'anna bo',
      'Encounter?_sort=-date': 'e2 e1 | e3',
      'Condition?_sort=-onset-date,code': 'c1',
    };
    for (const [url, expected] of Object.entries(cases)) assert.equal(await walk(url), expected, url);
  });

  test('a cursor is bound to its search', async () => {
    const { next = '' } = await page('Observation?_count=2');
    await assert.rejects(page(`Observation?status=final&_count=2&_cursor=${next}`), { kind: 'invalid' });
    await assert.rejects(page('Observation?_cursor=rubbish'), { kind: 'invalid' });
  });

  test('a page stays true while data changes', async () => {
    const first = await page('Encounter?_sort=-date&_count=1');
    await put(encounter('e0', 'anna', { period: { start: '2025-01-01' } }));
    const second = await page(`Encounter?_sort=-date&_count=1&_cursor=${first.next}`);
    assert.deepEqual(second.matches.map(({ id }) => id), ['e1']);
    await remove('Encounter', 'e0');
    assert.equal(await ids('Encounter?date=ge2025&status=finished'), '');
  });

  test('totals: accurate when asked for, and alone with _count=0 or _summary=count', async () => {
    assert.equal((await page('Observation?_count=2')).total, undefined);
    assert.equal((await page('Observation?_count=2&_total=accurate')).total, 6);
    assert.deepEqual(await page('Observation?status=final&_summary=count'), { matches: [], included: [], total: 4 });
    assert.equal((await page('Observation?code=x1,x2&_count=0')).total, 1);
  });
});

describe('_include and _revinclude: https://hl7.org/fhir/R4/search.html#include', () => {
  const along = async (url: string): Promise<string> => (await page(url)).included.map(({ id }) => id).sort().join(' ');

  test('forwards, backwards, by type, all, again and again', async () => {
    const cases: Record<string, string> = {
      'Observation?_id=weight&_include=Observation:patient': 'anna',
      'Observation?_id=weight&_include=Observation:encounter': 'e1',
      'Observation?_id=weight&_include=Observation:*': 'anna e1',
      'Observation?_id=weight&_include=*': 'anna e1',
      'Observation?_id=weight&_include=Observation:subject:Group': '',
      'DiagnosticReport?_id=report&_include=DiagnosticReport:result&_include:iterate=Observation:encounter&_include:iterate=Encounter:practitioner': 'bp1 e1 gp weight',
      'QuestionnaireResponse?_id=note&_include=QuestionnaireResponse:questionnaire': 'q',
      'Patient?_id=bo&_revinclude=Observation:patient': 'bp2 grams',
      'Patient?_id=bo&_revinclude=Appointment:patient': 'both',
      'Encounter?_id=e1&_revinclude=Observation:encounter': 'weight',
      'Encounter?_id=e1&_revinclude=Observation:encounter&_revinclude:iterate=DiagnosticReport:result': 'report weight',
      'Organization?_id=unit&_revinclude=Organization:partof': 'part',
    };
    for (const [url, expected] of Object.entries(cases)) assert.equal(await along(url), expected, url);
  });
});

describe('what changes is found as it is now', () => {
  test('an update moves a resource to its new values', async () => {
    await put(observation('moving', 'anna', { code: coded('m1'), effectiveDateTime: '2021-01-01', valueQuantity: quantity(1, 'g') }));
    await put(observation('moving', 'anna', { code: coded('m2'), effectiveDateTime: '2021-01-02', valueQuantity: quantity(2, 'g') }));
    await table({
      'Observation?code=m1': '', 'Observation?code=m2': 'moving', 'Observation?date=2021-01-01': '',
      [`Observation?value-quantity=2|${ucum}|g`]: 'moving', [`Observation?value-quantity=1|${ucum}|g`]: '',
    }); // prettier-ignore
    await remove('Observation', 'moving');
    await table({ 'Observation?code=m2': '', [`Observation?value-quantity=2|${ucum}|g`]: '', 'Observation?_id=moving': '', 'Observation?patient=anna&date=2021': '' });
  });
});

describe('ids that the server makes lead within the record', () => {
  test('references, chains, _has and what comes along, by the same rules', async () => {
    const patient = await create({ resourceType: 'Patient', name: [{ family: 'Själv' }] });
    const other = await create({ resourceType: 'Patient', name: [{ family: 'Annan' }] });
    const subject = { reference: patient };
    const visit = await create({ ...encounter('', '', { class: { code: 'IMP' }, participant: [{ individual: { reference: 'Practitioner/gp' } }] }), subject });
    const value = await create({ ...observation('', '', { code: coded('s1'), encounter: { reference: visit }, effectiveDateTime: '2024-06-01' }), subject });
    const report = await create({ resourceType: 'DiagnosticReport', status: 'final', code: coded('s2'), subject, result: [{ reference: value }] });
    const across = await create({ resourceType: 'DiagnosticReport', status: 'final', code: coded('s3'), subject: { reference: other }, result: [{ reference: value }] });
    const id = (reference: string): string => reference.slice(reference.indexOf('/') + 1);
    await table({
      [`Observation?encounter=${visit}`]: id(value),
      [`Observation?encounter=${id(visit)}`]: id(value),
      [`Observation?patient=${id(patient)}&encounter=${visit}`]: id(value),
      [`Observation?patient=${id(other)}`]: '',
      [`DiagnosticReport?result=${value}`]: `${id(report)} ${id(across)}`,
      [`DiagnosticReport?result=${value}&patient=${id(other)}`]: id(across),
      'Observation?encounter.class=IMP': id(value),
      [`Observation?patient=${id(patient)}&encounter.class=IMP`]: id(value),
      'DiagnosticReport?result.code=s1': `${id(report)} ${id(across)}`,
      [`DiagnosticReport?patient=${id(patient)}&result.code=s1`]: id(report),
      'DiagnosticReport?result.encounter.practitioner.family=ek&code=s2,s3': `${id(report)} ${id(across)}`,
      'Encounter?_has:Observation:encounter:code=s1': id(visit),
      'Observation?_has:DiagnosticReport:result:code=s2': id(value),
      'Observation?_has:DiagnosticReport:result:code=s3': id(value),
      'Patient?_has:Observation:patient:code=s1': id(patient),
      'Patient?family=själv': id(patient),
    });
    const along = async (url: string): Promise<string[]> => (await page(url)).included.map((stored) => `${stored.type}/${stored.id}`).sort();
    assert.deepEqual(await along(`Observation?_id=${id(value)}&_revinclude=DiagnosticReport:result&_include=Observation:encounter`), [report, across, visit].sort());
    assert.deepEqual(await along(`Patient?_id=${id(patient)}&_revinclude=Observation:patient&_revinclude:iterate=DiagnosticReport:result`), [value, report, across].sort());
    assert.equal((await page(`Encounter?patient=${id(patient)}&_total=accurate`)).total, 1);
  });
});
