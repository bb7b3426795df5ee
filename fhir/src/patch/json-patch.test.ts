import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cloneJson, parseJson, stringifyJson } from '../json.ts';
import { applyJsonPatch } from './json-patch.ts';

const patched = (document: object, patch: unknown): object => applyJsonPatch(cloneJson(document), patch);

function patchText(document: string, patch: string): string {
  return stringifyJson(patched(parseJson(document) as object, parseJson(patch)));
}

test('decimals keep their letters, those in the document and those in the patch', () => {
  const done = patchText(
    '{"a":{"value":1.50},"list":[{"value":2.0}]}',
    '[{"op":"add","path":"/b","value":3.10},{"op":"copy","from":"/a","path":"/list/0"},{"op":"move","from":"/b","path":"/a/value"}]',
  );
  assert.equal(done, '{"a":{"value":3.10},"list":[{"value":1.50},{"value":2.0}]}');
});

test('a number that is replaced leaves its letters behind', () => {
  assert.equal(patchText('{"a":1.50}', '[{"op":"replace","path":"/a","value":1.5}]'), '{"a":1.5}');
});

test('items of a list keep their letters when others come before them or go', () => {
  assert.equal(patchText('{"a":[1.50,2.0]}', '[{"op":"remove","path":"/a/0"}]'), '{"a":[2.0]}');
  assert.equal(patchText('{"a":[1.50,2.0]}', '[{"op":"add","path":"/a/0","value":0.10}]'), '{"a":[0.10,1.50,2.0]}');
  assert.equal(patchText('{"a":[1.50,2.0]}', '[{"op":"move","from":"/a/1","path":"/a/0"}]'), '{"a":[2.0,1.50]}');
  assert.equal(patchText('{"a":[1.50,2.0]}', '[{"op":"copy","from":"/a/1","path":"/a/0"}]'), '{"a":[2.0,1.50,2.0]}');
});

test('numbers are the same when they are numerically equal, all digits counted: https://www.rfc-editor.org/rfc/rfc6902#section-4.6', () => {
  const holds = (value: string) => patchText('{"a":1.50}', `[{"op":"test","path":"/a","value":${value}}]`);
  for (const same of ['1.5', '1.500', '15e-1', '0.15E+1']) assert.equal(holds(same), '{"a":1.50}');
  assert.throws(() => holds('1.5000000000000000001'), { status: 422 });
});

test('RFC 6902, appendix A', () => {
  assert.equal(
    patchText('{"foo":["bar","baz"]}', '[{"op":"add","path":"/foo/1","value":"qux"}]'),
    '{"foo":["bar","qux","baz"]}',
  );
  assert.equal(
    patchText('{"foo":["bar"]}', '[{"op":"add","path":"/foo/-","value":["abc"]}]'),
    '{"foo":["bar",["abc"]]}',
  );
  assert.equal(patchText('{"baz":"qux","foo":"bar"}', '[{"op":"remove","path":"/baz"}]'), '{"foo":"bar"}');
  assert.equal(patchText('{"/":9,"~1":10}', '[{"op":"test","path":"/~01","value":10}]'), '{"/":9,"~1":10}');
  assert.equal(
    patchText('{"foo":["all","grass","cows","eat"]}', '[{"op":"move","from":"/foo/1","path":"/foo/3"}]'),
    '{"foo":["all","cows","eat","grass"]}',
  );
  assert.throws(() => patchText('{"baz":"qux"}', '[{"op":"test","path":"/baz","value":"bar"}]'), {
    status: 422,
    message: /test does not hold/,
  });
  assert.throws(() => patchText('{"foo":"bar"}', '[{"op":"add","path":"/baz/bat","value":"qux"}]'), { status: 422 });
  assert.throws(() => patchText('{"foo":["a"]}', '[{"op":"add","path":"/foo/2","value":"b"}]'), { status: 422 });
  assert.throws(() => patchText('{"a":{}}', '[{"op":"move","from":"/a","path":"/a/b"}]'), { status: 422 });
});

test('what is no patch is refused', () => {
  for (const patch of [
    '{}',
    '[1]',
    '[{"op":"spam","path":"/a"}]',
    '[{"op":"add","path":"a","value":1}]',
    '[{"op":"add","path":"/a"}]',
  ]) {
    assert.throws(() => patchText('{"a":1}', patch), { status: 400 }, patch);
  }
});

test('a patch cannot reach the prototype', () => {
  assert.throws(() => patchText('{"a":1}', '[{"op":"add","path":"/__proto__/polluted","value":true}]'), {
    status: 422,
  });
  assert.throws(() => patchText('{"a":1}', '[{"op":"add","path":"/constructor/prototype/polluted","value":true}]'), {
    status: 422,
  });
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

const suite = new URL('../../../../shared/data/suites/fhir-patch/json-patch-tests.json', import.meta.url);

interface PublishedCase {
  comment?: string;
  doc: object;
  patch: unknown;
  expected?: object;
  error?: string;
  disabled?: boolean;
}

test('HL7’s published JSON Patch cases', { skip: !existsSync(suite) && 'the suite is not on this machine' }, () => {
  for (const { comment, doc, patch, expected, error, disabled } of JSON.parse(
    readFileSync(suite, 'utf8'),
  ) as PublishedCase[]) {
    if (disabled === true) continue;
    if (error !== undefined) assert.throws(() => patched(doc, patch), { name: 'Failure' }, comment);
    else assert.deepEqual(patched(doc, patch), expected, comment);
  }
});
