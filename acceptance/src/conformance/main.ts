/**
 * `npm run conformance [-- --data <folder>] [--suite <id>]…`: runs what nobody here wrote. Writes docs/generated/conformance.md, of
 * some suites only what it says of them, and exits with 1 when a case fails that acceptance/conformance-known.json does not explain, or when one
 * that is explained passes after all.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, root } from './data-folder.ts';
import { surprises } from './known.ts';
import { later } from './later.ts';
import { page, type SuiteRun } from './page.ts';
import { type RunningStore, startStore } from './running-store.ts';
import { suites } from './suites.ts';

const { values } = parseArgs({
  options: { data: { type: 'string', default: dataFolder }, suite: { type: 'string', multiple: true } },
});
const chosen = suites.filter(({ id }) => values.suite?.includes(id) ?? true);
const absent = chosen.filter(({ path }) => !existsSync(join(values.data, path)));
if (absent.length > 0 || chosen.length === 0) {
  console.error(
    chosen.length === 0
      ? `There is no such suite; there are: ${suites.map(({ id }) => id).join(', ')}.`
      : `Not in ${values.data}: ${absent.map(({ path }) => path).join(', ')}. Say where the data is with --data.`,
  );
  process.exit(2);
}

let store: Promise<RunningStore> | undefined;
const world = { store: () => (store ??= startStore()) };
const runs: SuiteRun[] = [];
const unexpected: string[] = [];
try {
  for (const suite of chosen) {
    const results = await suite.run(join(values.data, suite.path), world);
    runs.push({ suite, results });
    unexpected.push(...surprises(suite.id, results));
    const passed = results.filter((result) => result.passed).length;
    console.log(`${suite.id}: ${passed} passed, ${results.length - passed} failed`);
  }
} finally {
  await (await store)?.stop();
}
const pagePath = join(root, 'docs/generated/conformance.md');
writeFileSync(pagePath, page(suites, runs, later, existsSync(pagePath) ? readFileSync(pagePath, 'utf8') : ''));
for (const line of unexpected) console.log(line);
const all = runs.flatMap(({ results }) => results);
const passed = all.filter((result) => result.passed).length;
console.log(`${unexpected.length} not as expected`);
console.log(`${passed} passed, ${all.length - passed} failed`);
process.exitCode = unexpected.length > 0 ? 1 : 0;
