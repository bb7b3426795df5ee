/** A department as a process of its own, to be killed: asks the server that its file names, round after round. `units` and `seed` by environment. */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { askOverHttp } from '../../src/exchange/departments/ask-over-http.ts';
import { Department } from '../../src/exchange/departments/department.ts';
import { demoAnswers } from '../../src/jobs/demo-answers.ts';
import { troublesOf } from './troubles.ts';

const { WHERE = '', TOKEN = '', UNITS = '', SEED = '1' } = process.env;
const ask = askOverHttp(
  async () => `${(await readFile(WHERE, 'utf8')).trim()}/fhir`,
  () => Promise.resolve(TOKEN),
);
const department = new Department(ask, UNITS.split(','), demoAnswers, troublesOf(SEED));
for (;;) {
  // The server is killed too: then the next round is asked of another.
  await department.round(new Date()).catch(() => undefined);
  await sleep(20);
}
