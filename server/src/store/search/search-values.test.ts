/** What a search finds by the values of resources: https://hl7.org/fhir/R4/search.html#ptypes. */
import { describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { personnummer, ucum, searchWorld } from './search-world.ts';

const world = await searchWorld();

describe('token: https://hl7.org/fhir/R4/search.html#token', () => {
  test('a code in any system, in one, in none; each resource once', () =>
    world.table({
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
      'Patient?_id:not=anna': 'bo',
      'Patient?gender=MALE': '',
      'Patient?gender=male&_contained=false': 'bo',
      'DocumentReference?contenttype=text/xml': '',
      'DocumentReference?contenttype:below=text/xml': 'newer',
      'DocumentReference?contenttype:below=image/png,Text/XML': 'newer',
      'DocumentReference?contenttype:below=text': '',
      'Condition?_tag=urn:tag|t1': 'c1',
      'Condition?_security=R': 'c1',
    }));

  test(':not, :text, :missing, system| within a record', () =>
    world.table({
      'Observation?status:not=final': 'bp2 undated',
      'Observation?patient=Patient/anna&code:text=kropps': 'weight',
      'Observation?patient=Patient/anna&code:text=tva': 'twin',
      'Observation?patient=Patient/anna&code=urn:other|': 'twin',
      'Observation?encounter:missing=true': 'bp1 bp2 twin undated',
      'Observation?encounter:missing=false': 'weight grams',
      'Observation?date:missing=true': 'undated',
      'Observation?combo-value-quantity:missing=true': 'twin undated',
    }));

  test('more values than one looks for one by one', () => {
    const many = Array.from({ length: 40 }, (_, at) => `n${at}`).join(',');
    return world.table({
      [`Observation?patient=anna&code=${many},29463-7,urn:other|x1`]: 'weight twin',
      [`Observation?code=${many},29463-7`]: 'weight grams',
      [`Observation?patient=anna&code:not=${many},29463-7`]: 'bp1 twin undated',
      [`Observation?patient=anna&code=${many}`]: '',
    });
  });

  test(':text and system| across records', () =>
    world.table({
      'Observation?code:text=kropps': 'weight',
      'Observation?code=urn:other|': 'twin',
      'Observation?code=urn:other|,29463-7': 'twin weight grams',
      'Observation?code:not=urn:other|': 'weight grams bp1 bp2 undated',
      'Patient?gender=http://hl7.org/fhir/administrative-gender|': 'anna bo',
      'Patient?gender=urn:other|': '',
      'Patient?organization:identifier=urn:hsa|': 'bo',
      'Patient?organization:identifier=urn:hsa|,urn:x|y': 'bo',
    }));

  test(':missing of composites: all parts, together', () =>
    world.table({
      'Observation?code-value-quantity:missing=false': 'weight grams',
      'Observation?code-value-quantity:missing=true': 'bp1 bp2 twin undated',
      'Observation?component-code-value-quantity:missing=false': 'bp1 bp2',
      'Observation?combo-code-value-quantity:missing=true': 'twin undated',
      'Observation?component-code-value-concept:missing=false': '',
      'Group?characteristic-value:missing=false': 'group',
    }));
});

describe('string: https://hl7.org/fhir/R4/search.html#string', () => {
  test('starts with, without case or accents; exact; anywhere', () =>
    world.table({
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

  test('punctuation and the hyphen of a name tell nothing apart; further words of a name are found', async () => {
    await world.put(
      {
        resourceType: 'Patient',
        id: 'karin',
        name: [{ family: 'von O’Brien-Ek', given: ['Anna-Karin'] }],
        address: [{ line: ['S:t Eriksgatan 1/2'] }],
      } as Resource,
      {
        resourceType: 'Observation',
        id: 'said',
        status: 'final',
        code: { text: 'c' },
        valueString: '1.5 mg (ca)',
      } as Resource,
    );
    await world.table({
      'Patient?name=anna karin': 'karin',
      'Patient?given=karin': 'karin',
      'Patient?given=Anna-K': 'karin',
      'Patient?family=obrien': 'karin',
      "Patient?family=O'Brien": 'karin',
      'Patient?family=ek': 'karin',
      'Patient?family=brien': '',
      'Patient?family:exact=Ek': '',
      'Patient?family:exact=von O’Brien-Ek': 'karin',
      'Patient?family:contains=n-e': 'karin',
      'Patient?_filter=family eq "ek"': '',
      'Patient?_filter=family eq "von obrien ek"': 'karin',
      'Patient?address=st eriksgatan': 'karin',
      'Observation?value-string=1.5 mg ca': 'said',
      'Observation?value-string=15': '',
      'Patient?name=-': '',
    });
    await world.remove('Patient', 'karin');
    await world.remove('Observation', 'said');
  });
});

describe('date: https://hl7.org/fhir/R4/search.html#date', () => {
  test('each prefix, on instants and on periods', () =>
    world.table({
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
    world.table({
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

test('the printed unit and the code are both the unit; a token that is a string has no case', async () => {
  await world.put(
    {
      resourceType: 'Observation',
      id: 'both-units',
      status: 'final',
      code: { text: 'c' },
      valueQuantity: { value: 9, unit: 'mmHg', code: 'mm[Hg]', system: ucum },
    } as Resource,
    {
      resourceType: 'CodeSystem',
      id: 'beta',
      status: 'active',
      content: 'complete',
      url: 'urn:cs',
      version: '2-Beta',
    } as Resource,
  ); // prettier-ignore
  await world.table({
    'Observation?value-quantity=9||mmHg': 'both-units',
    'Observation?value-quantity=9||mm[Hg]': 'both-units',
    'Observation?value-quantity=gt9||mmHg': '',
    'Observation?value-quantity=9||mm': '',
    [`Observation?value-quantity=9|${ucum}|mm[Hg]`]: 'both-units',
    [`Observation?value-quantity=9|${ucum}|mmHg`]: '',
    'Observation?value-quantity=9': 'both-units',
    'CodeSystem?version=2-BETA': 'beta',
    'CodeSystem?version=2-beta,3': 'beta',
    'CodeSystem?url=urn:cs|2-beta': 'beta',
    'CodeSystem?_filter=version ne "2-beta"': '',
  });
  await world.remove('Observation', 'both-units');
  await world.remove('CodeSystem', 'beta');
});

describe('composite: https://hl7.org/fhir/R4/search.html#combining', () => {
  test('the parts stand together', () =>
    world.table({
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

  test('system| is any code of the system, of the same element', () =>
    world.table({
      'Observation?component-code-value-quantity=http://loinc.org|$gt140': 'bp1 bp2',
      'Observation?component-code-value-quantity=http://loinc.org|$gt150': '',
      'Observation?component-code-value-quantity=urn:other|$gt140': '',
      'Observation?patient=anna&component-code-value-quantity=http://loinc.org|$gt140': 'bp1',
      [`Observation?combo-code-value-quantity=http://loinc.org|$72.5|${ucum}|kg`]: 'weight grams',
      'Observation?combo-code-value-quantity=urn:other|$gt1,http://loinc.org|8480-6$gt140': 'bp1',
      'Observation?code-value-concept=x1$urn:answer|': 'twin',
      'Observation?code-value-concept=http://loinc.org|$urn:answer|': 'twin',
      'Observation?code-value-concept=http://loinc.org|$urn:other|': '',
      'Group?characteristic-value=urn:c|$true': 'group',
      'Group?characteristic-value=urn:c|$urn:c|': '',
      'Group?characteristic-value=urn:other|$true': '',
    }));

  test('a code element has the system of its binding', () =>
    world.table({
      'DocumentReference?relationship=DocumentReference/old$replaces': 'newer',
      'DocumentReference?relationship=DocumentReference/old$http://hl7.org/fhir/document-relationship-type|replaces':
        'newer',
      'DocumentReference?relationship=DocumentReference/old$http://hl7.org/fhir/document-relationship-type|': 'newer',
      'DocumentReference?relationship=DocumentReference/old$http://hl7.org/fhir/document-relationship-type|appends': '',
      'DocumentReference?relationship=DocumentReference/old$urn:other|replaces': '',
      'DocumentReference?relationship=DocumentReference/old$urn:other|': '',
    }));
});

describe('reference: https://hl7.org/fhir/R4/search.html#reference', () => {
  test('by type and id, id, absolute URL, type modifier, identifier', () =>
    world.table({
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
    world.table({
      'ValueSet?url=http://example.org/fhir/ValueSet/a': 'vs',
      'ValueSet?url=http://example.org/fhir/ValueSet': '',
      'ValueSet?url=http://example.org/fhir/ValueSet/a|2': 'vs',
      'ValueSet?url=http://example.org/fhir/ValueSet/a|1': '',
      'ValueSet?url=urn:x,http://example.org/fhir/ValueSet/a|2': 'vs',
      'ValueSet?url:below=http://example.org/fhir': 'vs',
      'ValueSet?url:below=http://example.org/fhir/': 'vs',
      'ValueSet?url:above=http://example.org/fhir/ValueSet/a/b': 'vs',
      'Condition?_profile=http://p.example/x': 'c1',
      'Condition?_profile=http://p.example/x|3': 'c1',
      'Condition?_source=urn:source:1': 'c1',
    }));
});
