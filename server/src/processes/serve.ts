/**
 * One serving process: the database, the record, signing in and HTTP put together. It shares nothing in memory with others on
 * the same database: keys come in blocks from sequences, each process writes an access-log chain of its own, and what is
 * remembered (units, who people are, tokens) may be forgotten at any time.
 */
import { LawfulAccess } from '../access/access.ts';
import type { Config } from '../config.ts';
import { exchangeCaller, longestWaiting } from '../exchange/longest-waiting.ts';
import { mostOverdue } from '../exchange/overdue.ts';
import { InFlight } from '../http/in-flight.ts';
import { describeError, openLog } from '../http/around/log.ts';
import { Metrics } from '../http/around/metrics.ts';
import { portFailure } from '../http/around/port.ts';
import { buildServer } from '../http/server.ts';
import type { Wiring } from '../http/wiring.ts';
import { signInCaller } from '../sign-in/people.ts';
import { openSignIn, type SignIn } from '../sign-in/sign-in.ts';
import { served } from '../operations/operations.ts';
import { kept } from '../operations/own-definitions.ts';
import { openSigningKeys } from '../sign-in/signing-keys.ts';
import { openAccessLog } from '../store/access-log/access-log.ts';
import { whileStarting } from '../store/connection/while-starting.ts';
import { sealCursorsWith } from '../store/cursor.ts';
import type { Database } from '../store/database.ts';
import { openRecord } from '../store/open-record.ts';
import { parameterRegistryOf } from '../store/reindex/parameter-registry.ts';
import { Reindexer } from '../store/reindex/reindexer.ts';
import type { Endings } from './endings.ts';
import { reachOf } from './reach.ts';

export interface Serving {
  metrics: Metrics;
}

export interface ServeOptions {
  database: Database;
  /** What `/metrics` tells, when it is more than this process's own. */
  figures?: (() => Promise<string>) | undefined;
}

/**
 * Where the system can, each process has a listening socket of its own and the kernel deals out the connections: one that dies
 * takes only its own along. Elsewhere the first process deals them out (https://nodejs.org/api/net.html#serverlistenoptions-callback).
 */
const together = process.platform === 'linux' ? { reusePort: true } : {};

/** What requests are handled with. */
export async function assemble(
  config: Config,
  endings: Endings,
  { database, figures }: ServeOptions,
): Promise<{ wiring: Wiring; signIn: SignIn; inFlight: InFlight }> {
  sealCursorsWith(config.secret);
  const keys = await whileStarting(() => openSigningKeys(database, config.secret));
  const demo = config.mode === 'demo' ? await import('../jobs/demo-cast.ts') : undefined;
  const demoSystems = config.mode === 'demo' ? (await import('../jobs/demo-systems.ts')).demoSystems : new Map();
  const cast = demo?.demoCast ?? [];
  const signIn = openSignIn({ config, database, keys, record: openRecord(database, signInCaller), cast, demoSystems });
  const inFlight = new InFlight(
    Math.ceil(config.maxInFlight / config.processes),
    Math.ceil(Math.max(config.bodiesMb / config.processes, config.bodyLimitMb)) * 1_000_000,
  );
  const accessLog = await whileStarting(() => openAccessLog(database, () => inFlight.now));
  endings.add(() => accessLog.close());
  const metrics = new Metrics(() => inFlight.now, figures);
  const reach = reachOf(config);
  const lastResort = config.lastResortUnit || demo?.demoLastResort;
  const wiring: Wiring = {
    config: withStaffedUnits(config, demo?.demoStaffedUnits ?? []),
    database,
    openRecord: (caller) => openRecord(database, caller, reach, lastResort && `Organization/${lastResort}`),
    access: new LawfulAccess(database.lane),
    accessLog,
    searchParameters: parameterRegistryOf(database),
    authenticator: signIn.authenticator,
    served,
    kept,
    keys,
    log: openLog(config.logLevel),
    metrics,
  };
  return { wiring, signIn, inFlight };
}

/** Resolves when it listens. */
export async function serve(config: Config, endings: Endings, options: ServeOptions): Promise<Serving> {
  const { wiring, signIn, inFlight } = await assemble(config, endings, options);
  const reindexer = new Reindexer(options.database, wiring.searchParameters, {
    inFlight: () => inFlight.now,
    failed: (error) => wiring.log.warn({ err: describeError(error) }, 'the index was not rewritten'),
  });
  endings.add(() => reindexer.stop());
  wiring.metrics.watchOverdue(() => mostOverdue(wiring.openRecord(exchangeCaller), new Date()));
  wiring.metrics.watchWaiting(() => longestWaiting(wiring.openRecord(exchangeCaller), new Date()));
  const app = buildServer(wiring, signIn, inFlight);
  endings.add(() => app.close());
  try {
    await app.listen({ port: config.port, host: config.host, ...(config.processes > 1 && together) });
  } catch (error) {
    throw portFailure(error, config.port, config.host) ?? error;
  }
  return { metrics: wiring.metrics };
}

function withStaffedUnits(config: Config, usual: readonly string[]): Config {
  return config.staffedUnits.length > 0 ? config : { ...config, staffedUnits: [...usual] };
}
