/**
 * `npm run import -- [--unit HSA-id] <files or folders>`: takes FHIR Bundles and NDJSON into the record, also while the
 * server runs. What is valid is taken, what is not is named with the reason; the same file twice loads nothing new. Ends
 * with 1 when something was refused. With `--guide` it takes the definitions of implementation guides instead.
 */
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import type { CareUnit, SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { readConfig } from '../config.ts';
import { type AccessLog, openAccessLog } from '../store/access-log/access-log.ts';
import { type Database, type DatabasePlace, openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import { findCareUnit } from './import/care-unit.ts';
import { describe } from './import/report.ts';
import { loadGuide } from './import/guide.ts';
import { describeGuide } from './import/guide-report.ts';
import { Refusals } from './import/refusals.ts';
import { findSources, type Source } from './import/source.ts';
import { take } from './import/take.ts';
import type { Counts, Hearer, Importer, LoadedOf } from './import/taker.ts';

const progressMs = 2_000;
const patientsInANote = 500;

async function main(): Promise<number> {
  const options = { unit: { type: 'string' }, guide: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length === 0) {
    throw new StartFailure(
      'Usage: npm run import -- [--unit HSA-id] <files or folders with FHIR Bundles or NDJSON>, or npm run import -- --guide <folders with definitions>',
    );
  }
  const sources = await findSources(positionals.map((each) => path.resolve(process.env['INIT_CWD'] ?? '.', each)));
  const config = readConfig(process.env);
  const place: DatabasePlace = {
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    timeouts: { byKey: 300_000, search: 300_000, write: 300_000 },
  };
  const database = await openDatabase(place);
  const refusals = new Refusals(config.dataDir);
  const began = performance.now();
  try {
    if (values.guide === true) {
      await importGuide(sources, database, refusals);
    } else {
      const unit = await findCareUnit(database, values.unit);
      const caller = callerFor(unit);
      tell(`Importing ${sources.length} ${sources.length === 1 ? 'file' : 'files'} for ${unit.careUnit.name}.`);
      const log = await openAccessLog(database);
      const hearer: Hearer = {
        refused: (some) => refusals.add(some),
        loaded: (patients) => note(log, caller, patients),
      };
      const taken = await take(sources, { database, place, caller, progress: progress(), hearer }).finally(() =>
        log.close(),
      );
      tell(describe({ taken, refusals, files: sources.length, seconds: (performance.now() - began) / 1000 }));
    }
    return refusals.count === 0 ? 0 : 1;
  } finally {
    await refusals.close();
    if (refusals.count > 0) {
      tell(`All that was refused, with the reasons: ${refusals.file}`);
    }
    await database.close();
  }
}

/** Definitions are everybody's: no care unit, and no patient to log. */
async function importGuide(sources: readonly Source[], database: Database, refusals: Refusals): Promise<void> {
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
  await refusals.add(loaded.refusals);
  tell(describeGuide(loaded, refusals, (performance.now() - began) / 1000));
}

function callerFor({ careUnit, careProvider }: { careUnit: CareUnit; careProvider: CareUnit }): Importer {
  return { kind: 'system', id: 'import', name: 'Import', careUnit, careProvider };
}

function progress(): (counts: Counts) => void {
  let saidDone = 0;
  let saidAt = performance.now();
  return ({ loaded, present, differs, waiting }) => {
    const now = performance.now();
    const done = loaded + present + differs;
    const rate = Math.round(((done - saidDone) / (now - saidAt)) * 1000);
    if (done + waiting > 0)
      say(`${done} resources, ${rate} a second${waiting > 0 ? `; ${waiting} wait for what they refer to` : ''}`);
    saidDone = done;
    saidAt = now;
  };
}

/** Whose records were written to, like any other writing. */
async function note(log: AccessLog, caller: SystemCaller, patients: readonly LoadedOf[]): Promise<void> {
  for (let at = 0; at < patients.length; at += patientsInANote) {
    const some = patients.slice(at, at + patientsInANote).map(([key, resources]) => ({ key, resources }));
    await log.append([
      { caller, act: 'load', permitted: true, what: 'import', request: `import-${process.pid}`, patients: some },
    ]);
  }
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
