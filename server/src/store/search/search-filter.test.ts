/** What `_filter` finds: https://hl7.org/fhir/R4/search_filter.html */
import { describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { searchWorld, ucum } from './search-world.ts';

const world = await searchWorld();

/** Asserts what each filter of a type finds. */
const filters = (type: string, cases: Record<string, string>): Promise<void> =>
  world.table(
    Object.fromEntries(
      Object.entries(cases).map(([filter, found]) => [
        `${type}?${new URLSearchParams({ _filter: filter }).toString()}`,
        found,
      ]),
    ),
  );

describe('operators: https://hl7.org/fhir/R4/search_filter.html#ops', () => {
  test('strings, without regard to case', () =>
    filters('Patient', {
      'name co "ker"': 'anna',
      'family eq Öberg': 'bo',
      'family eq öBERG': 'bo',
      'family eq Öber': '',
      'family sw öb': 'bo',
      'family ew lund': 'anna',
      'family ne öberg': 'anna',
      'given ne anna': 'anna bo',
      'family gt b': 'bo',
      'family le b': 'anna',
      'family ge öberg': 'bo',
      'family lt öberg': 'anna',
    }));

  test('dates: as the prefixes, and po and co for periods', async () => {
    await filters('Observation', {
      'date eq 2024-01-10': 'weight bp1',
      'date gt 2024-01-10': 'bp2 grams',
      'date le 2024-01-10 and date ge 2023': 'weight bp1',
      'date sa 2024-01-10': 'bp2 grams',
      'date eb 2024': 'twin',
      'date pr false': 'undated',
      '_lastUpdated gt 2020 and code pr true and date eq 2022': 'twin',
    });
    await filters('Encounter', {
      'date po 2024-01-01': 'e3',
      'date po 2024-01': 'e1 e3',
      'date po 2030': 'e2',
      'date co 2024-01-01': '',
      'date co 2024-01-01T12:00:00Z': 'e3',
      'date co 2024-01': '',
      'date co 2024-05': 'e2',
    });
  });

  test('tokens and references', async () => {
    await filters('Observation', {
      'code eq 29463-7': 'weight grams',
      'code eq loinc|29463-7': 'weight grams',
      'code eq http://loinc.org|29463-7': 'weight grams',
      'code eq snomed|29463-7': '',
      'status ne final': 'bp2 undated',
      'code ne x1': 'twin weight grams bp1 bp2 undated',
      'code ne http://loinc.org|x1': 'twin weight grams bp1 bp2 undated',
      'value-concept ne positive': '',
      'value-concept ne urn:other|positive': 'twin',
      'status ne http://hl7.org/fhir/observation-status|final': 'bp2 undated',
      'patient re Patient/bo': 'grams bp2',
      'encounter re Encounter/e1': 'weight',
      [`value-quantity gt 72|${ucum}|kg`]: 'weight grams',
      'value-quantity gt 72|ucum|kg': 'weight grams',
      'value-quantity ap 70|ucum|kg': 'weight grams',
      'component-code-value-quantity eq 8480-6$gt140': 'bp1',
      '_id eq weight': 'weight',
      '_id ne weight': 'grams bp1 bp2 twin undated',
    });
    await filters('ValueSet', {
      'url eq http://example.org/fhir/ValueSet/a': 'vs',
      'url ne http://example.org/fhir/ValueSet/a': '',
    });
    await filters('RiskAssessment', { 'probability gt 0.8': 'risk', 'probability eq 0.8': '' });
  });
});

describe('and, or, not: https://hl7.org/fhir/R4/search_filter.html', () => {
  test('from the left, without precedence; parentheses', () =>
    filters('Observation', {
      'code eq 29463-7 or code eq 85354-9': 'weight grams bp1 bp2',
      'code eq 29463-7 or code eq 85354-9 and patient re Patient/anna': 'weight bp1',
      'code eq 29463-7 or (code eq 85354-9 and patient re Patient/anna)': 'weight grams bp1',
      'not (code eq 29463-7)': 'bp1 bp2 twin undated',
      'not(code eq 29463-7 or status ne final)': 'bp1 twin',
      'patient re Patient/anna and not (code eq 29463-7)': 'bp1 twin undated',
      'patient re Patient/anna and (code eq 29463-7 or date eq 2022)': 'weight twin',
      '((code eq 29463-7)) AND (status EQ final)': 'weight grams',
      'date pr false or status eq amended': 'undated bp2',
    }));

  test('beside other parameters', () =>
    world.table({
      'Observation?patient=anna&_filter=code eq 29463-7 or date eq 2022': 'weight twin',
      'Observation?status=final&_filter=not (code eq 29463-7)': 'bp1 twin',
      'Observation?_filter=code eq 29463-7&_filter=patient re Patient/bo': 'grams',
    }));
});

describe('paths: https://hl7.org/fhir/R4/search_filter.html', () => {
  test('chains, with filters of what they lead to', () =>
    filters('Observation', {
      'subject.name co "ker"': 'weight bp1 twin undated',
      'patient.name co "ker" and code eq 29463-7': 'weight',
      'encounter.practitioner.family eq ek': 'weight',
      'encounter[status eq finished].date po 2024-01-10': 'weight',
      'encounter[status eq in-progress].date po 2024-01-10': '',
      'encounter[not (status eq in-progress) and practitioner.gender eq female].date pr true': 'weight',
      'patient.family eq öberg or patient.family eq åkerlund': 'weight bp1 twin undated grams bp2',
    }));

  test('parts that stand together', async () => {
    await filters('Group', {
      'characteristic[code eq age].value eq true': 'group',
      'characteristic[value eq true].code eq urn:c|age': 'group',
      'characteristic[code eq sex].value eq true': '',
    });
    const other = (id: string) =>
      ({ resourceType: 'DocumentReference', id, status: 'current', content: [{ attachment: {} }] }) as Resource;
    await world.put(other('older'), other('other'), {
      resourceType: 'DocumentReference',
      id: 'newer',
      status: 'current',
      content: [{ attachment: {} }],
      relatesTo: [
        { code: 'replaces', target: { reference: 'DocumentReference/older' } },
        { code: 'appends', target: { reference: 'DocumentReference/other' } },
      ],
    });
    await filters('DocumentReference', {
      'relatesTo[code eq replaces].target re DocumentReference/older': 'newer',
      'relatesTo[code eq appends].target re DocumentReference/older': '',
    });
    await world.table({
      'DocumentReference?relationship=DocumentReference/older$replaces': 'newer',
      'DocumentReference?relationship=DocumentReference/other$replaces': '',
    });
  });
});
