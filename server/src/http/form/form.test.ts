import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entityTag, readIfMatch, readIfNoneMatch } from './entity-tag.ts';
import { wantedForm } from './media-type.ts';
import { readPreferences } from './preferences.ts';
import { prettyJson } from './pretty.ts';

test('a version is a weak entity tag; If-Match takes it weak or strong, one at a time', () => {
  assert.equal(entityTag(3), 'W/"3"');
  assert.equal(readIfMatch('W/"3"'), 3);
  assert.equal(readIfMatch('"3"'), 3);
  assert.equal(readIfMatch('*'), undefined);
  assert.throws(() => readIfMatch('W/"a"'), /If-Match must be one version/);
  assert.deepEqual(readIfNoneMatch('W/"1", "2", "x"'), [1, 2]);
  assert.equal(readIfNoneMatch('*'), '*');
});

const wanted = (accept?: string, format?: string) => wantedForm({ accept, format });

test('JSON and XML go by several names; _format goes before Accept', () => {
  for (const accept of [
    undefined,
    '',
    '*/*',
    'application/fhir+json',
    'application/json;q=0.9',
    'text/json',
    'application/*',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'application/fhir+json; fhirVersion=4.0',
    'APPLICATION/FHIR+JSON;FHIRVERSION="4.0"',
  ])
    assert.equal(wanted(accept), 'json', accept);
  for (const accept of [
    'application/fhir+xml',
    'application/xml',
    'text/xml',
    'application/fhir+xml;fhirVersion=4.0.1',
  ])
    assert.equal(wanted(accept), 'xml', accept);
  for (const format of ['json', 'application/json', 'application/fhir json', 'html', 'text/html'])
    assert.equal(wanted('application/fhir+xml', format), 'json', format);
  for (const format of ['xml', 'text/xml', 'application/fhir+xml', 'application/fhir xml'])
    assert.equal(wanted('application/fhir+json', format), 'xml', format);
});

test('the heavier form is given; of two as heavy the one that is named, and then the one that is named first', () => {
  const cases = [
    ['application/fhir+json;q=0.5, application/fhir+xml', 'xml'],
    ['application/fhir+xml;q=0.5, application/fhir+json;q=0.6', 'json'],
    ['application/fhir+xml, */*;q=0.1', 'xml'],
    ['*/*, application/fhir+xml', 'xml'],
    ['application/fhir+xml, application/fhir+json', 'xml'],
    ['application/fhir+json, application/fhir+xml', 'json'],
    ['application/fhir+json;q=0, */*', 'xml'],
    ['text/turtle, application/xml;q=0.1', 'xml'],
    ['application/fhir+json; fhirVersion=3.0, application/fhir+xml; fhirVersion=4.0', 'xml'],
  ] as const;
  for (const [accept, form] of cases) assert.equal(wanted(accept), form, accept);
});

test('another form, and another version of FHIR, is refused with 406 by name', () => {
  assert.throws(() => wanted(undefined, 'ttl'), { status: 406, message: /^Turtle is not supported/ });
  assert.throws(() => wanted('application/pdf'), { status: 406, message: /^That form is not supported/ });
  assert.throws(() => wanted('application/fhir+json; fhirVersion=3.0'), { status: 406, message: /4\.0/ });
  assert.throws(() => wanted('application/json;q=0'), { status: 406 });
  assert.throws(() => wanted('application/fhir+xml;q=0, application/fhir+json;q=0'), { status: 406 });
});

test('Prefer: return and handling, alone or together', () => {
  assert.deepEqual(readPreferences(undefined), { lenient: false });
  assert.deepEqual(readPreferences('return=minimal, handling=lenient'), { return: 'minimal', lenient: true });
  assert.deepEqual(readPreferences('return="OperationOutcome"'), { return: 'OperationOutcome', lenient: false });
});

test('pretty print keeps every letter of strings and numbers', () => {
  const text = '{"a":[1.00,-0.0,{}],"b":"{\\"x\\": [1,2]}, åäö","c":[],"d":1e-10}';
  const pretty = prettyJson(text);
  assert.match(pretty, /1\.00,\n {4}-0\.0/);
  assert.deepEqual(JSON.parse(pretty), JSON.parse(text));
});
