/** Norm: http://hl7.org/fhir/R4/profiling.html#slicing */
import { test } from 'node:test';
import type { ElementDefinition } from '@medplum/fhirtypes';
import type { Json } from './item.ts';
import { check, observation, patient, profile } from '../../../test/profile-fixture.ts';

const sliced = (
  discriminator: object,
  slices: Partial<ElementDefinition>[],
  rules = 'open',
  more: object = {},
): Partial<ElementDefinition>[] => [
  { path: 'Patient.identifier', slicing: { discriminator: [discriminator], rules, ...more } as never },
  ...slices,
];

test('slicing by value: counted, checked, and closed when it is said', async () => {
  const slices = [
    { path: 'Patient.identifier', sliceName: 'number', min: 1, max: '1' },
    { path: 'Patient.identifier.system', min: 1, fixedUri: 'urn:number' },
    { path: 'Patient.identifier.value', min: 1 },
  ];
  const number = { system: 'urn:number', value: '1' };
  const by = { type: 'value', path: 'system' };
  await check(
    [profile('Patient', sliced(by, slices))],
    [patient({ identifier: [number, { system: 'urn:other' }] })],
    [
      [patient({}), 'Patient.identifier lacks the slice number.'],
      [patient({ identifier: [number, number] }), 'Patient.identifier must have the slice number once only.'],
      [patient({ identifier: [{ system: 'urn:number' }] }), 'Patient.identifier[0].value is missing.'],
    ],
  );
  const outside = patient({ identifier: [{ system: 'urn:other' }, number] });
  await check(
    [profile('Patient', sliced(by, slices, 'closed'))],
    [patient({ identifier: [number] })],
    [[outside, 'Patient.identifier[0] belongs to none of the slices: number.']],
  );
  await check(
    [profile('Patient', sliced(by, slices, 'openAtEnd'))],
    [patient({ identifier: [number, { system: 'urn:other' }] })],
    [[outside, 'Patient.identifier[1] must stand before what belongs to no slice.']],
  );
});

test('slices in order, and slices of slices', async () => {
  const by = { type: 'value', path: 'system' };
  const ordered = [
    { path: 'Patient.identifier', sliceName: 'a' },
    { path: 'Patient.identifier.system', fixedUri: 'urn:a' },
    { path: 'Patient.identifier', sliceName: 'b' },
    { path: 'Patient.identifier.system', fixedUri: 'urn:b' },
  ];
  const [a, b] = [{ system: 'urn:a' }, { system: 'urn:b' }];
  await check(
    [profile('Patient', sliced(by, ordered, 'open', { ordered: true }))],
    [patient({ identifier: [a, b, b] })],
    [[patient({ identifier: [b, a] }), 'Patient.identifier[1] is not in the order of the slices.']],
  );
  const inner = [
    {
      id: 'Patient.identifier:a',
      path: 'Patient.identifier',
      sliceName: 'a',
      slicing: { discriminator: [{ type: 'value' as const, path: 'use' }], rules: 'open' as const },
    },
    { id: 'Patient.identifier:a.system', path: 'Patient.identifier.system', fixedUri: 'urn:a' },
    { id: 'Patient.identifier:a/old', path: 'Patient.identifier', sliceName: 'a/old', max: '1' },
    { id: 'Patient.identifier:a/old.use', path: 'Patient.identifier.use', fixedCode: 'old' },
  ];
  const old = { ...a, use: 'old' };
  await check(
    [profile('Patient', sliced(by, inner))],
    [patient({ identifier: [a, a, old] })],
    [[patient({ identifier: [old, old] }), 'Patient.identifier must have the slice a/old once only.']],
  );
});

test('slicing by pattern of the element itself, by existence, by type', async () => {
  const concept = (code: string): Json => ({ coding: [{ system: 's', code }] });
  const category = [
    {
      path: 'Observation.category',
      slicing: { discriminator: [{ type: 'pattern' as const, path: '$this' }], rules: 'open' as const },
    },
    { path: 'Observation.category', sliceName: 'lab', min: 1, patternCodeableConcept: concept('lab') },
  ];
  await check(
    [profile('Observation', category)],
    [observation({ category: [concept('x'), concept('lab')] })],
    [[observation({ category: [concept('x')] }), 'Observation.category lacks the slice lab.']],
  );
  const exists = sliced({ type: 'exists', path: 'period' }, [
    { path: 'Patient.identifier', sliceName: 'timed', max: '1' },
    { path: 'Patient.identifier.period', min: 1 },
    { path: 'Patient.identifier', sliceName: 'other', max: '1' },
    { path: 'Patient.identifier.period', max: '0' },
  ]);
  const timed = { period: { start: '2020' } };
  await check(
    [profile('Patient', exists)],
    [patient({ identifier: [timed, { value: 'x' }] })],
    [
      [patient({ identifier: [timed, timed] }), 'Patient.identifier must have the slice timed once only.'],
      [
        patient({ identifier: [{ value: 'x' }, { value: 'y' }] }),
        'Patient.identifier must have the slice other once only.',
      ],
    ],
  );
  const value = [
    {
      path: 'Observation.value[x]',
      slicing: { discriminator: [{ type: 'type' as const, path: '$this' }], rules: 'closed' as const },
    },
    { path: 'Observation.value[x]', sliceName: 'valueQuantity', type: [{ code: 'Quantity' }] },
    { path: 'Observation.value[x].unit', min: 1 },
  ];
  await check(
    [profile('Observation', value)],
    [observation({ valueQuantity: { value: 1, unit: 'g' } })],
    [
      [observation({ valueQuantity: { value: 1 } }), 'Observation.valueQuantity.unit is missing.'],
      [observation({ valueString: 'x' }), 'Observation.valueString belongs to none of the slices: valueQuantity.'],
    ],
  );
});

test('slicing by what a reference leads to, and by the profile of an entry', async () => {
  const practitioner = profile('Practitioner', [{ path: 'Practitioner.name', min: 1 }], {
    url: 'http://example.org/practitioner',
  });
  const performer = [
    {
      path: 'Observation.performer',
      slicing: { discriminator: [{ type: 'profile' as const, path: 'resolve()' }], rules: 'open' as const },
    },
    {
      path: 'Observation.performer',
      sliceName: 'named',
      min: 1,
      type: [{ code: 'Reference', targetProfile: ['http://example.org/practitioner'] }],
    },
  ];
  const by = (contained: Json): Json =>
    observation({
      contained: [{ resourceType: 'Practitioner', id: 'p', ...contained }],
      performer: [{ reference: '#p' }],
    });
  await check(
    [profile('Observation', performer), practitioner],
    [by({ name: [{ text: 'x' }] })],
    [[by({ active: true }), 'Observation.performer lacks the slice named.']],
  );
  const entries = [
    {
      path: 'Bundle.entry',
      slicing: { discriminator: [{ type: 'type' as const, path: 'resource' }], rules: 'open' as const },
    },
    { path: 'Bundle.entry', sliceName: 'practitioner', min: 1, max: '1' },
    {
      path: 'Bundle.entry.resource',
      min: 1,
      type: [{ code: 'Practitioner', profile: ['http://example.org/practitioner'] }],
    },
  ];
  const bundle = (...resources: Json[]): Json => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001', resource })),
  });
  await check(
    [profile('Bundle', entries), practitioner],
    [bundle({ resourceType: 'Practitioner', name: [{ text: 'x' }] }, patient({}))],
    [
      [bundle(patient({})), 'Bundle.entry lacks the slice practitioner.'],
      [
        bundle({ resourceType: 'Practitioner' }),
        'Bundle.entry[0].resource.name is missing (profile http://example.org/practitioner).',
      ],
    ],
  );
});

test('slicing by an extension inside, by a value of a type, and by a reference’s type', async () => {
  const kind = 'http://example.org/kind';
  const kindDefinition = profile(
    'Extension',
    [
      { path: 'Extension.url', fixedUri: kind },
      { path: 'Extension.value[x]', type: [{ code: 'code' }] },
    ],
    { url: kind },
  );
  const slices = sliced({ type: 'value', path: `extension('${kind}').value` }, [
    { path: 'Patient.identifier', sliceName: 'main', min: 1, max: '1' },
    { path: 'Patient.identifier.extension', sliceName: 'kind', type: [{ code: 'Extension', profile: [kind] }] },
    { path: 'Patient.identifier.extension.value[x]', fixedCode: 'main' },
  ]);
  const main = { extension: [{ url: kind, valueCode: 'main' }], value: '1' };
  await check(
    [profile('Patient', slices), kindDefinition],
    [patient({ identifier: [main, { extension: [{ url: kind, valueCode: 'x' }], value: '1' }] })],
    [
      [patient({ identifier: [main, main] }), 'Patient.identifier must have the slice main once only.'],
      [patient({ identifier: [{ value: '1' }] }), 'Patient.identifier lacks the slice main.'],
    ],
  );
  const members = [
    {
      path: 'Observation.performer',
      slicing: { discriminator: [{ type: 'type' as const, path: 'resolve()' }], rules: 'closed' as const },
    },
    {
      path: 'Observation.performer',
      sliceName: 'org',
      type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Organization'] }],
    },
  ];
  await check(
    [profile('Observation', members)],
    [observation({ performer: [{ reference: 'Organization/1' }] })],
    [
      [
        observation({ performer: [{ reference: 'Patient/1' }] }),
        'Observation.performer[0] belongs to none of the slices: org.',
      ],
    ],
  );
});
