/**
 * Norm: http://hl7.org/fhir/R4/profiling.html, http://hl7.org/fhir/R4/elementdefinition.html. Each row is a rule of a profile, a
 * resource that keeps it, and what is said of one that does not.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import type { Json } from './item.ts';
import { check, errors, issues, observation, patient, profile, url } from '../../../test/profile-fixture.ts';
import { claimsProfile, type ProfileRequest } from './validate-profiles.ts';

test('cardinality: as many as the profile asks for, and no more', async () => {
  const element = [
    { path: 'Patient.name', min: 1, max: '2' },
    { path: 'Patient.name.family', min: 1 },
    { path: 'Patient.photo', max: '0' },
  ];
  const name = { family: 'A' };
  await check(
    [profile('Patient', element)],
    [
      patient({ name: [name] }),
      patient({
        name: [
          name,
          {
            _family: {
              extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
            },
          },
        ],
      }),
    ],
    [
      [patient({}), 'Patient.name is missing.'],
      [patient({ name: [name, name, name] }), 'Patient.name must occur at most 2 times.'],
      [patient({ name: [name, { given: ['B'] }] }), 'Patient.name[1].family is missing.'],
      [patient({ name: [name], photo: [{ title: 'x' }] }), 'Patient.photo must not be there.'],
    ],
  );
});

test('types: those that the profile leaves', async () => {
  const element = [{ path: 'Observation.value[x]', type: [{ code: 'Quantity' }, { code: 'string' }] }];
  await check(
    [profile('Observation', element)],
    [observation({}), observation({ valueQuantity: { value: 1 } }), observation({ valueString: 'x' })],
    [[observation({ valueBoolean: true }), 'Observation.valueBoolean must be Quantity or string.']],
  );
});

// http://hl7.org/fhir/R4/fhirpath.html#functions
test('a rule may ask whether something conforms to a profile', async () => {
  const named = { ...profile('Patient', [{ path: 'Patient.name', min: 1 }]), url: 'http://example.org/named' };
  const rule = (key: string, expression: string): Partial<ElementDefinition> => ({
    path: 'Observation',
    constraint: [{ key, severity: 'error', human: key, expression }],
  });
  const subject = (more: Json): Json =>
    observation({ contained: [{ resourceType: 'Patient', id: 'p', ...more }], subject: { reference: '#p' } });
  for (const expression of [
    "subject.resolve().conformsTo('http://example.org/named')",
    "contained.all(conformsTo('http://example.org/named'))",
  ])
    await check(
      [profile('Observation', [rule('x', expression)]), named],
      [subject({ name: [{ family: 'A' }] })],
      [[subject({}), 'Observation breaks the rule x: x.']],
    );
  const type = (name: string): string => `conformsTo('http://hl7.org/fhir/StructureDefinition/${name}')`;
  await check([profile('Observation', [rule('x', type('Observation'))])], [observation({})], []);
  await check(
    [profile('Observation', [rule('x', type('Person'))])],
    [],
    [[observation({}), 'Observation breaks the rule x: x.']],
  );
});

test('a choice written with its type says something of that type only', async () => {
  const element = [
    { path: 'Observation.valueQuantity.code', min: 1 },
    { path: 'Observation.valueQuantity', min: 0 },
  ];
  await check(
    [profile('Observation', element)],
    [observation({ valueString: 'x' }), observation({ valueQuantity: { value: 1, code: 'g', system: 's' } })],
    [[observation({ valueQuantity: { value: 1 } }), 'Observation.valueQuantity.code is missing.']],
  );
});

test('fixed: exactly this; pattern: at least this', async () => {
  const fixed = [{ path: 'Observation.code', fixedCodeableConcept: { coding: [{ system: 's', code: 'c' }] } }];
  const pattern = [{ path: 'Observation.code', patternCodeableConcept: { coding: [{ system: 's', code: 'c' }] } }];
  const coding = [{ system: 's', code: 'c' }];
  const more = observation({
    code: {
      coding: [
        { system: 't', code: 'd' },
        { ...coding[0], display: 'C' },
      ],
      text: 'x',
    },
  });
  const other = observation({ code: { coding: [{ system: 's', code: 'd' }] } });
  const says = 'Observation.code must have exactly the value that is fixed for it.';
  await check(
    [profile('Observation', fixed)],
    [observation({ code: { coding } })],
    [
      [more, says],
      [other, says],
    ],
  );
  const holds = 'Observation.code must hold the pattern that is set for it.';
  await check([profile('Observation', pattern)], [observation({ code: { coding } }), more], [[other, holds]]);
});

test('bounds and lengths', async () => {
  const element = [
    {
      path: 'Observation.valueQuantity',
      minValueQuantity: { value: 1, code: 'g', system: 'http://unitsofmeasure.org' },
    },
    { path: 'Observation.valueString', maxLength: 3 },
    { path: 'Observation.valueInteger', maxValueInteger: 5 },
    { path: 'Observation.valueDateTime', minValueDateTime: '2020-01-01' },
  ];
  const quantity = (value: number, code: string): Json =>
    observation({ valueQuantity: { value, code, system: 'http://unitsofmeasure.org' } });
  await check(
    [profile('Observation', element)],
    [
      quantity(1, 'g'),
      quantity(1000, 'mg'),
      observation({ valueString: 'abc' }),
      observation({ valueInteger: 5 }),
      observation({ valueDateTime: '2020-01-02' }),
    ],
    [
      [quantity(999, 'mg'), 'Observation.valueQuantity is less than the least value that is allowed.'],
      [quantity(5, 'm'), 'Observation.valueQuantity cannot be compared with the least value that is allowed.'],
      [observation({ valueString: 'abcd' }), 'Observation.valueString must have at most 3 characters.'],
      [
        observation({ valueInteger: 6 }),
        'Observation.valueInteger is greater than the greatest value that is allowed.',
      ],
      [
        observation({ valueDateTime: '2019-12-31' }),
        'Observation.valueDateTime is less than the least value that is allowed.',
      ],
    ],
  );
});

const size = 'http://example.org/size';
const sizeDefinition = (context: object[], more: Partial<ElementDefinition>[] = []): StructureDefinition =>
  profile(
    'Extension',
    [
      { path: 'Extension' },
      { path: 'Extension.url', fixedUri: size },
      { path: 'Extension.value[x]', min: 1, type: [{ code: 'integer' }] },
      ...more,
    ],
    { url: size, context: context as never },
  );

test('extensions whose definition is known: where they may stand, and what they hold', async () => {
  const on = (value: object): Json => patient({ name: [{ extension: [{ url: size, ...value }] }] });
  const anyProfile = profile('Patient', []);
  await check(
    [anyProfile, sizeDefinition([{ type: 'element', expression: 'HumanName' }])],
    [on({ valueInteger: 1 })],
    [
      [on({ valueString: 'x' }), `Patient.name[0].extension[0].valueString must be integer (profile ${size}).`],
      [
        patient({ extension: [{ url: size, valueInteger: 1 }] }),
        `Patient.extension[0] is an extension that must not stand here (profile ${size}).`,
      ],
      [
        patient({ modifierExtension: [{ url: size, valueInteger: 1 }] }),
        `Patient.modifierExtension[0] is an extension that must not stand here (profile ${size}).`,
        `Patient.modifierExtension[0] changes no meaning, so it must not be a modifierExtension (profile ${size}).`,
      ],
    ],
  );
  for (const expression of ['Patient.name', 'Element', 'HumanName']) {
    await check([anyProfile, sizeDefinition([{ type: 'element', expression }])], [on({ valueInteger: 1 })], []);
  }
  await check(
    [anyProfile, sizeDefinition([{ type: 'fhirpath', expression: 'Patient.name' }])],
    [on({ valueInteger: 1 })],
    [],
  );
  await check(
    [anyProfile, sizeDefinition([{ type: 'fhirpath', expression: 'Patient.contact' }])],
    [],
    [
      [
        on({ valueInteger: 1 }),
        `Patient.name[0].extension[0] is an extension that must not stand here (profile ${size}).`,
      ],
    ],
  );
});

test('an extension whose definition is not known is told of, and no fault', async () => {
  const found = await issues(patient({ extension: [{ url: 'http://example.org/unknown', valueCode: 'x' }] }), {
    definitions: [profile('Patient', [])],
  });
  assert.deepEqual(
    found.map(({ severity, code }) => [severity, code]),
    [['information', 'extension']],
  );
});

test('extensions that a profile asks for, by their definition’s URL', async () => {
  const element = [
    { path: 'Patient.extension', sliceName: 'size', min: 1, max: '1', type: [{ code: 'Extension', profile: [size] }] },
  ];
  await check(
    [profile('Patient', element), sizeDefinition([])],
    [patient({ extension: [{ url: size, valueInteger: 1 }] })],
    [
      [patient({}), 'Patient.extension lacks the slice size.'],
      [
        patient({ extension: [{ url: size, valueCode: 'x' }] }),
        `Patient.extension[0].valueCode must be integer (profile ${size}).`,
      ],
    ],
  );
});

test('bindings: required is an error, extensible a warning, preferred a remark when asked for', async () => {
  const valueSets = { 'http://example.org/vs': ['a', 'b'] };
  const bound = (strength: string): StructureDefinition =>
    profile('Observation', [
      { path: 'Observation.code', binding: { strength, valueSet: 'http://example.org/vs' } as never },
    ]);
  const coded = (code: string): Json => observation({ code: { coding: [{ code: 'x' }, { code }] } });
  const says = async (strength: string, resource: Json, request: ProfileRequest = {}): Promise<string[]> =>
    (
      await issues(resource, { definitions: [bound(strength)], valueSets, request: { profiles: [url], ...request } })
    ).map(({ severity }) => String(severity));
  assert.deepEqual(await says('required', coded('a')), []);
  assert.deepEqual(await says('required', coded('c')), ['error']);
  assert.deepEqual(await says('required', observation({})), ['error'], 'text alone is no code');
  assert.deepEqual(await says('extensible', coded('c')), ['warning']);
  assert.deepEqual(await says('preferred', coded('c')), []);
  assert.deepEqual(await says('preferred', coded('c'), { preferred: true }), ['information']);
  const unknown = await issues(coded('a'), { definitions: [bound('required')] });
  assert.deepEqual(
    unknown.map(({ severity, code }) => [severity, code]),
    [['warning', 'not-supported']],
    'a value set that is not known',
  );
});

test('invariants: by our own FHIRPath, and by the conformant engine where that is needed', async () => {
  const rule = (expression: string, severity = 'error'): StructureDefinition =>
    profile('Patient', [
      { path: 'Patient', constraint: [{ key: 'test-1', severity, human: 'Must be so', expression }] as never },
    ]);
  const named = patient({ name: [{ family: 'Ek' }], birthDate: '1990-01-01' });
  for (const expression of [
    'name.exists()',
    "name.family.first().lower() = 'ek' and birthDate.toString().length() = 10",
    "name.select(family.replaceMatches('E', 'e')) = 'ek'",
  ]) {
    await check(
      [rule(expression)],
      [named],
      [[patient({ active: true }), 'Patient breaks the rule test-1: Must be so.']],
    );
  }
  const warned = await issues(patient({}), { definitions: [rule('name.exists()', 'warning')] });
  assert.deepEqual(
    warned.map(({ severity, code }) => [severity, code]),
    [['warning', 'invariant']],
  );
  const untold = await issues(patient({}), { definitions: [rule("name.memberOf('x')")] });
  assert.ok(
    untold.every(({ severity }) => severity !== 'error'),
    'a rule that cannot be evaluated refuses nothing',
  );
});

test('references: type and profile of the target, within the resource and outside', async () => {
  const named = profile('Patient', [{ path: 'Patient.name', min: 1 }], { url: 'http://example.org/named' });
  const element = [
    { path: 'Observation.subject', type: [{ code: 'Reference', targetProfile: ['http://example.org/named'] }] },
  ];
  const definitions = [profile('Observation', element), named];
  const resources = {
    'Patient/named': patient({ name: [{ text: 'x' }] }),
    'Patient/nameless': patient({ active: true }),
  };
  const about = (reference: string, more: Json = {}): Json => observation({ subject: { reference }, ...more });
  await check(
    definitions,
    [about('Patient/named'), about('Patient/nowhere'), about('Patient/nameless')],
    [
      [about('Group/1'), 'Observation.subject must refer to Patient, not to Group.'],
      [
        about('#p', { contained: [{ resourceType: 'Patient', id: 'p' }] }),
        'Observation.subject refers to a resource that does not conform to the profile asked for.',
      ],
    ],
    { resources },
  );
  const outside = await issues(about('Patient/nameless'), { definitions, resources });
  assert.deepEqual(
    outside.map(({ severity }) => severity),
    ['warning'],
    'a resource elsewhere has a life of its own',
  );
});

test('profiles on profiles: from differentials, or from the snapshot that is given', async () => {
  const below = profile(
    'Patient',
    [
      { path: 'Patient.name', min: 1 },
      { path: 'Patient.birthDate', min: 1 },
    ],
    { url: 'http://example.org/below' },
  );
  const above = profile('Patient', [{ path: 'Patient.name', max: '1' }], {
    baseDefinition: 'http://example.org/below',
  });
  await check(
    [above, below],
    [patient({ name: [{ text: 'x' }], birthDate: '1990' })],
    [
      [
        patient({ name: [{ text: 'x' }, { text: 'y' }] }),
        'Patient.name must occur once only.',
        'Patient.birthDate is missing.',
      ],
    ],
  );
  const whole = {
    ...above,
    snapshot: { element: [{ path: 'Patient' }, { path: 'Patient.gender', min: 1 }] as ElementDefinition[] },
  };
  await check([whole, below], [patient({ gender: 'female' })], [[patient({}), 'Patient.gender is missing.']]);
  assert.deepEqual(await errors(patient({}), { definitions: [above] }), [
    `Patient.meta.profile names a profile that is not known here, so it was not checked.`,
  ]);
});

test('R4’s own profiles are known: a blood pressure needs its parts', async () => {
  const bp = 'http://hl7.org/fhir/StructureDefinition/bp';
  const found = await errors(observation({ meta: { profile: [bp] } }), { request: { profiles: [] } });
  assert.ok(
    found.some((each) => each.startsWith('Observation.subject is missing')),
    found.join('\n'),
  );
  assert.ok(
    found.some((each) => each.startsWith('Observation.component lacks the slice SystolicBP')),
    found.join('\n'),
  );
  assert.ok(
    found.some((each) => each.includes('the rule vs-2')),
    found.join('\n'),
  );
});

test('elements that hold their own kind are checked all the way down', async () => {
  const element = [{ path: 'Questionnaire.item.text', min: 1 }];
  const item = (more: Json): Json => ({ linkId: '1', type: 'group', ...more });
  await check(
    [profile('Questionnaire', element)],
    [],
    [
      [
        { resourceType: 'Questionnaire', status: 'active', item: [item({ text: 'x', item: [item({})] })] },
        'Questionnaire.item[0].item[0].text is missing.',
      ],
    ],
  );
});

test('a claimed profile that is not known is told of; the claim is found in entries and contained resources too', async () => {
  const claimed = patient({ meta: { profile: ['http://example.org/unknown'] } });
  const found = await issues(claimed, { request: { profiles: [] } });
  assert.deepEqual(
    found.map(({ severity, code }) => [severity, code]),
    [['warning', 'not-found']],
  );
  assert.equal(claimsProfile(claimed), true);
  assert.equal(claimsProfile({ resourceType: 'Bundle', entry: [{ resource: claimed }] }), true);
  assert.equal(claimsProfile(observation({ contained: [claimed] })), true);
  assert.equal(claimsProfile(observation({})), false);
});

test('no value of the resource is repeated in what is said', async () => {
  const secret = 'Hemlig';
  const element = [
    { path: 'Patient.name.family', maxLength: 2 },
    { path: 'Patient.gender', fixedCode: 'male' },
    { path: 'Patient.birthDate', max: '0' },
  ];
  const said = JSON.stringify(
    await issues(patient({ name: [{ family: secret }], gender: secret, birthDate: secret }), {
      definitions: [profile('Patient', element)],
    }),
  );
  assert.ok(said.length > 300 && !said.includes(secret), said);
});
