/** What the law and its log cost: the same readings by a member of staff, as the product answers and without them, in turns. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@vardkedjan/acceptance/running-server.ts';
import type { Row } from './report.ts';
import { Target, untilAnswers } from './load.ts';
import { chooser, measure } from './measure.ts';
import type { Options } from './rows.ts';
import { idsOf, type World } from './world.ts';

const limit = 1.35;
/** What else the machine does meets both alike. */
const turns = 4;

export async function lawRow(world: World, { scale, connections }: Options): Promise<Row> {
  const ports = [await freePort(), await freePort()] as const;
  const program = fileURLToPath(new URL('law-server.ts', import.meta.url));
  const child = spawn(process.execPath, [program, world.server.dataDir, ...ports.map(String)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Tokens are for the address of the server that gave them.
    env: { ...process.env, BASE_URL: `http://localhost:${new URL(world.server.base).port}` },
  });
  const token = world.server.token('--as', 'sara');
  const [lawful, lawless] = ports.map((port) => new Target(`http://127.0.0.1:${port}`, token, connections)) as [
    Target,
    Target,
  ];
  try {
    await untilAnswers(lawful, '/health');
    await untilAnswers(lawless, '/health');
    const seen = await idsOf(lawful, '/fhir/Observation?_count=1000&_elements=id');
    const choose = chooser(8);
    const work = {
      requests: Math.ceil((5000 * scale) / turns),
      connections,
      next: () => ({ method: 'GET' as const, path: `/fhir/Observation/${choose(seen)}` }),
    };
    let [withLaw, without] = [0, 0];
    for (let turn = 0; turn < turns; turn++) {
      withLaw += (await measure(world, work, lawful, [child.pid ?? 0])).cpu / turns;
      without += (await measure(world, work, lawless, [child.pid ?? 0])).cpu / turns;
    }
    return {
      name: 'read by id by a doctor: with law and log, times the same without',
      value: withLaw / without,
      unit: 'times',
      cpuMs: withLaw,
      goal: `≤ ${limit} times`,
      reached: withLaw / without <= limit,
      note: `${without.toPrecision(3)} ms without`,
    };
  } finally {
    lawful.close();
    lawless.close();
    child.kill();
    await once(child, 'exit');
  }
}
