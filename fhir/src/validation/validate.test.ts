/** Norm: http://hl7.org/fhir/R4/validation.html. Each row is what is done to a valid resource, and what must then be said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneJson, parseJson } from '../json.ts';
import { validate } from './validate.ts';

type Json = Record<string, unknown>;
type Case = [change: (resource: Json) => void, code: string, path: string, says: RegExp];

const patient: Json = {
  resourceType: 'Patient',
  id: 'p1',
  meta: { lastUpdated: '2026-01-01T10:00:00.000+01:00', security: [{ system: 's', code: 'c' }] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Signe</p></div>' },
  identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: '191212121212' }],
  active: true,
  name: [
    { family: 'Andersson', given: ['Signe', null], _given: [null, { extension: [{ url: 'u', valueBoolean: true }] }] },
  ],
  gender: 'female',
  birthDate: '1912-12-12',
  _birthDate: { extension: [{ url: 'u', valueDateTime: '1912-12-12T10:00:00+01:00' }] },
  multipleBirthInteger: 2,
  contact: [{ name: { text: 'Karl' }, period: { start: '2020', end: '2021-05' } }],
  managingOrganization: { reference: '#o1' },
  link: [{ other: { reference: 'Patient/2', type: 'Patient' }, type: 'seealso' }],
  contained: [{ resourceType: 'Organization', id: 'o1', name: 'Närhälsan' }],
};

const observation: Json = {
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://npu-terminology.org', code: 'NPU02319' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-02-03T08:15:00+01:00',
  valueQuantity: { value: 5.4, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
  referenceRange: [{ low: { value: 4 }, high: { value: 6 } }],
  component: [{ code: { text: 'part' }, valueString: 'x' }],
};

test('a resource that is right has no issues', () => {
  assert.deepEqual(validate(patient), []);
  assert.deepEqual(validate(observation), []);
});

const onPatient: Case[] = [
  [(r) => (r['resourceType'] = 'Person2'), 'structure', 'Resource.resourceType', /not a resource type of R4/],
  [(r) => (r['resourceType'] = 'DomainResource'), 'structure', 'Resource.resourceType', /not a resource type of R4/],
  [(r) => (r['nickname'] = 'Sickan'), 'structure', 'Patient.nickname', /not an element that R4 has/],
  [(r) => (r['a b<script>'] = 1), 'structure', 'Patient.(an element with an unusable name)', /not an element/],
  [(r) => (r['id'] = 'å'), 'value', 'Patient.id', /must be an id/],
  [(r) => (r['id'] = 'a'.repeat(65)), 'value', 'Patient.id', /must be an id/],
  [(r) => (r['active'] = 'true'), 'value', 'Patient.active', /true or false/],
  [(r) => (r['active'] = null), 'structure', 'Patient.active', /must not be null/],
  [(r) => (r['gender'] = 'F'), 'code-invalid', 'Patient.gender', /value set administrative-gender/],
  [(r) => (r['gender'] = ['female']), 'value', 'Patient.gender', /must be a code/],
  [(r) => (r['birthDate'] = '1912-02-30'), 'value', 'Patient.birthDate', /a day that exists/],
  [(r) => (r['birthDate'] = '12-12-12'), 'value', 'Patient.birthDate', /must be a date/],
  [(r) => (r['_birthDate'] = {}), 'structure', 'Patient._birthDate', /value or children/],
  [(r) => (r['_birthDate'] = { id: 'a' }), 'structure', 'Patient._birthDate', /value or children/],
  [(r) => (r['_birthDate'] = { value: '1912' }), 'structure', 'Patient._birthDate.value', /not an element/],
  [(r) => (r['multipleBirthBoolean'] = true), 'structure', 'Patient', /only one of the forms of multipleBirth\[x\]/],
  [(r) => (r['name'] = { family: 'A' }), 'structure', 'Patient.name', /must be a list/],
  [(r) => (r['name'] = []), 'structure', 'Patient.name', /empty list/],
  [(r) => (r['name'] = [null]), 'structure', 'Patient.name[0]', /must be an object/],
  [(r) => (r['name'] = ['Signe']), 'structure', 'Patient.name[0]', /must be an object/],
  [(r) => (r['name'] = [{}]), 'structure', 'Patient.name[0]', /ele-1/],
  [(r) => (r['name'] = [{ family: '' }]), 'value', 'Patient.name[0].family', /empty text/],
  [(r) => (r['name'] = [{ family: ' \n\t ' }]), 'value', 'Patient.name[0].family', /empty text/],
  [(r) => (r['photo'] = [{ contentType: 'png' }]), 'code-invalid', 'Patient.photo[0].contentType', /media type/],
  [(r) => (r['name'] = [{ family: 'a\u0000b' }]), 'value', 'Patient.name[0].family', /control characters/],
  [(r) => (r['name'] = [{ family: '\ud800' }]), 'value', 'Patient.name[0].family', /valid Unicode/],
  [(r) => (r['name'] = [{ given: 'Signe' }]), 'structure', 'Patient.name[0].given', /must be a list/],
  [(r) => (r['name'] = [{ given: [null] }]), 'structure', 'Patient.name[0].given[0]', /null without extensions/],
  [
    (r) => (r['name'] = [{ given: ['a', 'b'], _given: [{ id: 'x', extension: [{ url: 'u', valueCode: 'c' }] }] }]),
    'structure',
    'Patient.name[0]._given',
    /as many entries as given/,
  ],
  [(r) => (r['extension'] = [{ url: 'u' }]), 'invariant', 'Patient.extension[0]', /ext-1/],
  [(r) => (r['extension'] = [{ valueCode: 'a' }]), 'required', 'Patient.extension[0].url', /is missing/],
  [
    (r) => (r['extension'] = [{ url: 'u', valueCode: 'a', extension: [{ url: 'v', valueCode: 'b' }] }]),
    'invariant',
    'Patient.extension[0]',
    /ext-1/,
  ],
  [
    (r) => (r['extension'] = [{ url: 'u', valueCode: 'a', valueString: 'b' }]),
    'structure',
    'Patient.extension[0]',
    /only one of the forms/,
  ],
  [(r) => (r['contact'] = [{ gender: 'male' }]), 'invariant', 'Patient.contact[0]', /pat-1/],
  [
    (r) => (r['contact'] = [{ name: { text: 'K' }, period: { start: '2021', end: '2020' } }]),
    'invariant',
    'Patient.contact[0].period',
    /per-1/,
  ],
  [(r) => (r['link'] = [{ type: 'seealso' }]), 'required', 'Patient.link[0].other', /is missing/],
  [
    (r) => (r['link'] = [{ type: 'seealso', other: { reference: 'Group/1' } }]),
    'value',
    'Patient.link[0].other',
    /must refer to Patient or RelatedPerson, not to Group/,
  ],
  [
    (r) => (r['link'] = [{ type: 'seealso', other: { reference: 'patient one' } }]),
    'value',
    'Patient.link[0].other.reference',
    /must be type\/id/,
  ],
  [
    (r) => (r['link'] = [{ type: 'seealso', other: { reference: 'Patient/1', type: 'Group' } }]),
    'value',
    'Patient.link[0].other.type',
    /type of the reference/,
  ],
  [(r) => (r['managingOrganization'] = { reference: '#nobody' }), 'invariant', 'Patient.managingOrganization', /ref-1/],
  [(r) => delete r['managingOrganization'], 'invariant', 'Patient.contained[0]', /dom-3/],
  [
    (r) => (r['generalPractitioner'] = [{ reference: '#o1' }, { reference: 'Device/1' }]),
    'value',
    'Patient.generalPractitioner[1]',
    /not to Device/,
  ],
  [(r) => ((r['contained'] as Json[])[0]!['meta'] = { versionId: '1' }), 'invariant', 'Patient.contained[0]', /dom-4/],
  [
    (r) => ((r['contained'] as Json[])[0]!['meta'] = { security: [{ code: 'c' }] }),
    'invariant',
    'Patient.contained[0]',
    /dom-5/,
  ],
  [
    (r) => ((r['contained'] as Json[])[0]!['contained'] = [{ resourceType: 'Patient' }]),
    'invariant',
    'Patient.contained[0]',
    /dom-2/,
  ],
  [(r) => ((r['contained'] as Json[])[0]!['name'] = 5), 'value', 'Patient.contained[0].name', /must be a text/],
  [(r) => (r['contained'] = [{ id: 'o1' }]), 'structure', 'Patient.contained[0]', /resource of a type/],
  [
    (r) => ((r['text'] as Json)['div'] = '<div xmlns="http://www.w3.org/1999/xhtml"><script>x</script></div>'),
    'invariant',
    'Patient.text.div',
    /element script/,
  ],
  [(r) => ((r['text'] as Json)['status'] = 'made'), 'code-invalid', 'Patient.text.status', /narrative-status/],
  [(r) => (r['meta'] = { lastUpdated: '2026-01-01' }), 'value', 'Patient.meta.lastUpdated', /seconds and time zone/],
  [(r) => (r['meta'] = { project: 'x' }), 'structure', 'Patient.meta.project', /not an element/],
];

const onObservation: Case[] = [
  [(r) => delete r['status'], 'required', 'Observation.status', /is missing/],
  [(r) => (r['_status'] = [{}]), 'structure', 'Observation._status', /must be an object/],
  [(r) => (r['effectiveDateTime'] = '2026-02-03T08:15:00'), 'value', 'Observation.effectiveDateTime', /time zone/],
  [(r) => (r['effectiveDateTime'] = '2026-02-03T08:15+01:00'), 'value', 'Observation.effectiveDateTime', /seconds/],
  [(r) => (r['effectiveDateTime'] = '2026-02-03T24:00:00Z'), 'value', 'Observation.effectiveDateTime', /time zone/],
  [(r) => (r['valueString'] = 'x'), 'structure', 'Observation', /only one of the forms of value\[x\]/],
  [(r) => (r['valueMoney'] = { value: 1 }), 'structure', 'Observation.valueMoney', /not an element/],
  [(r) => (r['dataAbsentReason'] = { text: 'x' }), 'invariant', 'Observation', /obs-6/],
  [(r) => (r['component'] = [{ code: r['code'] }]), 'invariant', 'Observation', /obs-7/],
  [
    (r) => (r['referenceRange'] = [{ age: { low: { value: 1 } } }]),
    'invariant',
    'Observation.referenceRange[0]',
    /obs-3/,
  ],
  [
    (r) => (r['referenceRange'] = [{ low: { value: 1, comparator: '<' } }]),
    'invariant',
    'Observation.referenceRange[0].low',
    /sqty-1/,
  ],
  [(r) => (r['valueQuantity'] = { value: '5' }), 'value', 'Observation.valueQuantity.value', /must be a number/],
  [(r) => (r['valueQuantity'] = { value: 5, code: 'g' }), 'invariant', 'Observation.valueQuantity', /qty-3/],
  [
    (r) => (r['valueQuantity'] = { value: 5, comparator: '=' }),
    'code-invalid',
    'Observation.valueQuantity.comparator',
    /quantity-comparator/,
  ],
  [(r) => (r['subject'] = 'Patient/p1'), 'structure', 'Observation.subject', /must be an object/],
  [
    (r) => (r['encounter'] = { reference: 'https://other.example/fhir/Patient/1' }),
    'value',
    'Observation.encounter',
    /must refer to Encounter/,
  ],
  [
    (r) => (r['encounter'] = { type: 'Patient', identifier: { value: '1' } }),
    'value',
    'Observation.encounter',
    /must refer to Encounter/,
  ],
];

function check(resource: Json, cases: Case[]): void {
  for (const [change, code, path, says] of cases) {
    const changed = cloneJson(resource);
    change(changed);
    const issues = validate(changed);
    const found = issues.find(
      (issue) => issue.code === code && issue.expression?.[0] === path && says.test(issue.diagnostics ?? ''),
    );
    assert.ok(found, `${change.toString()}: ${JSON.stringify(issues)}`);
    assert.equal(found.severity, 'error');
    assert.ok(found.diagnostics?.startsWith(path), found.diagnostics);
  }
}

test('what is wrong with a Patient is said, where it is', () => check(patient, onPatient));
test('what is wrong with an Observation is said, where it is', () => check(observation, onObservation));

test('coded elements with required bindings', () => {
  const allergy = (status: unknown): Json => ({
    resourceType: 'AllergyIntolerance',
    patient: { reference: 'Patient/1' },
    clinicalStatus: status,
  });
  const system = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
  assert.deepEqual(
    validate(
      allergy({
        coding: [
          { system: 'own', code: 'x' },
          { system, code: 'active' },
        ],
      }),
    ),
    [],
  );
  assert.deepEqual(validate(allergy({ extension: [{ url: 'u', valueCode: 'unknown' }] })), []);
  for (const wrong of [{ coding: [{ code: 'active' }] }, { coding: [{ system, code: 'on' }] }, { text: 'active' }]) {
    assert.deepEqual(
      validate(allergy(wrong)).map((issue) => issue.code),
      ['code-invalid'],
    );
  }
});

test('numbers are looked at as they were written', () => {
  const written = (number: string): string[] =>
    validate(parseJson(`{"resourceType":"Patient","multipleBirthInteger":${number}}`)).map(
      (issue) => issue.diagnostics ?? '',
    );
  for (const number of ['2', '0', '-1', '2147483647']) assert.deepEqual(written(number), []);
  for (const number of ['2.0', '2e0', '2.5', '2147483648', '"2"', '-0'])
    assert.equal(written(number).length, number === '-0' ? 0 : 1, number);
});

test('resources inside are checked by themselves, with the path from outside', () => {
  const bundle: Json = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001', resource: { ...observation, status: 'done' } },
      { resource: { resourceType: 'Nothing' } },
    ],
  };
  assert.deepEqual(
    validate(bundle).map((issue) => [issue.code, issue.expression?.[0]]),
    [
      ['code-invalid', 'Bundle.entry[0].resource.status'],
      ['structure', 'Bundle.entry[1].resource'],
    ],
  );
  const inside = { resourceType: 'Patient', managingOrganization: { reference: '#o1' } };
  const parameters = { resourceType: 'Parameters', contained: [], parameter: [{ name: 'x', resource: inside }] };
  assert.ok(
    validate(parameters).some((issue) => issue.diagnostics?.includes('ref-1')),
    'a local reference does not leave its resource',
  );
});

test('a contained resource may be used by another contained one, or point at its container', () => {
  const chain = cloneJson(patient);
  chain['contained'] = [
    { resourceType: 'Organization', id: 'o1', name: 'a', partOf: { reference: '#o2' } },
    { resourceType: 'Organization', id: 'o2', name: 'b' },
    { resourceType: 'Observation', id: 'x', status: 'final', code: { text: 'c' }, subject: { reference: '#' } },
  ];
  assert.deepEqual(validate(chain), []);
});

// http://hl7.org/fhir/R4/datatypes.html#uri
test('a URI that begins as a UUID is one, in lower case', () => {
  const says = (system: string): string[] =>
    validate({ resourceType: 'Patient', identifier: [{ system }] }).map(({ diagnostics = '' }) => diagnostics);
  assert.deepEqual(says('urn:uuid:c757873d-ec9a-4326-a141-556f43239520'), []);
  for (const wrong of ['C757873D-EC9A-4326-A141-556F43239520', 'c757873d-ec9a-4326-a141-556f43239520a', '1'])
    assert.deepEqual(says(`urn:uuid:${wrong}`), [
      'Patient.identifier[0].system must be a UUID as urn:uuid:…, in lower case.',
    ]);
});

// http://hl7.org/fhir/R4/element-definitions.html#Element.id
test('the id of an element is its own within the resource', () => {
  const contained = {
    resourceType: 'Organization',
    id: 'o',
    name: 'x',
    telecom: [{ id: 'a', system: 'other', value: '1' }],
  };
  const named = (...ids: string[]): Json => ({
    resourceType: 'Patient',
    id: 'a',
    contained: [contained],
    managingOrganization: { reference: '#o' },
    name: ids.map((id) => ({ id, text: 'x' })),
  });
  assert.deepEqual(validate(named('a', 'b')), []);
  assert.deepEqual(
    validate(named('a', 'a')).map(({ expression }) => expression?.[0]),
    ['Patient.name[1].id'],
  );
});

test('an attachment is as large as it says, and a narrative may show what is contained', () => {
  const photo = (size: number): Json => ({
    resourceType: 'Patient',
    photo: [{ contentType: 'a/b', data: 'AAECAw==', size }],
  });
  assert.deepEqual(validate(photo(4)), []);
  assert.match(validate(photo(5))[0]?.diagnostics ?? '', /^Patient\.photo\[0\]\.size must be the number of bytes/);
  const shown = {
    resourceType: 'Patient',
    contained: [{ resourceType: 'Binary', id: 'b', contentType: 'image/png', data: 'AAAA' }],
    text: { status: 'additional', div: '<div xmlns="http://www.w3.org/1999/xhtml"><img src="#b" alt="x"/></div>' },
  };
  assert.deepEqual(validate(shown), []);
});

test('no value of the resource is repeated in what is said', () => {
  const secret = 'Hemlig';
  const wrong = {
    resourceType: 'Patient',
    id: `${secret} id`,
    gender: secret,
    birthDate: secret,
    active: secret,
    name: [{ given: secret, period: { start: secret } }],
    text: { status: 'generated', div: `<div>${secret}<b class="${secret}" onclick="${secret}">` },
    link: [{ other: { reference: `x ${secret}` } }],
    [`${secret} key`]: 1,
  };
  const said = JSON.stringify(validate(wrong));
  assert.ok(validate(wrong).length >= 8, said);
  assert.ok(!said.includes(secret), said);
});

test('things that are no resource are refused', () => {
  for (const thing of [null, undefined, 5, 'x', [], {}, { resourceType: 5 }, { resourceType: 'toString' }, [patient]]) {
    const issues = validate(thing);
    assert.equal(issues.length, 1, JSON.stringify(thing));
    assert.equal(issues[0]?.code, 'structure');
  }
});

test('a flood of faults is cut off', () => {
  const many = { resourceType: 'Patient', name: Array.from({ length: 100_000 }, () => ({ nickname: 'x' })) };
  assert.equal(validate(many).length, 100);
});
