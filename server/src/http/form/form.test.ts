import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entityTag, readIfMatch, readIfNoneMatch } from './entity-tag.ts';
import { requireJsonWanted } from './media-type.ts';
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

test('JSON in any of its names is given, another form is refused by name', () => {
  for (const accept of [
    undefined,
    '*/*',
    'application/fhir+json',
    'application/json;q=0.9',
    'text/html,application/xhtml+xml,*/*;q=0.8',
  ]) {
    assert.doesNotThrow(() => requireJsonWanted(accept, undefined), accept);
  }
  assert.doesNotThrow(() => requireJsonWanted('application/fhir+xml', 'json'), '_format goes before Accept');
  assert.doesNotThrow(() => requireJsonWanted('application/fhir+json; fhirVersion=4.0', undefined));
  assert.throws(() => requireJsonWanted('application/fhir+xml', undefined), {
    status: 406,
    message: /^XML is not supported/,
  });
  assert.throws(() => requireJsonWanted(undefined, 'ttl'), { status: 406, message: /^Turtle is not supported/ });
  assert.throws(() => requireJsonWanted('application/fhir+json; fhirVersion=3.0', undefined), {
    status: 406,
    message: /4\.0/,
  });
  assert.throws(() => requireJsonWanted('application/json;q=0', undefined), { status: 406 });
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
