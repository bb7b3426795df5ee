/**
 * What concerns one patient costs the same however much is stored of others: the same requests about the same patients, first
 * with a tenth of the region and then with all of it, in CPU for each.
 */
import { observation } from './bodies.ts';
import type { Call } from './load.ts';
import { chooser, measure } from './measure.ts';
import type { Options } from './rows.ts';
import type { Row } from './report.ts';
import type { World } from './world.ts';

export type Costs = ReadonlyMap<string, number>;

const limit = 1.3;

function kinds({ patients, observations }: World): Record<string, { share: number; next: (index: number) => Call }> {
  const choose = chooser(7);
  const get = (path: () => string) => (): Call => ({ method: 'GET', path: `/fhir/${path()}` });
  return {
    read: { share: 4, next: get(() => `Observation/${choose(observations)}`) },
    values: {
      share: 1,
      next: get(() => `Observation?patient=${choose(patients)}&category=vital-signs&_sort=-date&_count=20`),
    },
    encounters: { share: 1, next: get(() => `Encounter?patient=${choose(patients)}&date=ge2024&_count=20`) },
    chart: { share: 0.2, next: get(() => `Patient/${choose(patients)}/$chart`) },
    create: {
      share: 0.5,
      next: (index) => ({
        method: 'POST',
        path: '/fhir/Observation',
        body: JSON.stringify(observation(choose(patients), index)),
        expect: [201],
      }),
    },
  };
}

/** CPU milliseconds for one request of each kind. */
export async function perPatientCosts(world: World, { scale, connections }: Options): Promise<Costs> {
  const costs = new Map<string, number>();
  for (const [name, { share, next }] of Object.entries(kinds(world))) {
    const { cpu } = await measure(world, { requests: Math.ceil(2000 * scale * share), connections, next });
    costs.set(name, cpu);
  }
  return costs;
}

export function growthRow(small: Costs, large: Costs, times: number): Row {
  const ratios = [...small].map(([name, cpu]) => ({ name, ratio: (large.get(name) ?? Number.NaN) / cpu }));
  const worst = Math.max(...ratios.map(({ ratio }) => ratio));
  return {
    name: `cost of what concerns one patient, ${times.toFixed(1)} times the data`,
    value: worst,
    unit: 'times, the worst',
    goal: `≤ ${limit} times`,
    reached: worst <= limit,
    note: ratios.map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`).join(', '),
  };
}
