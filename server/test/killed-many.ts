/**
 * `node server/test/killed-many.ts [--times 1000] [--every-process 5]`: kills what writes in the middle of its transactions so many
 * times, in every fifth round the writing process, in the others a process of PostgreSQL that is at work for it, in a cluster
 * of its own whose commits wait for the disk's log as in production. Ends with 0 when nothing was lost, halved or left dangling, and says what it saw.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/store/database.ts';
import { startEmbedded } from '../src/store/embedded/embedded.ts';
import { killRounds } from './kill-rounds.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '1000' }, 'every-process': { type: 'string', default: '5' } },
});
const times = Number(values.times);
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-killed-'));
// PostgreSQL runs as a user of its own when we are root, and must be let through.
await chmod(dataDir, 0o755);
const embedded = await startEmbedded({ dataDir });
const { user, password, port } = embedded.connection();
const url = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
const database = await openDatabase({ dataDir, databaseUrl: url });
const began = performance.now();
const say = (text: string): void => void process.stdout.write(`${text}\n`);
try {
  const told = (round: number): void => {
    if (round % 50 === 0) say(`${round} of ${times}`);
  };
  const seen = await killRounds({ database, url, times, everyProcess: Number(values['every-process']), told });
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  say(
    `${times} times killed in ${minutes} minutes, of them ${seen.backends} times PostgreSQL: ${seen.acknowledged} transactions acknowledged, ` +
      `${seen.once} patients written, ${seen.twice} of them twice; none lost, none by half, nothing dangling, the log whole.`,
  );
} finally {
  await database.close();
  await embedded.leave();
  await rm(dataDir, { recursive: true, force: true });
}
