/**
 * Nothing leaks (invariant 5): for each made-up request, the answer that a caller gets over HTTP from a store with everything in it
 * is the answer from a store that holds only what that caller may see: status, body, order, totals, paging, entity tags. What may
 * differ is the list `lawful` in compare.ts. One made-up world and 60 made-up searches a caller beside the plain ones; more by flags:
 *
 *     node server/test/leak/leak.test.ts --worlds 10 --shapes 1000 --seed 7
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseArgs } from 'node:util';
import type { Resource } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { Random } from '../../../care/test/random.ts';
import { testServer } from '../../src/http/test-world.ts';
import type { Principal } from '../../src/sign-in/principal.ts';
import { openRecord } from '../../src/store/open-record.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { Harvest } from '../fuzz/harvest.ts';
import { answeredBy, type Answered, type Send } from '../fuzz/promises.ts';
import { injected, type Sent } from '../fuzz/sent.ts';
import { difference } from './compare.ts';
import { foundation, staff, type Step } from './leak-foundation.ts';
import { records } from './leak-world.ts';
import { type Hidden, takeAway } from './narrow.ts';
import { madeUpShapes, parameterShapes, plainShapes, writeShapes } from './shapes.ts';

const { values: flags } = parseArgs({
  options: {
    worlds: { type: 'string' },
    shapes: { type: 'string' },
    seed: { type: 'string' },
    keep: { type: 'boolean' },
  },
  strict: false,
});
const seed = Number(flags.seed ?? 1);
const shapesEach = Number(flags.shapes ?? 40);

/** Of the shapes for every parameter, so many are taken for each caller in a small run; all in a large one. */
const parametersEach = flags.shapes === undefined ? 60 : Number.POSITIVE_INFINITY;
const plainEach = flags.shapes === undefined ? 80 : Number.POSITIVE_INFINITY;

/** So many reads are under way at a time; what writes goes by itself, in order. */
const abreast = 6;

const residents = ['p0', 'p4'];
/** The system of a quality register, as a demo has it; of a laboratory, and of a care provider, each with the units that it acts for. */
const systems: Record<string, string[]> = {
  'diabetes-register': [],
  laboratory: ['ward'],
  monitor: ['ward', 'clinic', 'school'],
};
const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-leak-'));
const clientsFile = join(folder, 'clients.json');
after(() => rmSync(folder, { recursive: true, force: true }));
const registered = (name: string, mandate: object) => ({
  client_id: name,
  client_secret: `a-secret-of-${name}`,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  vardkedjan_mandate: mandate,
});
writeFileSync(
  clientsFile,
  JSON.stringify([
    registered('laboratory', {
      units: ['ward'],
      reads: ['Organization', 'Patient', 'Encounter', 'Task', 'ServiceRequest', 'DiagnosticReport', 'Observation'],
      writes: ['DiagnosticReport', 'Observation'],
      changes: ['Task', 'ServiceRequest'],
    }),
    registered('monitor', {
      care_providers: ['region'],
      reads: ['Organization', 'Practitioner', 'Patient', 'Encounter', 'Condition', 'Observation', 'List'],
      writes: ['Observation'],
    }),
  ]),
);
const callers = [...Object.keys(staff), ...residents, ...Object.keys(systems)];

for (let world = seed; world < seed + Number(flags.worlds ?? 1); world++) {
  const steps = [...foundation(), ...records(world)];
  const full = await seeded(steps);
  const resources = [
    ...new Map(steps.map(({ resource }) => [`${resource.resourceType}/${resource.id}`, resource])).values(),
  ];
  for (const caller of callers) {
    test(`world ${world}: ${caller} is told what is told where nothing else is`, async (t) => {
      const random = new Random(world * 7919 + callers.indexOf(caller));
      const copy = await testDatabase({}, full);
      const { send: whole, close: closeWhole } = await serverFor(copy, caller);
      const hidden = await hiddenFrom(whole, resources, steps);
      assert.ok(hidden.length > 0, 'a caller who sees everything proves nothing');
      const narrowed = await testDatabase({}, full);
      await takeAway(narrowed, hidden, systems[caller] ?? [staff[caller]?.unit ?? '']);
      const { send: narrow, close: closeNarrow } = await serverFor(narrowed, caller);
      const harvest = new Harvest(resources);
      const parameters = harvest.types.flatMap((type) => parameterShapes(type, harvest, random));
      const shapes = [
        ...sample(random, plainShapes(resources), plainEach),
        ...sample(random, parameters, parametersEach),
        ...madeUpShapes(shapesEach, harvest, random),
        ...writeShapes(resources, random),
      ];
      const ids = new Set(hidden.filter(({ versions }) => versions === undefined).map(({ id }) => id));
      const since = new Date().toISOString();
      const leaks = await compare(shapes, { whole, narrow, ids, since });
      for (const close of [closeWhole, closeNarrow, copy.drop, narrowed.drop]) await close();
      t.diagnostic(`${shapes.length} requests and their pages, ${ids.size} of ${resources.length} resources hidden`);
      assert.equal(leaks.length, 0, `${leaks.length} differ:\n\n${leaks.slice(0, 12).join('\n\n')}`);
    });
  }
}

interface Stores {
  whole: Send;
  narrow: Send;
  ids: ReadonlySet<string>;
  since: string;
}

async function compare(shapes: readonly Sent[], stores: Stores): Promise<string[]> {
  const reads = shapes.filter(({ method }) => method === 'GET');
  const leaks: string[] = [];
  let at = 0;
  const read = async (): Promise<void> => {
    for (let shape = reads[at++]; shape !== undefined; shape = reads[at++])
      leaks.push(...(await leaksOf(shape, stores)));
  };
  await Promise.all(Array.from({ length: abreast }, read));
  for (const shape of shapes) if (shape.method !== 'GET') leaks.push(...(await leaksOf(shape, stores)));
  return leaks;
}

/** Every page of the answer. */
async function leaksOf(shape: Sent, { whole, narrow, ids, since }: Stores): Promise<string[]> {
  let sent: Sent | undefined = shape;
  for (let page = 0; sent !== undefined && page < 30; page++) {
    const [fully, narrowly]: [Answered, Answered] = await Promise.all([whole(sent), narrow(sent)]);
    const found = difference({ sent, full: fully, narrow: narrowly, hidden: ids }, since);
    if (found !== undefined) {
      if (flags.keep) console.log(found);
      return [found];
    }
    sent = nextOf(narrowly);
  }
  return [];
}

function nextOf({ text }: Answered): Sent | undefined {
  const url = /"relation":"next","url":("[^"]*")/.exec(text)?.[1];
  if (url === undefined) return undefined;
  const { pathname, searchParams } = new URL(JSON.parse(url) as string);
  return { as: undefined, method: 'GET', path: pathname, parameters: [...searchParams], headers: [] };
}

async function seeded(steps: readonly Step[]): Promise<TestDatabase> {
  const database = await testDatabase();
  const record = openRecord(database, { kind: 'system', id: 'seed', name: 'Seed' });
  for (const { resource, gone } of steps) {
    const { resourceType: type, id = '' } = resource;
    await record.write([gone === true ? { action: 'delete', type, id } : { action: 'update', resource, id }]);
  }
  return database;
}

/** Requests of one caller, to a server of its own on the database. */
async function serverFor(database: TestDatabase, caller: string): Promise<{ send: Send; close: () => Promise<void> }> {
  const { app, signIn, close } = await testServer(database, {
    API_CLIENTS: clientsFile,
    ...(flags.keep && { LOG_LEVEL: 'error' }),
  });
  const token = await signIn.bearer.make({
    principal: principalOf(caller),
    clientId: 'test',
    minutes: 600,
  });
  return { send: async (sent) => answeredBy(await app.inject(injected(sent, token))), close };
}

function principalOf(caller: string): Principal {
  if (caller in systems) return { kind: 'client', person: caller };
  return staff[caller] === undefined
    ? { kind: 'resident', person: caller }
    : { kind: 'staff', person: caller, assignment: caller };
}

/** What the caller is refused, resource by resource and version by version. */
async function hiddenFrom(send: Send, resources: readonly Resource[], steps: readonly Step[]): Promise<Hidden[]> {
  const isShown = async (path: string): Promise<boolean> =>
    [200, 410].includes((await send({ as: undefined, method: 'GET', path, parameters: [], headers: [] })).status);
  const hidden: Hidden[] = [];
  for (const { resourceType, id = '' } of resources) {
    const path = `/fhir/${resourceType}/${id}`;
    const type = typeCode(resourceType);
    if (!(await isShown(path))) hidden.push({ type, id });
    else {
      const versions: number[] = [];
      const made = steps.filter(({ resource }) => resource.resourceType === resourceType && resource.id === id).length;
      for (let version = 1; version < made; version++)
        if (!(await isShown(`${path}/_history/${version}`))) versions.push(version);
      if (versions.length > 0) hidden.push({ type, id, versions });
    }
  }
  return hidden;
}

function sample<T>(random: Random, from: readonly T[], count: number): T[] {
  return from.length <= count ? [...from] : Array.from({ length: count }, () => random.pick(from));
}
