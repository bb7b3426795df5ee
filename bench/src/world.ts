/** What the measurements run against: a server of its own, filled with the invented region, and ids to ask for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createReadStream, createWriteStream, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@vardkedjan/acceptance/running-server.ts';
import { Target } from './load.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface World {
  server: RunningServer;
  target: Target;
  resources: number;
  /** Import's speed, resources a second, validated and indexed. */
  importPerSecond: number;
  importCpuMs: number;
  patients: string[];
  observations: string[];
}

interface Entry {
  resource: { resourceType: string; id: string };
}

async function generate(path: string, residents: number): Promise<void> {
  const child = spawn(process.execPath, [`${root}region/src/main.ts`, '--residents', String(residents)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await pipeline(child.stdout, createWriteStream(path));
}

/** Runs `npm run import`'s own program on a file while the server is up; CPU of the importing process itself included. */
async function importFile(server: RunningServer, path: string): Promise<{ output: string; seconds: number; cpuMs: number }> {
  const before = process.resourceUsage();
  const start = performance.now();
  const child = spawn(process.execPath, [`${root}server/src/jobs/import.ts`, path], {
    cwd: root,
    env: { ...process.env, DATA_DIR: server.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the import ended with ${code}:\n${output.slice(-2000)}`);
  const after = process.resourceUsage();
  return { output, seconds: (performance.now() - start) / 1000, cpuMs: (after.userCPUTime - before.userCPUTime) / 1000 };
}

async function ids(target: Target, path: string): Promise<string[]> {
  const answer = await target.send({ method: 'GET', path });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
  const bundle = JSON.parse(answer.body) as { entry?: Entry[] };
  return (bundle.entry ?? []).map((entry) => entry.resource.id);
}


async function lineCount(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) lines++;
  }
  return lines;
}

export async function buildWorld(residents: number, connections: number): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as a user of its own when this runs as root
  const file = join(folder, 'region.ndjson');
  await generate(file, residents);
  const resources = await lineCount(file);
  console.log(`${resources} resources of ${residents} residents, ${Math.round(statSync(file).size / 2 ** 20)} MB`);
  const server = await startServer(join(folder, 'data'), { SEED_RESIDENTS: '0' });
  const { seconds, cpuMs } = await importFile(server, file);
  const target = new Target(server.base, server.token('--client', 'bench'), connections);
  return {
    server,
    target,
    resources,
    importPerSecond: resources / seconds,
    importCpuMs: cpuMs / resources,
    patients: await ids(target, '/fhir/Patient?_count=1000&_elements=id'),
    observations: await ids(target, '/fhir/Observation?_count=1000&_elements=id'),
  };
}
