/**
 * The first process: has the database (and the embedded one's life), brings it to this version's schema, fills a demo, and
 * lets the serving processes at it. With one serving process it serves itself; with more it answers no request.
 */
import { rmSync } from 'node:fs';
import { announce, announcementPath, localAddress } from '../announcement.ts';
import { type Config, readConfig } from '../config.ts';
import { greet } from '../greeting.ts';
import { openLog } from '../http/around/log.ts';
import { baseUrlOf } from '../http/around/origin.ts';
import { usablePort } from '../http/around/port.ts';
import { drawDue } from '../log-review/draw.ts';
import { reviewCaller } from '../log-review/persons.ts';
import { openSigningKeys } from '../sign-in/signing-keys.ts';
import { sweepSignIn } from '../sign-in/sweep.ts';
import { whileStarting } from '../store/connection/while-starting.ts';
import { openDatabase } from '../store/database.ts';
import { openRecord } from '../store/open-record.ts';
import type { Endings } from './endings.ts';
import { reachOf } from './reach.ts';
import { timeoutsOf } from './timeouts.ts';
import { Workers } from './workers.ts';

const sweepEvery = 10 * 60_000;
const drawEvery = 15 * 60_000;

/** Resolves when requests are answered. Fails with a StartFailure whose sentence says what keeps it from it. */
export async function lead(environment: NodeJS.ProcessEnv, endings: Endings): Promise<void> {
  const asked = readConfig(environment);
  const config: Config = { ...asked, port: await usablePort(asked.port, asked.host) };
  const log = openLog(config.logLevel);
  // They load their code while the database starts.
  const workers = config.processes > 1 ? new Workers(config, log) : undefined;
  endings.add(() => workers?.end());
  const { dataDir, databaseUrl } = config;
  const database = await openDatabase({ dataDir, databaseUrl, users: config.processes, timeouts: timeoutsOf(config) });
  endings.add(() => database.close());
  await whileStarting(() => openSigningKeys(database, config.secret));
  const { keepDefinitions } = await import('../operations/own-definitions.ts');
  const kept = whileStarting(() => keepDefinitions(database));
  // It is heard below; until then its failure is nobody's.
  kept.catch(() => undefined);
  const demo = config.mode === 'demo' ? await import('../demo.ts') : undefined;
  const seeding = await whileStarting(async () => demo?.seedDemo(database, config, reachOf(config)));
  if (seeding !== undefined) endings.add(() => seeding.stop());
  if (workers === undefined) await (await import('./serve.ts')).serve(config, endings, { database });
  else {
    endings.add(() => workers.end());
    await workers.serve();
  }
  await kept;
  const sweeping = setInterval(() => {
    sweepSignIn(database, config).catch((error: unknown) =>
      log.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'sessions were not swept'),
    );
  }, sweepEvery);
  endings.add(() => clearInterval(sweeping));

  const sizes = { random: config.reviewRandom, directed: config.reviewDirected };
  const draw = (): void => {
    drawDue(database, openRecord(database, reviewCaller), sizes).catch((error: unknown) =>
      log.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'the log’s samples were not drawn'),
    );
  };
  const drawing = setInterval(draw, drawEvery);
  endings.add(() => clearInterval(drawing));
  draw();
  announce(config);
  endings.add(() => rmSync(announcementPath(config), { force: true }));
  const failed = (error: unknown): void =>
    log.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'the demo’s departments did not get through');
  const stopDepartments = demo?.startDepartments(localAddress(config), failed);
  endings.add(() => stopDepartments?.());
  greet(baseUrlOf(config), demo?.demoCast ?? []);
  seeding?.continue();
}
