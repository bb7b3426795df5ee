/**
 * `npm run bench [-- --residents 1000 --scale 1 --connections 32 --synthea <folder> --only law]`: fills a server of its own with the
 * invented region, measures the goal table's rows with authorisation, logging and validation on, each beside the bare
 * floor of the same run, prints them, keeps them in bench/results/, and exits 1 when a goal is not reached.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '@vardkedjan/acceptance/running-server.ts';
import { startEmbedded } from '@vardkedjan/server/store/embedded/embedded.ts';
import pg from 'pg';
import { Target, untilAnswers } from './load.ts';
import { lawRows } from './law.ts';
import { logRow } from './log-rows.ts';
import { measure } from './measure.ts';
import { keep, machine, type Row, table } from './report.ts';
import { type Costs, growthRow, perPatientCosts } from './growth.ts';
import { overloadRows } from './overload.ts';
import {
  chartRow,
  diskRow,
  type Floor,
  importRows,
  mixRow,
  type Options,
  readRow,
  searchRows,
  transactionRow,
  writeRows,
} from './rows.ts';
import { buildWorld, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '1000' },
    scale: { type: 'string', default: '1' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string' },
    synthea: { type: 'string', default: fileURLToPath(new URL('../../../shared/data/synthea', import.meta.url)) },
  },
});
const options: Options = {
  scale: Number(values.scale),
  connections: Number(values.connections),
  synthea: values.synthea,
};

async function floorRows(world: World, connectionString: string): Promise<{ floor: Floor; rows: Row[] }> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('floor.ts', import.meta.url)), connectionString, String(port)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const target = new Target(`http://127.0.0.1:${port}`, undefined, options.connections);
  try {
    await untilAnswers(target, '/1');
    const own = [child.pid ?? 0];
    const requests = Math.ceil(20_000 * options.scale);
    const connections = options.connections;
    const path = (index: number): string => `/${(index % 1000) + 1}`;
    const read = await measure(
      world,
      { requests, connections, next: (i) => ({ method: 'GET', path: path(i) }) },
      target,
      own,
    );
    const body = `{"resourceType":"Observation","note":"${'y'.repeat(600)}"}`;
    const next = (i: number) => ({ method: 'PUT' as const, path: path(i), body });
    const write = await measure(world, { requests: Math.ceil(requests / 5), connections, next }, target, own);
    return {
      floor: { read: read.cpu, write: write.cpu },
      rows: [
        {
          name: 'floor: node:http and one prepared read',
          value: read.perSecond,
          unit: '/s',
          cpuMs: read.cpu,
          toFloor: 1,
        },
        {
          name: 'floor: node:http and one prepared write',
          value: write.perSecond,
          unit: '/s',
          cpuMs: write.cpu,
          toFloor: 1,
        },
      ],
    };
  } finally {
    target.close();
    child.kill();
  }
}

/** As autovacuum leaves it before long. */
async function settle(client: pg.Client): Promise<void> {
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

interface Before {
  costs: Costs;
  times: number;
}

async function measureAll(world: World, client: pg.Client, connectionString: string, before: Before): Promise<Row[]> {
  await settle(client);
  const size = await client.query<{ bytes: number }>('select pg_database_size(current_database())::float8 as bytes');
  const disk = diskRow(size.rows[0]?.bytes ?? Number.NaN, world.resources);
  const { floor, rows } = await floorRows(world, connectionString);
  const steps: Record<string, () => Promise<Row[]>> = {
    growth: async () => [growthRow(before.costs, await perPatientCosts(world, options), before.times)],
    read: async () => [await readRow(world, floor, options)],
    law: () => lawRows(world, options),
    log: async () => [await logRow(world, client, options)],
    search: () => searchRows(world, floor, options),
    chart: async () => [await chartRow(world, floor, options)],
    write: () => writeRows(world, floor, options),
    mix: async () => [await mixRow(world, floor, options)],
    transaction: async () => [await transactionRow(world, floor, options)],
    overload: () => overloadRows(world, options),
  };
  rows.push(...importRows(world), disk);
  for (const [name, step] of Object.entries(steps)) {
    if (values.only !== undefined && !values.only.split(',').includes(name)) continue;
    const measured = await step();
    for (const one of measured) console.log(table([one]).split('\n')[1]);
    rows.push(...measured);
  }
  return rows;
}

async function connectTo(dataDir: string) {
  const embedded = await startEmbedded({ dataDir });
  const { host, port, user, password } = embedded.connection();
  const connectionString = `postgres://${user}:${password}@/vardkedjan?host=${encodeURIComponent(host)}&port=${port}`;
  const client = new pg.Client({ connectionString });
  await client.connect();
  return { embedded, client, connectionString };
}

const built = await buildWorld(Number(values.residents), options.connections, async (small) => {
  const connected = await connectTo(small.server.dataDir);
  await settle(connected.client);
  return { ...connected, costs: await perPatientCosts(small, options) };
});
const { world } = built;
const { embedded, client, connectionString, costs } = built.done;
let rows: Row[] = [];
try {
  rows = await measureAll(world, client, connectionString, { costs, times: world.resources / built.small });
  const version = await client.query<{ server_version: string }>('show server_version');
  const run = { machine: machine(version.rows[0]?.server_version ?? ''), resources: world.resources, rows };
  console.log(`\n${table(rows)}\n\nkept in ${keep(run, new Date())}`);
} finally {
  await client.end();
  world.target.close();
  await world.server.stop();
  await embedded.leave();
  rmSync(dirname(world.server.dataDir), { recursive: true, force: true });
}
process.exitCode = rows.some((row) => row.reached === false) ? 1 : 0;
