/**
 * One process that answers three times, on three ports, from the same database: as the product does, without the log, and without law
 * and log. What the others are put together of stands here only, so that no setting of the product takes them away.
 *
 *     node bench/src/law-server.ts <data folder> <port> <port without log> <port without law and log>
 */
import { Metrics } from '@vardkedjan/server/http/around/metrics.ts';
import { buildServer } from '@vardkedjan/server/http/server.ts';
import type { Wiring } from '@vardkedjan/server/http/wiring.ts';
import { readConfig } from '@vardkedjan/server/config.ts';
import { assemble } from '@vardkedjan/server/processes/serve.ts';
import { Endings } from '@vardkedjan/server/processes/endings.ts';
import { openDatabase } from '@vardkedjan/server/store/database.ts';
import { openRecord } from '@vardkedjan/server/store/open-record.ts';

const [dataDir = '', lawful = '', logless = '', lawless = ''] = process.argv.slice(2);
const config = readConfig({ ...process.env, DATA_DIR: dataDir, PORT: lawful, PROCESSES: '1' });

const database = await openDatabase({ dataDir, embedded: { starts: false } });
const endings = new Endings();
endings.add(() => database.close());
const { wiring, signIn, inFlight } = await assemble(config, endings, { database });
const withoutLog: Wiring = {
  ...wiring,
  accessLog: { append: () => Promise.resolve() },
  metrics: new Metrics(() => inFlight.now),
};
const without: Wiring = {
  ...withoutLog,
  openRecord: () => openRecord(database, { kind: 'system', id: 'bench', name: 'bench' }),
  access: {
    decide: (_caller, { act }) =>
      Promise.resolve({ act, decision: { day: '', permitted: true, findings: [], steps: [] }, patient: undefined }),
    whyAbsent: wiring.access.whyAbsent.bind(wiring.access),
    throughFilter: () => [],
    grounds: () => Promise.resolve(new Map()),
  },
  metrics: new Metrics(() => inFlight.now),
};
for (const [each, port] of [
  [wiring, lawful],
  [withoutLog, logless],
  [without, lawless],
] as const) {
  const app = buildServer(each, signIn, inFlight);
  endings.add(() => app.close());
  await app.listen({ port: Number(port), host: '127.0.0.1' });
}
process.on('SIGTERM', () => void endings.end());
