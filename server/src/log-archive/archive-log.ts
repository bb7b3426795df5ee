/**
 * `npm run log:archive -- --month 2021-01 --to <folder>`: writes the month's log to a file that proves itself. `-- --purge-before 2021-02
 * --to <folder>`: takes away the months before, those whose archives stand in the folder as they were written, and that are old enough.
 */
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { StartFailure } from '../store/start-failure.ts';
import { archiveMonth, archiveName, purgeBefore } from './archive.ts';

const usage = 'Usage: npm run log:archive -- (--month <yyyy-mm> | --purge-before <yyyy-mm>) --to <folder>';
const isMonth = (text: string | undefined): text is string => /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');

async function main(): Promise<void> {
  const options = { month: { type: 'string' }, 'purge-before': { type: 'string' }, to: { type: 'string' } } as const;
  const { month, 'purge-before': before, to } = parseArgs({ options }).values;
  if (to === undefined || isMonth(month) === isMonth(before)) throw new StartFailure(usage);
  const folder = path.resolve(process.env['INIT_CWD'] ?? '.', to);
  const { dataDir, databaseUrl, logYears: years } = readConfig(process.env);
  const database = await openDatabase({ dataDir, databaseUrl });
  try {
    if (isMonth(month)) {
      const { acts, sha256 } = await archiveMonth(database, `${month}-01`, folder);
      say(`${archiveName(`${month}-01`)}: ${acts} acts, sha256 ${sha256.toString('hex')}.`);
    } else if (isMonth(before)) {
      const { months, acts } = await purgeBefore(database, `${before}-01T00:00:00.000Z`, { folder, years });
      say(
        months.length === 0
          ? 'There is nothing as old.'
          : `Purged ${months.map((one) => one.slice(0, 7)).join(', ')}: ${acts} acts.`,
      );
    }
  } finally {
    await database.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof StartFailure ? error.message : inspect(error)}\n`);
  process.exitCode = 2;
}
