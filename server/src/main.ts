/**
 * The server: reads the settings, opens the database, puts the parts together, serves, and ends cleanly when it is told to.
 * Whatever keeps it from starting is one sentence and a non-zero exit.
 */
import { rmSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { LawfulAccess } from './access/access.ts';
import { type Config, readConfig } from './config.ts';
import { greet } from './greeting.ts';
import { InFlight } from './http/in-flight.ts';
import { describeError, openLog } from './http/around/log.ts';
import { Metrics } from './http/around/metrics.ts';
import { baseUrlOf } from './http/around/origin.ts';
import { portFailure, usablePort } from './http/around/port.ts';
import { buildServer } from './http/server.ts';
import type { Wiring } from './http/wiring.ts';
import { announce, announcementPath } from './announcement.ts';
import { signInCaller } from './sign-in/people.ts';
import { openSignIn } from './sign-in/sign-in.ts';
import { openSigningKeys } from './sign-in/signing-keys.ts';
import { openAccessLog } from './store/access-log/access-log.ts';
import { openDatabase } from './store/database.ts';
import { openRecord } from './store/open-record.ts';
import { StartFailure } from './store/start-failure.ts';

/** What must be ended, the last begun first. */
const endings: (() => Promise<void> | void)[] = [];
const sweepEvery = 10 * 60_000;

async function start(): Promise<void> {
  const asked = readConfig(process.env);
  const config: Config = { ...asked, port: await usablePort(asked.port, asked.host) };
  const log = openLog(config.logLevel);
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl });
  endings.unshift(() => database.close());
  const keys = await openSigningKeys(database, config.secret);
  const accessLog = await openAccessLog(database);
  endings.unshift(() => accessLog.close());
  const demo = config.mode === 'demo' ? await import('./demo.ts') : undefined;
  const record = openRecord(database, signInCaller);
  const signIn = openSignIn({ config, database, keys, record, cast: demo?.demoCast ?? [] });
  const inFlight = new InFlight(config.maxInFlight);
  const metrics = new Metrics(() => inFlight.now);
  const reach = {
    afterContact: config.relationAfterContactDays,
    aroundAppointment: config.relationAroundAppointmentDays,
  };
  const wiring: Wiring = {
    config,
    database,
    openRecord: (caller) => openRecord(database, caller, reach),
    access: new LawfulAccess(database.lane),
    accessLog,
    authenticator: signIn.authenticator,
    keys,
    log,
    metrics,
  };
  const seeding = await demo?.seedDemo(database, config, reach);
  if (seeding !== undefined) endings.unshift(() => seeding.stop());
  const app = buildServer(wiring, signIn, inFlight);
  endings.unshift(() => app.close());
  await listen(app, config);
  const sweeping = setInterval(() => {
    signIn
      .sweep()
      .catch((error: unknown) =>
        log.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'sessions were not swept'),
      );
  }, sweepEvery);
  endings.unshift(() => clearInterval(sweeping));
  announce(config, app);
  endings.unshift(() => rmSync(announcementPath(config), { force: true }));
  greet(baseUrlOf(config), signIn.cast);
  seeding?.continue();
}

async function listen(app: FastifyInstance, config: Config): Promise<void> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    throw portFailure(error, config.port, config.host) ?? error;
  }
}

let ending: Promise<void> | undefined;

/** Answers what is under way, makes the log durable, stops the database. Asked again, it goes on with what it is doing. */
function end(): Promise<void> {
  ending ??= (async () => {
    for (const step of endings) await step();
  })();
  return ending;
}

function fail(error: unknown): void {
  process.stderr.write(
    error instanceof StartFailure ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    end().then(
      () => process.exit(),
      (error: unknown) => {
        fail(error);
        process.exit();
      },
    );
  });
}

// A bug that nobody caught: the state of the process is unknown, so it ends; the database and the log are whole without it.
process.on('uncaughtException', (error) => {
  process.stderr.write(
    `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), err: describeError(error) })}\n`,
  );
  process.exit(1);
});

try {
  await start();
} catch (error) {
  // Told to end while starting: what then fails is no news.
  if (ending === undefined) fail(error);
  await end().catch(() => undefined);
  process.exit();
}
