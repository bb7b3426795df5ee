/** HL7's published patch cases, each a test. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { hasPatchSuites, runPatchSuites } from './patch-suites.ts';

const data = process.env['CONFORMANCE_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data');

test('HL7’s patch cases', { skip: !hasPatchSuites(data) && `no patch cases in ${data}` }, async (suite) => {
  for (const { suite: kind, name, passed, why } of runPatchSuites(data))
    await suite.test(`${kind}: ${name}`, () => assert.ok(passed, why));
});
