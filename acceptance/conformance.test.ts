/** The suites of `npm run conformance`: what they found before, they find today. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { dataFolder } from './src/conformance/data-folder.ts';
import { surprises } from './src/conformance/known.ts';
import { type RunningStore, startStore } from './src/conformance/running-store.ts';
import { suites } from './src/conformance/suites.ts';

let store: Promise<RunningStore> | undefined;
const world = { store: () => (store ??= startStore()) };
after(async () => (await store)?.stop());

for (const suite of suites) {
  const at = join(dataFolder, suite.path);
  const skip = existsSync(at) ? false : `${suite.path} is not in ${dataFolder}`;
  test(`${suite.id}: what fails is explained, and nothing else fails`, { skip }, async () => {
    const results = await suite.run(at, world);
    assert.ok(results.length > 0);
    assert.deepEqual(surprises(suite.id, results), []);
  });
}
