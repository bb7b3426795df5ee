/** FHIRPath Patch: http://hl7.org/fhir/R4/fhirpatch.html. HL7's own cases run in patch-suites.test.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, stringifyJson } from '../json.ts';
import { applyFhirPathPatch } from './fhirpath-patch.ts';

type Part = [name: string, value: string];

function operation(...parts: Part[]): string {
  return `{"name":"operation","part":[${parts.map(([name, value]) => `{"name":"${name}",${value}}`).join(',')}]}`;
}

const type = (code: string): Part => ['type', `"valueCode":"${code}"`];
const path = (text: string): Part => ['path', `"valueString":${JSON.stringify(text)}`];
const name = (text: string): Part => ['name', `"valueString":"${text}"`];
const index = (part: string, at: number): Part => [part, `"valueInteger":${at}`];

function patch(resource: string, ...operations: string[]): string {
  const parameters = `{"resourceType":"Parameters","parameter":[${operations.join(',')}]}`;
  return stringifyJson(applyFhirPathPatch(parseJson(resource) as { resourceType: string }, parseJson(parameters)));
}

test('decimals keep their letters, those that are there and those that come', () => {
  const patched = patch(
    '{"resourceType":"Observation","valueQuantity":{"value":1.50,"unit":"kg"},"component":[{"valueQuantity":{"value":2.0}}]}',
    operation(type('replace'), path('Observation.component[0].value.value'), ['value', '"valueDecimal":3.10']),
    operation(type('add'), path('Observation'), name('component'), [
      'value',
      '"part":[{"name":"value","valueQuantity":{"value":4.00}}]',
    ]),
  );
  assert.equal(
    patched,
    '{"resourceType":"Observation","valueQuantity":{"value":1.50,"unit":"kg"},"component":[{"valueQuantity":{"value":3.10}},{"valueQuantity":{"value":4.00}}]}',
  );
});

test('a choice may become another of its types, and only one of them', () => {
  const patient = '{"resourceType":"Patient","deceasedBoolean":true}';
  const replaced = patch(
    patient,
    operation(type('replace'), path('Patient.deceased'), ['value', '"valueDateTime":"2026-01-02"']),
  );
  assert.equal(replaced, '{"resourceType":"Patient","deceasedDateTime":"2026-01-02"}');
  assert.throws(
    () =>
      patch(patient, operation(type('add'), path('Patient'), name('deceased'), ['value', '"valueDateTime":"2026"'])),
    { status: 422, message: /there already/ },
  );
});

test('extensions of a primitive are elements of it, and stay with it when a list is changed', () => {
  const given = '{"resourceType":"Patient","name":[{"given":["A","B"],"_given":[null,{"id":"b"}]}]}';
  const extended = operation(type('add'), path('Patient.birthDate'), name('extension'), [
    'value',
    '"valueExtension":{"url":"http://example.org/e","valueDecimal":1.0}',
  ]);
  assert.equal(
    patch('{"resourceType":"Patient","birthDate":"1974-12-25"}', extended),
    '{"resourceType":"Patient","birthDate":"1974-12-25","_birthDate":{"extension":[{"url":"http://example.org/e","valueDecimal":1.0}]}}',
  );
  assert.equal(
    patch(
      given,
      operation(type('insert'), path('Patient.name[0].given'), index('index', 1), ['value', '"valueString":"N"']),
    ),
    '{"resourceType":"Patient","name":[{"given":["A","N","B"],"_given":[null,null,{"id":"b"}]}]}',
  );
  assert.equal(
    patch(given, operation(type('move'), path('Patient.name[0].given'), index('source', 1), index('destination', 0))),
    '{"resourceType":"Patient","name":[{"given":["B","A"],"_given":[{"id":"b"},null]}]}',
  );
  assert.equal(
    patch(given, operation(type('delete'), path("Patient.name.given.where($this = 'B')"))),
    '{"resourceType":"Patient","name":[{"given":["A"]}]}',
  );
  assert.equal(
    patch(given, operation(type('delete'), path('Patient.name[0].given[1].id'))),
    '{"resourceType":"Patient","name":[{"given":["A","B"]}]}',
  );
});

test('a value that is only an extension (data absent) can be put, moved and taken away', () => {
  const absent: Part = [
    'value',
    '"_valueDate":{"extension":[{"url":"http://example.org/absent","valueCode":"unknown"}]}',
  ];
  const added = patch('{"resourceType":"Patient"}', operation(type('add'), path('Patient'), name('birthDate'), absent));
  assert.equal(
    added,
    '{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://example.org/absent","valueCode":"unknown"}]}}',
  );
  assert.equal(
    patch(added, operation(type('delete'), path('Patient.birthDate.extension'))),
    '{"resourceType":"Patient"}',
  );
});

test('insert into a list that is not there yet makes it; an index beyond its end is refused', () => {
  const insert = (at: number) =>
    patch(
      '{"resourceType":"Patient"}',
      operation(type('insert'), path('Patient.name'), index('index', at), ['value', '"valueHumanName":{"text":"A"}']),
    );
  assert.equal(insert(0), '{"resourceType":"Patient","name":[{"text":"A"}]}');
  assert.throws(() => insert(1), { status: 422, message: /beyond the end/ });
});

test('delete of what is not there is done already; of several it is refused', () => {
  const two = '{"resourceType":"Patient","name":[{"text":"A"},{"text":"B"}]}';
  assert.equal(patch(two, operation(type('delete'), path('Patient.birthDate'))), two);
  assert.throws(() => patch(two, operation(type('delete'), path('Patient.name'))), { status: 422, message: /several/ });
});

test('a value of the wrong type is refused', () => {
  const add = (value: string) => () =>
    patch('{"resourceType":"Patient"}', operation(type('add'), path('Patient'), name('birthDate'), ['value', value]));
  assert.throws(add('"valueBoolean":true'), { status: 422, message: /takes date/ });
  assert.throws(add('"valueHumanName":{"text":"A"}'), { status: 422, message: /takes date/ });
});

test('what is no patch is refused with 400, without repeating it', () => {
  const refused = (text: string) =>
    assert.throws(() => patch('{"resourceType":"Patient"}', text), { name: 'Failure', status: 400 }, text);
  refused(operation(type('spam'), path('Patient')));
  refused(operation(type('delete')));
  refused(operation(type('delete'), path('Patient..name')));
  refused(operation(type('delete'), path('Patient.name) | (Patient.birthDate')));
  refused(operation(type('delete'), path('Patient.name'), path('Patient.name')));
  refused('{"name":"spam"}');
});

test('a path cannot run away, look elsewhere or reach the prototype', () => {
  const tried = (text: string) => () =>
    patch('{"resourceType":"Patient","name":[{"text":"A"}]}', operation(type('delete'), path(text)));
  assert.throws(tried("Patient.name.where(text.matches('(a+)+$'))"), { message: /matches is not supported/ });
  assert.throws(tried('Patient.managingOrganization.resolve()'), { message: /resolve is not supported/ });
  assert.throws(tried('%resource.name'), { message: /Variables/ });
  assert.throws(tried('1 + 1'), { status: 422 });
  assert.throws(tried(`Patient.name.where(text = '${'a'.repeat(2000)}')`), { kind: 'too-costly' });
  assert.throws(
    () =>
      patch(
        '{"resourceType":"Patient"}',
        operation(type('add'), path('Patient'), name('__proto__'), ['value', '"valueString":"x"']),
      ),
    { status: 422 },
  );
});
