/** Norm: http://hl7.org/fhir/R4/references.html#canonical */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, orderVersions, parseCanonical } from './canonical.ts';

test('a canonical may have a version and a fragment', () => {
  assert.deepEqual(parseCanonical('http://a/b'), { url: 'http://a/b' });
  assert.deepEqual(parseCanonical('http://a/b|1.0'), { url: 'http://a/b', version: '1.0' });
  assert.deepEqual(parseCanonical('http://a/b|1.0#c'), { url: 'http://a/b', version: '1.0', fragment: 'c' });
  assert.deepEqual(parseCanonical('#c'), { url: '', fragment: 'c' });
});

test('versions are in the order in which they were published', () => {
  const inOrder = ['0.9', '1.0-ballot', '1.0', '1.0.1', '1.2', '1.10', '2', '2026-01', '2026-11'];
  for (const [index, version] of inOrder.entries()) {
    for (const later of inOrder.slice(index + 1)) {
      assert.ok(orderVersions(version, later) < 0, `${version} before ${later}`);
      assert.ok(orderVersions(later, version) > 0, `${later} after ${version}`);
    }
  }
  assert.equal(orderVersions('1.0', '1.0'), 0);
});

test('without a version the newest active one is meant', () => {
  const draft = { version: '3.0', status: 'draft' };
  const old = { version: '1.0', status: 'active', date: '2020' };
  const corrected = { version: '1.0', status: 'active', date: '2021' };
  const retired = { version: '9.0', status: 'retired' };
  assert.equal(chosen([draft, old, corrected, retired]), corrected);
  assert.equal(chosen([retired, draft]), draft);
  assert.equal(chosen([draft, old], '3.0'), draft);
  assert.equal(chosen([draft, old], '4.0'), undefined);
  assert.equal(chosen([]), undefined);
});
