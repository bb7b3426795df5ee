/**
 * `npm run log:verify`: checks the whole access log against its chains, says what it found, and ends with 1 when a row was
 * changed, taken away or put in. `-- --heads`: writes the chains' heads instead, to be kept outside; `-- --kept <file>`: checks against
 * what was kept, too.
 */
import { readFile } from 'node:fs/promises';
import { inspect, parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { headsOf, keptText, parseKept } from './access-log/kept-heads.ts';
import { verifyLog } from './access-log/verify-chains.ts';
import { openDatabase } from './database.ts';
import { StartFailure } from './start-failure.ts';

const mostShown = 50;

async function main(): Promise<number> {
  const { values: asked } = parseArgs({ options: { heads: { type: 'boolean' }, kept: { type: 'string' } } });
  const kept = asked.kept === undefined ? undefined : parseKept(await readFile(asked.kept, 'utf8'));
  const { dataDir, databaseUrl } = readConfig(process.env);
  const database = await openDatabase({ dataDir, databaseUrl });
  try {
    if (asked.heads === true) {
      process.stdout.write(keptText(await headsOf(database), new Date().toISOString()));
      return 0;
    }
    const began = performance.now();
    const { chains, rows, faults } = await verifyLog(database, kept && { kept });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    for (const { chain, seq, fault } of faults.slice(0, mostShown)) {
      say(`Chain ${chain}, row ${seq}: ${fault}.`);
    }
    if (faults.length > mostShown) {
      say(`… and ${faults.length - mostShown} more.`);
    }
    const verdict = faults.length === 0 ? 'all as it was written' : `${faults.length} faults`;
    say(`The access log: ${rows} rows in ${chains} chains, ${verdict} (${seconds} s).`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof StartFailure ? error.message : inspect(error)}\n`);
  process.exitCode = 2;
}
