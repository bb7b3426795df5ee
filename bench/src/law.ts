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

const limit = 1.35;
const turns = 8;
/** Readings of each kind before any is measured: until then it is compiling that is measured, and most of it in whichever comes first. */
const warming = 10_000;

export async function lawRow(world: World, { scale, connections }: Options): Promise<Row> {
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
    const [whole = Number.NaN, logless = Number.NaN, without = Number.NaN] = await inTurns(world, targets, {
      requests: Math.ceil((20_000 * scale) / turns),
      warming: Math.ceil(warming * scale),
      connections,
      pid: child.pid ?? 0,
    });
    return {
      name: 'read by id by a doctor: with law and log, times the same without',
      value: whole / without,
      unit: 'times',
      cpuMs: whole,
      goal: `≤ ${limit} times`,
      reached: whole / without <= limit,
      note: `${without.toPrecision(3)} ms without; the law alone ${(logless / without).toPrecision(3)} times`,
    };
  } finally {
    for (const target of targets) target.close();
    child.kill();
    await once(child, 'exit');
  }
}

interface Turns {
  requests: number;
  warming: number;
  connections: number;
  /** Of the process that answers. */
  pid: number;
}

/** CPU milliseconds of one reading, by target. */
async function inTurns(world: World, targets: readonly Target[], how: Turns): Promise<number[]> {
  for (const target of targets) await untilAnswers(target, '/health');
  const [first] = targets;
  const seen = first === undefined ? [] : await idsOf(first, '/fhir/Observation?_count=1000&_elements=id');
  const choose = chooser(8);
  const { requests, connections, warming: readings } = how;
  const work = {
    requests,
    connections,
    next: () => ({ method: 'GET' as const, path: `/fhir/Observation/${choose(seen)}` }),
  };
  for (const target of targets) await load(target, { ...work, requests: readings });
  const costs = targets.map(() => 0);
  for (let turn = 0; turn < turns; turn++)
    for (const [at, target] of targets.entries())
      costs[at] = (costs[at] ?? 0) + (await measure(world, work, target, [how.pid])).cpu / turns;
  return costs;
}
