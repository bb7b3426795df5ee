/** What the measurements run against: a server of its own, filled with the invented region, and ids to ask for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createReadStream, createWriteStream, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@vardkedjan/acceptance/running-server.ts';
import { Target } from './load.ts';
import { watchMemory } from './memory.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Requests at a time that the measured server takes: above what the rows send, below what the overload does. */
const mostInFlight = 96;

export interface World {
  server: RunningServer;
  target: Target;
  token: string;
  mostInFlight: number;
  resources: number;
  imported: Imported;
  patients: string[];
  observations: string[];
}

export interface Imported {
  /** Resources a second, validated and indexed; none of them was there already. */
  perSecond: number;
  /** The most that the importing process held. */
  memoryMb: number;
  fileMb: number;
}

interface Entry {
  resource: { resourceType: string; id: string };
}

async function generate(path: string, residents: number): Promise<number> {
  const child = spawn(process.execPath, [`${root}region/src/main.ts`, '--residents', String(residents)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await pipeline(child.stdout, createWriteStream(path));
  return lineCount(path);
}

/** Writes those resources of `whole` whose ids `part` has not, and answers how many they are. */
async function generateRest(path: string, whole: string, part: string): Promise<number> {
  const there = new Set<string>();
  for await (const line of linesOf(part)) there.add(nameOf(line));
  let count = 0;
  async function* rest(): AsyncGenerator<string> {
    for await (const line of linesOf(whole)) {
      if (there.has(nameOf(line))) continue;
      count++;
      yield `${line}\n`;
    }
  }
  await pipeline(rest, createWriteStream(path));
  return count;
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}

function nameOf(line: string): string {
  const { resourceType, id } = JSON.parse(line) as Entry['resource'];
  return `${resourceType}/${id}`;
}

/** Runs `npm run import`'s own program on a file while the server is up. */
async function importFile(server: RunningServer, path: string): Promise<{ seconds: number; memoryMb: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=64', `${root}server/src/jobs/import.ts`, path], {
    cwd: root,
    env: { ...process.env, DATA_DIR: server.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const memory = watchMemory(child.pid ?? 0);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const [code] = await once(child, 'exit');
  const memoryMb = memory.stop();
  if (code !== 0) throw new Error(`the import ended with ${code}:\n${output.slice(-2000)}`);
  return { seconds: (performance.now() - start) / 1000, memoryMb };
}

export async function idsOf(target: Target, path: string): Promise<string[]> {
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

/** With how many residents the region is a tenth; its units, its staff and the cast are the same in every one. */
async function residentsOfATenth(path: string, whole: { residents: number; resources: number }): Promise<number> {
  const withNobody = await generate(path, 0);
  const ofEach = (whole.resources - withNobody) / whole.residents;
  return Math.max(1, Math.round((whole.resources / 10 - withNobody) / ofEach));
}

/**
 * A tenth of the region first; then, when `whileSmall` has been done with those, all of it. The ids to ask for are of the
 * first.
 */
export async function buildWorld<Done>(
  residents: number,
  connections: number,
  whileSmall: (world: World) => Promise<Done>,
): Promise<{ world: World; small: number; done: Done }> {
  const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL runs as a user of its own when this runs as root
  const [tenth, whole, others] = [
    join(folder, 'tenth.ndjson'),
    join(folder, 'region.ndjson'),
    join(folder, 'rest.ndjson'),
  ];
  const resources = await generate(whole, residents);
  const small = await generate(tenth, await residentsOfATenth(tenth, { residents, resources }));
  const rest = await generateRest(others, whole, tenth);
  const fileMb = statSync(others).size / 1e6;
  console.log(`${resources} resources of ${residents} residents, ${rest} of them after the first tenth`);
  const settings = { SEED_RESIDENTS: '0', MAX_IN_FLIGHT: String(mostInFlight) };
  const server = await startServer(join(folder, 'data'), settings);
  await importFile(server, tenth);
  const token = server.token('--client', 'bench');
  const target = new Target(server.base, token, connections);
  const world: World = {
    server,
    target,
    token,
    mostInFlight,
    resources: small,
    imported: { perSecond: Number.NaN, memoryMb: Number.NaN, fileMb },
    patients: await idsOf(target, '/fhir/Patient?_count=1000&_elements=id'),
    observations: await idsOf(target, '/fhir/Observation?_count=1000&_elements=id'),
  };
  const done = await whileSmall(world);
  const { seconds, memoryMb } = await importFile(server, others);
  const imported = { perSecond: rest / seconds, memoryMb, fileMb };
  return { world: { ...world, resources, imported }, small, done };
}
