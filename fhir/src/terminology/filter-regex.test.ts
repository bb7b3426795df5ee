/** The regex filter of value sets: http://hl7.org/fhir/R4/valueset-filter-operator.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterRegex } from './filter-regex.ts';

test('the whole value matches', () => {
  assert.ok(filterRegex('[A-Z]\\d+').test('A12'));
  assert.ok(!filterRegex('[A-Z]\\d+').test('xA12'));
  assert.ok(filterRegex('cat|dog').test('dog'));
});

test('what may take forever, or means other things elsewhere, is refused', () => {
  for (const costly of ['(a+)+', '(a|aa)*', '((a)*)*', 'a*a*a*a*b', 'a{300}', 'x'.repeat(201)])
    assert.throws(() => filterRegex(costly), { kind: 'too-costly' }, costly);
  for (const other of ['(?=a)', '(a)\\1', '\\p{L}', '\\bword', '***:x'])
    assert.throws(() => filterRegex(other), { kind: 'not-supported' }, other);
  for (const wrong of ['[', '(', 'a)', '[z-a]']) assert.throws(() => filterRegex(wrong), { kind: 'invalid' }, wrong);
});
