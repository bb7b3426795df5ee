/** The suites of `npm run conformance` that need no server: what they found before, they find today. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dataFolder } from './src/conformance/data-folder.ts';
import { surprises } from './src/conformance/known.ts';
import { suites } from './src/conformance/suites.ts';

const noStore = { store: () => Promise.reject(new Error('a quick suite needs no server')) };

for (const suite of suites.filter(({ quick }) => quick)) {
  const at = join(dataFolder, suite.path);
  const skip = existsSync(at) ? false : `${suite.path} is not in ${dataFolder}`;
  test(`${suite.id}: what fails is explained, and nothing else fails`, { skip }, async () => {
    const results = await suite.run(at, noStore);
    assert.ok(results.length > 0);
    assert.deepEqual(surprises(suite.id, results), []);
  });
}
