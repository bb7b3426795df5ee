/** One measurement: a load against the server, with the CPU that the server and its database spent on it. */
import { readFileSync } from 'node:fs';
import { cpuMs } from '@vardkedjan/acceptance/cpu.ts';
import { type Answer, type Call, load, type Measured } from './load.ts';
import type { World } from './world.ts';

export interface Costed extends Measured {
  /** CPU milliseconds of server and database for one request. */
  cpu: number;
}

export interface Work {
  requests: number;
  connections: number;
  next: (index: number) => Call;
  onAnswer?: (answer: Answer, index: number) => void;
}

/** The database's first process: a child of the server that started the cluster, of nobody where that one has ended. */
function postmaster(dataDir: string): number {
  return Number(readFileSync(`${dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[0]);
}

/** CPU milliseconds that the server, its database and `others` have used so far. */
export function spentBy(world: World, others: number[] = []): number {
  return cpuMs(world.server.pid, postmaster(world.server.dataDir), ...others);
}

/** Warms up with a tenth of the work, then measures. `extraPids` are further processes whose CPU counts (the floor's own). */
export async function measure(
  world: World,
  work: Work,
  target = world.target,
  extraPids: number[] = [],
): Promise<Costed> {
  const warm = Math.ceil(work.requests / 10);
  const spent = (): number => spentBy(world, extraPids);
  await load(target, { requests: warm, connections: work.connections, next: work.next });
  const before = spent();
  const measured = await load(target, { ...work, next: (index) => work.next(index + warm) });
  return { ...measured, cpu: (spent() - before) / work.requests };
}

/** A repeatable pseudo-random choice (mulberry32), so that two runs ask for the same. */
export function chooser(seed: number): <T>(from: readonly T[]) => T {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return (from) => {
    const chosen = from[Math.floor(random() * from.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
}
