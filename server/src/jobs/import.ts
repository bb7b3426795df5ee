/**
 * `npm run import -- [--unit HSA-id] <files or folders>`: takes FHIR Bundles and NDJSON into the record, also while the
 * server runs. What is valid is taken, what is not is named with the reason; the same file twice loads nothing new. Ends
 * with 1 when something was refused. With `--guide` it takes the definitions of implementation guides instead.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import type { CareUnit, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { readConfig } from '../config.ts';
import { openAccessLog } from '../store/access-log/access-log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import { findCareUnit } from './import/care-unit.ts';
import { describe } from './import/report.ts';
import { loadGuide } from './import/guide.ts';
import { describeGuide } from './import/guide-report.ts';
import type { Refusal } from './import/refusal.ts';
import { findSources, type Source } from './import/source.ts';
import { take, type Taken } from './import/take.ts';

const progressMs = 2_000;
const patientsInANote = 500;

async function main(): Promise<number> {
  const options = { unit: { type: 'string' }, guide: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length === 0) {
    throw new StartFailure('Usage: npm run import -- [--unit HSA-id] <files or folders with FHIR Bundles or NDJSON>, or npm run import -- --guide <folders with definitions>');
  }
  const sources = await findSources(positionals.map((each) => path.resolve(process.env['INIT_CWD'] ?? '.', each)));
  const config = readConfig(process.env);
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, timeouts: { byKey: 300_000, search: 300_000, write: 300_000 } });
  try {
    if (values.guide === true) {
      return await importGuide(sources, database, config.dataDir);
    }
    const unit = await findCareUnit(database, values.unit);
    const caller = callerFor(unit);
    tell(`Importing ${sources.length} ${sources.length === 1 ? 'file' : 'files'} for ${unit.careUnit.name}.`);
    const began = performance.now();
    const taken = await take(sources, { database, caller, progress: progress() });
    await logTaken(database, caller, taken);
    const { refusals } = taken;
    tell(describe({ taken, files: sources.length, seconds: (performance.now() - began) / 1000 }));
    return await tellRefusals(refusals, config.dataDir);
  } finally {
    await database.close();
  }
}

/** Definitions are everybody's: no care unit, and no patient to log. */
async function importGuide(sources: readonly Source[], database: Database, dataDir: string): Promise<number> {
  const caller: SystemCaller = { kind: 'system', id: 'import', name: 'Import' };
  const began = performance.now();
  tell(`Loading definitions from ${sources.length} ${sources.length === 1 ? 'file' : 'files'}.`);
  let saidAt = began;
  const loaded = await loadGuide(sources, {
    database,
    caller,
    progress: ({ loaded: fresh, updated, present }) => {
      if (performance.now() - saidAt > progressMs) {
        saidAt = performance.now();
        say(`${fresh + updated + present} definitions`);
      }
    },
  });
  tell(describeGuide(loaded, (performance.now() - began) / 1000));
  return tellRefusals(loaded.refusals, dataDir);
}

/** Answers the exit code. */
async function tellRefusals(refusals: readonly Refusal[], dataDir: string): Promise<number> {
  if (refusals.length === 0) {
    return 0;
  }
  const report = path.join(dataDir, `import-${new Date().toISOString().replaceAll(':', '-')}.ndjson`);
  await mkdir(dataDir, { recursive: true });
  await writeFile(report, refusals.map((refusal) => `${JSON.stringify(refusal)}\n`).join(''), { mode: 0o600 });
  tell(`All that was refused, with the reasons: ${report}`);
  return 1;
}

type Importer = SystemCaller & { careUnit: CareUnit };

function callerFor({ careUnit, careProvider }: { careUnit: CareUnit; careProvider: CareUnit }): Importer {
  return { kind: 'system', id: 'import', name: 'Import', careUnit, careProvider };
}

function progress(): (taken: Taken) => void {
  let saidDone = 0;
  let saidAt = performance.now();
  return ({ loaded, present, differs, waiting }) => {
    const now = performance.now();
    if (now - saidAt > progressMs) {
      const done = loaded + present + differs;
      const rate = Math.round(((done - saidDone) / (now - saidAt)) * 1000);
      say(`${done} resources, ${rate} a second${waiting > 0 ? `; ${waiting} wait for what they refer to` : ''}`);
      saidDone = done;
      saidAt = now;
    }
  };
}

/** Whose records were written to, like any other writing. */
async function logTaken(database: Database, caller: SystemCaller, { patients }: Taken): Promise<void> {
  const log = await openAccessLog(database);
  const all = [...patients].map(([key, resources]) => ({ key, resources }));
  for (let at = 0; at < all.length; at += patientsInANote) {
    const some = all.slice(at, at + patientsInANote);
    await log.append([{ caller, act: 'load', permitted: true, what: 'import', request: `import-${process.pid}`, patients: some }]);
  }
  await log.close();
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress and failures, beside the report. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof StartFailure ? error.message : inspect(error));
  process.exitCode = 2;
}
