/**
 * `npm run distribute`: on a database with the Citus extension, spreads the tables as rules.ts says. What lies where it should is
 * left alone, so it may be run again, and is run again when an update has brought new tables.
 */
import { readConfig } from '../../config.ts';
import { openDatabase } from '../database.ts';
import { StartFailure } from '../start-failure.ts';
import { applyRules } from './apply-rules.ts';

async function main(): Promise<void> {
  const { dataDir, databaseUrl } = readConfig(process.env);
  if (databaseUrl === '')
    throw new StartFailure('The embedded database is one machine: give the cluster’s address in DATABASE_URL.');
  const database = await openDatabase({ dataDir, databaseUrl });
  try {
    const moved = await applyRules(database);
    const what = moved.length === 0 ? 'All tables lie where they should.' : `Spread: ${moved.join(', ')}.`;
    process.stdout.write(`${what}\n`);
  } finally {
    await database.close();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
