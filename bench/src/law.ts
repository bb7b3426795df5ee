/**
 * What the law and its log cost: the same readings by a member of staff, as the product answers, without the log, and without both, in
 * turns, so that what else the machine does meets all alike.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@vardkedjan/acceptance/running-server.ts';
import type { Row } from './report.ts';
import { load, Target, untilAnswers } from './load.ts';
import { chooser, measure } from './measure.ts';
import type { Options } from './rows.ts';
import { idsOf, type World } from './world.ts';

const turns = 8;

interface Reading {
  what: string;
  /** Of a resource or a patient, by the id that is chosen. */
  path: (id: string) => string;
  /** Where those that the doctor may read are found. */
  among: string;
  /** How many, all turns together, and how many before: until then it is compiling that is measured, most of it in whichever comes first. */
  readings: number;
  warming: number;
  /** Most times what it costs without law and log. */
  limit?: number;
}

const kinds: readonly Reading[] = [
  {
    what: 'read by id',
    path: (id) => `Observation/${id}`,
    among: 'Observation?_count=1000&_elements=id',
    readings: 20_000,
    warming: 10_000,
    limit: 1.35,
  },
  {
    what: 'list of twenty contacts',
    path: () => 'Encounter?_count=20',
    among: 'Encounter?_count=1&_elements=id',
    readings: 2000,
    warming: 1000,
  },
  {
    what: 'record opened',
    path: (id) => `Patient/${id}/$chart`,
    among: 'Patient?_count=200&_elements=id',
    readings: 2000,
    warming: 1000,
  },
];

export async function lawRows(world: World, { scale, connections }: Options): Promise<Row[]> {
  const ports = await Promise.all(['whole', 'without log', 'without both'].map(() => freePort()));
  const program = fileURLToPath(new URL('law-server.ts', import.meta.url));
  const child = spawn(process.execPath, [program, world.server.dataDir, ...ports.map(String)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Tokens are for the address of the server that gave them.
    env: { ...process.env, BASE_URL: `http://localhost:${new URL(world.server.base).port}` },
  });
  const token = world.server.token('--as', 'sara');
  const targets = ports.map((port) => new Target(`http://127.0.0.1:${port}`, token, connections));
  try {
    for (const target of targets) await untilAnswers(target, '/health');
    const rows: Row[] = [];
    for (const kind of kinds) {
      const how = { scale, connections, pid: child.pid ?? 0 };
      const [whole = Number.NaN, logless = Number.NaN, without = Number.NaN] = await inTurns(world, targets, kind, how);
      rows.push({
        name: `${kind.what} by a doctor: with law and log, times the same without`,
        value: whole / without,
        unit: 'times',
        cpuMs: whole,
        ...(kind.limit === undefined ? {} : { goal: `≤ ${kind.limit} times`, reached: whole / without <= kind.limit }),
        note: `${without.toPrecision(3)} ms without; the law alone ${(logless / without).toPrecision(3)} times`,
      });
    }
    return rows;
  } finally {
    for (const target of targets) target.close();
    child.kill();
    await once(child, 'exit');
  }
}

interface Turns extends Pick<Options, 'scale' | 'connections'> {
  /** Of the process that answers. */
  pid: number;
}

/** CPU milliseconds of one reading, by target. */
async function inTurns(world: World, targets: readonly Target[], kind: Reading, how: Turns): Promise<number[]> {
  const ids = await readable(targets, kind);
  const choose = chooser(8);
  const { scale, connections, pid } = how;
  const work = {
    requests: Math.ceil((kind.readings * scale) / turns),
    connections,
    next: () => ({ method: 'GET' as const, path: `/fhir/${kind.path(choose(ids))}` }),
  };
  for (const target of targets) await load(target, { ...work, requests: Math.ceil(kind.warming * scale) });
  const costs = targets.map(() => 0);
  for (let turn = 0; turn < turns; turn++)
    for (const [at, target] of targets.entries())
      costs[at] = (costs[at] ?? 0) + (await measure(world, work, target, [pid])).cpu / turns;
  return costs;
}

/** Those that the doctor is let read: one that is refused costs something else. */
async function readable([lawful]: readonly Target[], { path, among }: Reading): Promise<string[]> {
  if (lawful === undefined) return [];
  const found: string[] = [];
  for (const id of await idsOf(lawful, `/fhir/${among}`)) {
    const { status } = await lawful.send({ method: 'GET', path: `/fhir/${path(id)}` });
    if (status === 200) found.push(id);
  }
  return found;
}
