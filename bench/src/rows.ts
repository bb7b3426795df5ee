/** The rows of the goal table (docs: record-store goals), each a load of its own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nineTypes, observation } from './bodies.ts';
import type { Call } from './load.ts';
import { type Costed, chooser, measure, spentBy } from './measure.ts';
import type { Row } from './report.ts';
import type { World } from './world.ts';

export interface Floor {
  read: number;
  write: number;
}

export interface Options {
  /** 1 is the full size; CI runs a small share. */
  scale: number;
  connections: number;
  synthea: string;
}

type Goal = { perSecond?: number; cpuMs?: number; ratio?: number };

/** A row for a throughput; the CPU goal holds when either the absolute figure or the ratio to the floor holds. */
function row(name: string, measured: Costed, floor: number, goal: Goal): Row {
  const toFloor = measured.cpu / floor;
  const goals = [
    goal.perSecond === undefined
      ? undefined
      : { text: `≥ ${goal.perSecond}/s`, met: measured.perSecond >= goal.perSecond },
    goal.cpuMs === undefined
      ? undefined
      : {
          text: `≤ ${goal.cpuMs} ms or ${goal.ratio} × floor`,
          met: measured.cpu <= goal.cpuMs || toFloor <= (goal.ratio ?? 0),
        },
  ].filter((one) => one !== undefined);
  return {
    name,
    value: measured.perSecond,
    unit: '/s',
    cpuMs: measured.cpu,
    toFloor,
    ...(goals.length > 0
      ? { goal: goals.map((one) => one.text).join(', '), reached: goals.every((one) => one.met) }
      : {}),
    note: `p50 ${measured.p50.toFixed(1)} p95 ${measured.p95.toFixed(1)} ms`,
  };
}

export async function readRow(world: World, floor: Floor, { scale, connections }: Options): Promise<Row> {
  const choose = chooser(1);
  const next = (): Call => ({ method: 'GET', path: `/fhir/Observation/${choose(world.observations)}` });
  const measured = await measure(world, { requests: Math.ceil(20_000 * scale), connections, next });
  return row('read by id, authorised and logged', measured, floor.read, { perSecond: 5000, cpuMs: 0.28, ratio: 1.8 });
}

export async function writeRows(world: World, floor: Floor, { scale, connections }: Options): Promise<Row[]> {
  const choose = chooser(2);
  const requests = Math.ceil(4000 * scale);
  const made: { id: string; patient: string }[] = [];
  const create = await measure(world, {
    requests,
    connections,
    next: (index) => ({
      method: 'POST',
      path: '/fhir/Observation',
      body: JSON.stringify(observation(choose(world.patients), index)),
      expect: [201],
    }),
    onAnswer: (answer) => {
      const { id, subject } = JSON.parse(answer.body) as { id: string; subject: { reference: string } };
      made.push({ id, patient: subject.reference.slice('Patient/'.length) });
    },
  });
  const update = await measure(world, {
    requests: Math.min(requests, made.length),
    connections,
    next: (index) => {
      const { id, patient } = made[index % made.length] ?? { id: '', patient: '' };
      const body = { ...observation(patient, index + 1_000_000), id };
      return { method: 'PUT', path: `/fhir/Observation/${id}`, body: JSON.stringify(body) };
    },
  });
  return [
    row('create', create, floor.write, { cpuMs: 0.75, ratio: 2.2 }),
    row('update', update, floor.write, { cpuMs: 0.75, ratio: 2.6 }),
  ];
}

/** Each worker's step n of a resource's life: create, read, update, delete, over nine types. */
export async function mixRow(world: World, floor: Floor, { scale, connections }: Options): Promise<Row> {
  const choose = chooser(3);
  const lives = Math.ceil(1000 * scale);
  const known: { type: string; id: string; body: Record<string, unknown> }[] = [];
  const creations = await measure(world, {
    requests: lives,
    connections,
    next: (index) => {
      const make = nineTypes[index % nineTypes.length] ?? observation;
      const body = make(choose(world.patients), index);
      return {
        method: 'POST',
        path: `/fhir/${String(body['resourceType'])}`,
        body: JSON.stringify(body),
        expect: [201],
      };
    },
    onAnswer: (answer) => {
      const [, type = '', id = ''] = /\/(\w+)\/([^/]+)\/_history/.exec(String(answer.headers.location)) ?? [];
      known.push({ type, id, body: JSON.parse(answer.body) as Record<string, unknown> });
    },
  });
  const rest = await measureLives(world, connections, known);
  const requests = creations.requests + rest.requests;
  const seconds = creations.seconds + rest.seconds;
  const cpu = (creations.cpu * creations.requests + rest.cpu * rest.requests) / requests;
  return row(
    'create/read/update/delete mix of nine types',
    { ...rest, requests, seconds, perSecond: requests / seconds, cpu },
    floor.write,
    { perSecond: 2000 },
  );
}

async function measureLives(
  world: World,
  connections: number,
  known: { type: string; id: string; body: Record<string, unknown> }[],
): Promise<Costed> {
  const steps: ((one: (typeof known)[number]) => Call)[] = [
    ({ type, id }) => ({ method: 'GET', path: `/fhir/${type}/${id}` }),
    ({ type, id, body }) => ({
      method: 'PUT',
      path: `/fhir/${type}/${id}`,
      body: JSON.stringify({ ...body, meta: undefined, language: 'sv' }),
    }),
    ({ type, id }) => ({ method: 'DELETE', path: `/fhir/${type}/${id}`, expect: [200, 204] }),
  ];
  const phases: Costed[] = [];
  for (const step of steps) {
    const one = known[0];
    if (one === undefined) throw new Error('nothing was created');
    phases.push(
      await measure(world, {
        requests: Math.ceil(known.length / 1.1) - 1,
        connections,
        next: (i) => step(known[i] ?? one),
      }),
    );
  }
  const requests = phases.reduce((sum, phase) => sum + phase.requests, 0);
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const cpu = phases.reduce((sum, phase) => sum + phase.cpu * phase.requests, 0) / requests;
  const last = phases.at(-1);
  if (last === undefined) throw new Error('no phases');
  return { ...last, requests, seconds, perSecond: requests / seconds, cpu };
}

export async function searchRows(world: World, floor: Floor, { scale, connections }: Options): Promise<Row[]> {
  const choose = chooser(4);
  const values = await measure(world, {
    requests: Math.ceil(4000 * scale),
    connections,
    next: () => ({
      method: 'GET',
      path: `/fhir/Observation?patient=${choose(world.patients)}&category=vital-signs&_sort=-date&_count=20`,
    }),
  });
  const names = ['Andersson', 'Johansson', 'Lind', 'Berg', 'Eriksson', 'Nils', 'Kar'];
  const kinds: (() => string)[] = [
    () => `Patient?name=${choose(names)}`,
    () => `Patient?birthdate=ge19${choose(['40', '52', '67', '81'])}-01-01&_sort=birthdate`,
    () => `Observation?patient=${choose(world.patients)}&code=http://loinc.org|85354-9`,
    () => `Observation?code=http://loinc.org|8867-4&date=ge2025-01-01&_sort=-date`,
    () => `Encounter?patient=${choose(world.patients)}&date=ge2024`,
    () => `Observation?code=http://loinc.org|8867-4&value-quantity=gt100&_sort=-date`,
    () => `Observation?patient=${choose(world.patients)}&code-value-quantity=http://loinc.org|8867-4$gt60`,
    () => `Condition?code=https://www.icd10.se/|${choose(['I10.9', 'E11.9', 'J45.9'])}&_sort=-_lastUpdated`,
  ];
  const mix = await measure(world, {
    requests: Math.ceil(4000 * scale),
    connections,
    next: (index) => ({
      method: 'GET',
      path: `/fhir/${(kinds[index % kinds.length] ?? (() => 'Patient'))()}&_count=20`,
    }),
  });
  return [
    row("a patient's values", values, floor.read, { cpuMs: 0.6, ratio: 1.6 }),
    row('search mix: string, date, token, reference, quantity, composite', mix, floor.read, { perSecond: 1500 }),
  ];
}

export async function chartRow(world: World, floor: Floor, { scale }: Options): Promise<Row> {
  const choose = chooser(5);
  const next = (): Call => ({ method: 'GET', path: `/fhir/Patient/${choose(world.patients)}/$chart` });
  const measured = await measure(world, { requests: Math.ceil(2000 * scale), connections: 4, next });
  const p95 = measured.serverP95 ?? measured.p95;
  return {
    name: 'chart start view of one patient, all at once',
    value: p95,
    unit: measured.serverP95 === undefined ? 'ms p95 outside' : 'ms p95 in server',
    cpuMs: measured.cpu,
    toFloor: measured.cpu / floor.read,
    goal: '≤ 30 ms at p95, ≤ 4 ms CPU',
    reached: p95 <= 30 && measured.cpu <= 4,
    note: `${Math.round(measured.bytes / measured.requests / 1024)} kB, ${world.resources} resources loaded`,
  };
}

/** Transaction bundles as Synthea writes them; absent data is said, not passed over. */
export async function transactionRow(world: World, floor: Floor, { synthea }: Options): Promise<Row> {
  const name = 'transaction bundles (Synthea patients), resources';
  if (!existsSync(synthea)) return { name, value: Number.NaN, unit: '', note: `not measured: no ${synthea}` };
  const bodies = readdirSync(synthea)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readFileSync(join(synthea, file), 'utf8'));
  const sizes = bodies.map((body) => (JSON.parse(body) as { entry: unknown[] }).entry.length);
  const first = bodies.filter((_, index) => index < 2);
  for (const body of first) await send(world, body);
  const start = performance.now();
  const before = spentBy(world);
  const queue = bodies.slice(2);
  await Promise.all([0, 1, 2, 3].map(() => drain(queue, (body) => send(world, body))));
  const seconds = (performance.now() - start) / 1000;
  const resources = sizes.slice(2).reduce((sum, size) => sum + size, 0);
  const cpu = (spentBy(world) - before) / resources;
  return {
    name,
    value: resources / seconds,
    unit: 'resources/s',
    cpuMs: cpu,
    toFloor: cpu / floor.write,
    goal: '≥ 2000 resources/s, ≤ 0.5 ms or 4 × floor',
    reached: resources / seconds >= 2000 && (cpu <= 0.5 || cpu / floor.write <= 4),
  };
}

async function drain<T>(queue: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
}

async function send(world: World, body: string): Promise<void> {
  const answer = await world.target.send({ method: 'POST', path: '/fhir', body });
  if (answer.status !== 200) throw new Error(`transaction answered ${answer.status}: ${answer.body.slice(0, 500)}`);
}

export function importRows({ imported: { perSecond, memoryMb, fileMb } }: World): Row[] {
  return [
    {
      name: 'NDJSON import, indexes live, validated',
      value: perSecond,
      unit: 'resources/s',
      goal: '≥ 8000 resources/s',
      reached: perSecond >= 8000,
    },
    {
      name: `memory of the import, a file of ${Math.round(fileMb)} MB`,
      value: memoryMb,
      unit: 'MB',
      goal: `≤ ${mostImportMb} MB`,
      reached: memoryMb <= mostImportMb,
    },
  ];
}

const mostImportMb = 1000;

export function diskRow(bytes: number, resources: number): Row {
  const per100k = (bytes / resources) * 100_000;
  return {
    name: 'disk per 100,000 resources of the region, indexes and history in',
    value: per100k / 2 ** 20,
    unit: 'MB',
    goal: '≤ 250 MB',
    reached: per100k <= 250 * 2 ** 20,
  };
}
