/** What a search finds along references: chaining, _has, what comes along. https://hl7.org/fhir/R4/search.html#chaining */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coded, personnummer, encounter, observation, searchWorld } from './search-world.ts';

const world = await searchWorld();

describe('chaining: https://hl7.org/fhir/R4/search.html#chaining', () => {
  test('through the subject, through others, over several steps and types', () =>
    world.table({
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
    world.table({
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

describe('_include and _revinclude: https://hl7.org/fhir/R4/search.html#include', () => {
  const along = async (url: string): Promise<string> =>
    (await world.page(url)).included
      .map(({ id }) => id)
      .sort()
      .join(' ');

  test('forwards, backwards, by type, all, again and again', async () => {
    const cases: Record<string, string> = {
      'Observation?_id=weight&_include=Observation:patient': 'anna',
      'Observation?_id=weight&_include=Observation:encounter': 'e1',
      'Observation?_id=weight&_include=Observation:*': 'anna e1',
      'Observation?_id=weight&_include=*': 'anna e1',
      'Observation?_id=weight&_include=Observation:subject:Group': '',
      'DiagnosticReport?_id=report&_include=DiagnosticReport:result&_include:iterate=Observation:encounter&_include:iterate=Encounter:practitioner':
        'bp1 e1 gp weight',
      'QuestionnaireResponse?_id=note&_include=QuestionnaireResponse:questionnaire': 'q',
      'Patient?_id=bo&_revinclude=Observation:patient': 'bp2 grams',
      'Patient?_id=bo&_revinclude=Appointment:patient': 'both',
      'Encounter?_id=e1&_revinclude=Observation:encounter': 'weight',
      'Encounter?_id=e1&_revinclude=Observation:encounter&_revinclude:iterate=DiagnosticReport:result': 'report weight',
      'Organization?_id=unit&_revinclude=Organization:partof': 'part',
      'Organization?_id=unit&_revinclude=*': 'bo part',
      'Encounter?_id=e1&_revinclude=*': 'weight',
      'Encounter?_id=e1&_revinclude=Observation:*': 'weight',
      'Practitioner?_id=gp&_revinclude=*': 'anna e1 rx',
      'Patient?_id=bo&_revinclude=*': 'both bp2 e3 grams',
      'Patient?_id=bo&_revinclude=*&_include:iterate=Encounter:*': 'both bp2 e3 grams',
      'Observation?_id=weight&_include=Observation:encounter&_include:iterate=*': 'anna e1 gp',
    };
    for (const [url, expected] of Object.entries(cases)) assert.equal(await along(url), expected, url);
  });
});

describe('ids that the server makes lead within the record', () => {
  test('references, chains, _has and what comes along, by the same rules', async () => {
    const patient = await world.create({ resourceType: 'Patient', name: [{ family: 'Själv' }] });
    const other = await world.create({ resourceType: 'Patient', name: [{ family: 'Annan' }] });
    const subject = { reference: patient };
    const visit = await world.create({
      ...encounter('', '', { class: { code: 'IMP' }, participant: [{ individual: { reference: 'Practitioner/gp' } }] }),
      subject,
    });
    const value = await world.create({
      ...observation('', '', { code: coded('s1'), encounter: { reference: visit }, effectiveDateTime: '2024-06-01' }),
      subject,
    });
    const report = await world.create({
      resourceType: 'DiagnosticReport',
      status: 'final',
      code: coded('s2'),
      subject,
      result: [{ reference: value }],
    });
    const across = await world.create({
      resourceType: 'DiagnosticReport',
      status: 'final',
      code: coded('s3'),
      subject: { reference: other },
      result: [{ reference: value }],
    });
    const id = (reference: string): string => reference.slice(reference.indexOf('/') + 1);
    await world.table({
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
    const along = async (url: string): Promise<string[]> =>
      (await world.page(url)).included.map((stored) => `${stored.type}/${stored.id}`).sort();
    assert.deepEqual(
      await along(`Observation?_id=${id(value)}&_revinclude=DiagnosticReport:result&_include=Observation:encounter`),
      [report, across, visit].sort(),
    );
    assert.deepEqual(
      await along(
        `Patient?_id=${id(patient)}&_revinclude=Observation:patient&_revinclude:iterate=DiagnosticReport:result`,
      ),
      [value, report, across].sort(),
    );
    assert.equal((await world.page(`Encounter?patient=${id(patient)}&_total=accurate`)).total, 1);
  });
});
