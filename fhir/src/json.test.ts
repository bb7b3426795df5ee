import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneJson, maxJsonDepth, numberText, parseJson, stringifyJson } from './json.ts';
import { Failure } from './outcome.ts';

const kept = [
  '{"value":1.00}',
  '{"value":0.10}',
  '{"value":1e2}',
  '{"value":1E+2}',
  '{"value":-0}',
  '{"value":-0.0}',
  '{"value":0.00000010}',
  '{"value":0.0000001}',
  '{"value":12345678901234567890}',
  '{"value":3.14159265358979323846}',
  '{"value":1.7976931348623157e309}',
  '[1.0,2.50,3]',
  '{"a":{"b":[{"c":1.0},{"c":1.00}]}}',
  '{"text":"1.00 mg, 2.50 and :1.0,"}',
  '{"__proto__":{"value":1.0}}',
  '{"a\\":":"x\\\\","b":":"}',
];

test('a number is written back letter for letter', () => {
  for (const text of kept) assert.equal(stringifyJson(parseJson(text)), text);
});

test('white space is not kept, the letters of numbers are', () => {
  assert.equal(stringifyJson(parseJson('{ "a" : 1.50 ,\n "b" : [ 2.0 , -0 ] }')), '{"a":1.50,"b":[2.0,-0]}');
});

test('values are ordinary numbers, and a changed number is written anew', () => {
  const quantity = parseJson('{"value":1.50}') as { value: number };
  assert.equal(quantity.value, 1.5);
  assert.equal(numberText(quantity, 'value'), '1.50');
  quantity.value = 2;
  assert.equal(stringifyJson(quantity), '{"value":2}');
  assert.equal(numberText(quantity, 'value'), '2');
});

test('letters follow a spread and a deep copy', () => {
  const item = parseJson('{"factorOverride":1.20,"quantity":{"value":3.0},"parts":[1.0]}') as Record<string, unknown>;
  assert.equal(
    stringifyJson({ ...item, id: '1' }),
    '{"factorOverride":1.20,"quantity":{"value":3.0},"parts":[1.0],"id":"1"}',
  );
  const copy = cloneJson(item);
  assert.notEqual(copy['quantity'], item['quantity']);
  assert.equal(stringifyJson(copy), stringifyJson(item));
});

const broken: [string, RegExp][] = [
  ['', /line 1, column 1, the text is empty/],
  ['{"a":1,}', /line 1, column 8, a property name/],
  ['{"a":1\n "b":2}', /line 2, column 2, a comma or }/],
  ['{"a" 1}', /column 6, a colon/],
  ['{"a":01}', /column 7, a comma or }/],
  ['{"a":"x\ny"}', /column 6, a string is not closed/],
  ['{"a":NaN}', /column 6, a value is expected/],
  ['[1,2', /column 5, a comma or \]/],
  ['{} {}', /column 4, something follows/],
  ['\ufeff{}', /column 1, a value/],
  ['{"name":{"family":"a","family":"b"}}', /the property name\.family occurs twice/],
  ['{"a":[{"b":1,"b" : 1}]}', /the property a\[0\]\.b occurs twice/],
];

test('broken JSON and doubled properties are refused with their place, without quoting the text', () => {
  for (const [text, message] of broken) {
    assert.throws(
      () => parseJson(text),
      (error: unknown) => error instanceof Failure && error.kind === 'invalid' && message.test(error.message),
      text,
    );
  }
  assert.throws(
    () => parseJson('{"name":"Signe Andersson", x}'),
    (error: Error) => !error.message.includes('Signe'),
  );
});

test('nesting made to exhaust the stack is refused', () => {
  for (const depth of [maxJsonDepth + 1, 100_000]) {
    const arrays = '['.repeat(depth) + ']'.repeat(depth);
    const objects = '{"a":'.repeat(depth) + '1.0' + '}'.repeat(depth);
    for (const text of [arrays, objects, arrays.slice(0, -1)]) {
      assert.throws(
        () => parseJson(text),
        (error: unknown) => error instanceof Failure && error.kind === 'invalid',
      );
    }
  }
});

/** A small deterministic generator (mulberry32): the same cases in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function randomJson(random: () => number, depth: number): string {
  const kind = random();
  const digits = (length: number): string => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  const whole = (): string => String(Math.floor(random() * 10 ** Math.floor(random() * 4)));
  const pick = (list: string[]): string => list[Math.floor(random() * list.length)] ?? '';
  if (kind < 0.35) {
    const fraction = random() < 0.6 ? `.${digits(1 + Math.floor(random() * 22))}` : '';
    const exponent = random() < 0.2 ? pick(['e', 'E', 'e+', 'E-', 'e-']) + String(Math.floor(random() * 320)) : '';
    return (random() < 0.3 ? '-' : '') + whole() + fraction + exponent;
  }
  if (kind < 0.6 || depth > 5)
    return JSON.stringify(pick(['åäö', '<5', '1.00', ':2.0,', '\\', '"', 'a":1.0', '\t', '🙂', '']));
  if (kind < 0.8) {
    return `[${Array.from({ length: Math.floor(random() * 4) }, () => randomJson(random, depth + 1)).join(',')}]`;
  }
  const fields = Array.from({ length: Math.floor(random() * 4) }, (_, index) => {
    return `${JSON.stringify(pick(['a', 'b"', '\\', 'value']) + index)}:${randomJson(random, depth + 1)}`;
  });
  return `{${fields.join(',')}}`;
}

test('property: any JSON document comes back letter for letter', () => {
  const random = randomFrom(20260721);
  for (let round = 0; round < 5000; round++) {
    const text = `{"document":${randomJson(random, 0)}}`;
    assert.equal(stringifyJson(parseJson(text)), text);
  }
});
