/** More than the server takes: 200 connections, each asking for the dearest searches. Nothing but answers and quick refusals may come of it. */
import { watchMemory } from './memory.ts';
import { chooser } from './measure.ts';
import type { Row } from './report.ts';
import type { Options } from './rows.ts';
import { Target } from './load.ts';
import type { World } from './world.ts';

const connections = 200;
const mostMb = 1500;

export async function overloadRows(world: World, { scale }: Options): Promise<Row[]> {
  const choose = chooser(8);
  const target = new Target(world.server.base, world.token, connections);
  const memory = watchMemory(world.server.pid);
  const statuses = new Map<number, number>();
  const refusals: number[] = [];
  let unsaid = 0;
  let left = Math.ceil(6000 * scale);
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const sent = performance.now();
      const path = `/fhir/Patient?name=${choose(['And', 'Jo', 'Li', 'Ber', 'Kar'])}&_count=100&_total=accurate`;
      const { status, headers } = await target.send({ method: 'GET', path });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 503) continue;
      refusals.push(performance.now() - sent);
      if (headers['retry-after'] === undefined) unsaid++;
      // As Retry-After asks, only sooner.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - began) / 1000;
  const most = memory.stop();
  target.close();
  const after = await world.target.send({ method: 'GET', path: `/fhir/Observation/${choose(world.observations)}` });
  const others = [...statuses.keys()].filter((status) => status !== 200 && status !== 503);
  refusals.sort((a, b) => a - b);
  const p95 = refusals[Math.floor(refusals.length * 0.95)] ?? 0;
  return [
    {
      name: `overload: ${connections} connections, ${world.mostInFlight} requests at a time`,
      value: (statuses.get(200) ?? 0) / seconds,
      unit: 'answered/s',
      goal: 'else 503 with Retry-After; then as before',
      reached: others.length === 0 && unsaid === 0 && refusals.length > 0 && after.status === 200,
      note: `${refusals.length} turned away, p95 ${p95.toFixed(0)} ms`,
    },
    {
      name: `memory of the serving processes, ${connections} connections`,
      value: most,
      unit: 'MB',
      goal: `≤ ${mostMb} MB`,
      reached: most <= mostMb,
    },
  ];
}
