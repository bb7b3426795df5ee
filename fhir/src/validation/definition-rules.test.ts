/** What R4 says in words of definitions. Norm: the pages that definition-rules.ts names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from './validate.ts';

type Json = Record<string, unknown>;

function said(resource: Json): string[] {
  return validate(resource).map(({ diagnostics = '' }) => diagnostics);
}

const parameter = (more: Json): Json => ({
  resourceType: 'SearchParameter',
  url: 'http://example.org/sp',
  name: 'X',
  status: 'active',
  description: 'x',
  code: 'x',
  base: ['Organization'],
  type: 'string',
  expression: 'Organization.name',
  ...more,
});

test('a composite search parameter has two components or more', () => {
  const part = { definition: 'http://hl7.org/fhir/SearchParameter/Organization-name', expression: 'name' };
  assert.deepEqual(said(parameter({ type: 'composite', component: [part, part] })), []);
  for (const component of [undefined, [part]])
    assert.deepEqual(said(parameter({ type: 'composite', ...(component && { component }) })), [
      'SearchParameter must have two or more components, being a composite.',
    ]);
});

test('what is derived from a search parameter of R4 has its type, and is for some of its types', () => {
  const derived = (more: Json): string[] =>
    said(parameter({ derivedFrom: 'http://hl7.org/fhir/SearchParameter/Organization-name', ...more }));
  assert.deepEqual(derived({}), []);
  assert.deepEqual(derived({ type: 'token' }), [
    'SearchParameter.type must be the type of what the parameter is derived from.',
  ]);
  assert.deepEqual(derived({ base: ['Organization', 'Patient'] }), [
    'SearchParameter.base must be among the types of what the parameter is derived from.',
  ]);
  const common = 'http://hl7.org/fhir/SearchParameter/Resource-id';
  assert.deepEqual(said(parameter({ derivedFrom: common, type: 'token', base: ['Patient'] })), []);
});

test('a CapabilityStatement gives a search parameter the type of its definition', () => {
  const stating = (type: string, definition: string): string[] =>
    said({
      resourceType: 'CapabilityStatement',
      status: 'active',
      date: '2026',
      kind: 'requirements',
      description: 'x',
      fhirVersion: '4.0.1',
      format: ['json'],
      rest: [{ mode: 'server', resource: [{ type: 'Patient', searchParam: [{ name: 'name', type, definition }] }] }],
    });
  const name = 'http://hl7.org/fhir/SearchParameter/Patient-name';
  assert.deepEqual(stating('string', `${name}|4.0.1`), []);
  assert.deepEqual(stating('token', 'http://example.org/unknown'), []);
  assert.deepEqual(stating('token', `${name}|4.0.1`), [
    'CapabilityStatement.rest[0].resource[0].searchParam[0].type must be the type in the definition of the search parameter.',
  ]);
});

test('a condition of a form asks for a question outside the item', () => {
  const when = (question: string): Json => ({ enableWhen: [{ question, operator: 'exists', answerBoolean: true }] });
  const form = (question: string): string[] =>
    said({
      resourceType: 'Questionnaire',
      status: 'active',
      item: [
        { linkId: 'before', type: 'boolean' },
        { linkId: 'group', type: 'group', item: [{ linkId: 'inner', type: 'boolean' }], ...when(question) },
        { linkId: 'after', type: 'group', item: [{ linkId: 'below', type: 'boolean' }] },
      ],
    });
  for (const right of ['before', 'below']) assert.deepEqual(form(right), []);
  for (const within of ['group', 'inner'])
    assert.deepEqual(form(within), [
      'Questionnaire.item[1].enableWhen[0] asks for a question within the item that it enables.',
    ]);
  assert.deepEqual(form('elsewhere'), [
    'Questionnaire.item[1].enableWhen[0] asks for a question that is not in the form.',
  ]);
});

test('a profile slices by what the element has', () => {
  const slicing = (path: string, discriminator: string): string[] =>
    said({
      resourceType: 'StructureDefinition',
      url: 'http://example.org/profile',
      name: 'X',
      status: 'active',
      kind: 'resource',
      abstract: false,
      type: 'Observation',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Observation',
      derivation: 'constraint',
      differential: {
        element: [
          { id: 'Observation', path: 'Observation' },
          { id: path, path, slicing: { rules: 'open', discriminator: [{ type: 'value', path: discriminator }] } },
        ],
      },
    });
  for (const [path, discriminator] of [
    ['Observation.category', 'coding.code'],
    ['Observation.component', 'code'],
    ['Observation.component.value[x]', '$this'],
    ['Observation.value[x]', 'code'],
    ['Observation.extension', 'url'],
    ['Observation.hasMember', 'resolve().code'],
    ['Observation.contained', 'code'],
  ] as const)
    assert.deepEqual(slicing(path, discriminator), [], `${path} by ${discriminator}`);
  for (const path of ['Observation.extension', 'Observation.component'])
    assert.deepEqual(slicing(path, 'type'), [
      'StructureDefinition.differential.element[1].slicing.discriminator[0].path leads to no element of what is sliced.',
    ]);
});
