/**
 * `node server/test/killed-many.ts [--times 1000]`: kills what writes in the middle of its transactions so many times: every other
 * time the serving process; else a process of PostgreSQL that is at work for it, and every so often PostgreSQL's first one. In a
 * cluster of its own whose commits wait for the disk's log as in production. Ends with 0 when nothing was lost, halved or left
 * dangling, and says what it saw.
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/store/database.ts';
import { startEmbedded } from '../src/store/embedded/embedded.ts';
import { type Killed, killRounds, type Victim } from './kills/kill-rounds.ts';
import { freePort } from './region-server.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '1000' } } });
const times = Number(values.times);
const everyPostmaster = 20;
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-killed-'));
// PostgreSQL runs as a user of its own when we are root, and must be let through.
await chmod(dataDir, 0o755);
// The same port each time that it is started again: the servers know it by their DATABASE_URL.
const fixed = await freePort();
const embedded = await startEmbedded({ dataDir, settings: { port: String(fixed) } });
const { user, password } = embedded.connection();
const url = `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${fixed}/postgres`;
// All of it is looked at, on a PostgreSQL that has lost its statistics with each recovery.
const database = await openDatabase({ dataDir, databaseUrl: url, timeouts: { search: 600_000, write: 600_000 } });
const began = performance.now();

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const told = (round: number, killed: Killed): void => {
  if (round % 50 === 0) say(`${round} of ${times}: ${sentence(killed)}`);
};
const sentence = (seen: Killed): string =>
  `${seen.server} times the serving process, ${seen.backend} times one of PostgreSQL's, ${seen.postmaster} times PostgreSQL's first one; ` +
  `${seen.acknowledged} transactions acknowledged, ${seen.cut} cut off, of which ${seen.doneUnsaid} had been done; ` +
  `${seen.once + seen.twice} patients, ${seen.twice} of them written twice; none lost, none by half, nothing dangling, the log whole.`;

function victim(round: number): Victim {
  if (round % 2 === 0) return 'server';
  return round % (2 * everyPostmaster) === 1 ? 'postmaster' : 'backend';
}

const postmaster = async (): Promise<number> =>
  Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

try {
  const seen = await killRounds({ database, url, folder: dataDir, times, victim, postmaster, told });
  say(`${times} times killed in ${((performance.now() - began) / 60_000).toFixed(1)} minutes: ${sentence(seen)}`);
} finally {
  await database.close();
  await embedded.leave();
  await rm(dataDir, { recursive: true, force: true });
}
