/**
 * `npm run drug-knowledge -- <folder>`: loads a release of the region's own drug knowledge, also while the server runs
 * (docs/how-to/load-drug-knowledge.md). `--end <url>`: what has been loaded from there counts no more.
 */
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { factKinds } from '@vardkedjan/care/clinical/drug-safety/drug-knowledge.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { readConfig } from '../config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import { endKnowledge, keepRelease } from './drug-knowledge/keep-release.ts';
import { readRelease } from './drug-knowledge/read-release.ts';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { end: { type: 'string' } }, allowPositionals: true });
  const [folder] = positionals;
  const { end } = values;
  if (end !== undefined && positionals.length === 0) {
    await within((database) => endKnowledge(database, end));
    tell(`What was loaded from ${end} counts no more.`);
  } else if (folder !== undefined && positionals.length === 1 && end === undefined) {
    const released = await readRelease(path.resolve(process.env['INIT_CWD'] ?? '.', folder), stockholmDay(new Date()));
    const { name, version } = released.release;
    const became = await within((database) => keepRelease(database, released));
    const counts = factKinds.map((kind) => `${released.facts[kind].length} ${kind}`).join(', ');
    tell(
      became === 'unchanged'
        ? `${name}, version ${version}, is loaded already.`
        : `${name}, version ${version}, counts from now: ${counts}.`,
    );
  } else {
    throw new StartFailure(
      'Usage: npm run drug-knowledge -- <folder with release.json and tables>, or npm run drug-knowledge -- --end <url of the knowledge base>',
    );
  }
}

async function within<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  const timeouts = { byKey: 300_000, search: 300_000, write: 300_000 };
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, timeouts });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof StartFailure ? error.message : inspect(error)}\n`);
  process.exitCode = 2;
}
