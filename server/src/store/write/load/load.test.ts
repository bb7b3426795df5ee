/** Loading while others write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { testDatabase } from '../../../../test/database.ts';
import type { Database } from '../../database.ts';
import { openRecord } from '../../open-record.ts';
import { type Fate, type Identified, Loader } from './load.ts';

const database = await testDatabase();
const caller = { kind: 'system', id: 'test', name: 'Test' } as const;
const record = openRecord(database, caller);

/** The same database, where others do something right after each of the first looks. */
function disturbed(...between: (() => Promise<unknown>)[]): Database {
  const rows: Database['lane']['rows'] = async (statement, values) => {
    const found = await database.lane.rows(statement, values);
    if (statement.name.startsWith('follow')) await between.shift()?.();
    return found as never;
  };
  return Object.assign(Object.create(database) as Database, {
    lane: { rows },
    rows: database.rows.bind(database),
    commit: database.commit.bind(database),
    transaction: database.transaction.bind(database),
  });
}

const put = (resource: Identified): Promise<unknown> => record.write([{ action: 'update', id: resource.id, resource }]);
const patient = (id: string): Identified => ({ resourceType: 'Patient', id });
const observation = (id: string, of: string): Identified => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'x' },
  subject: { reference: `Patient/${of}` },
}); // prettier-ignore

const byName = (fates: ReadonlyMap<string, Fate>): [string, Fate][] => [...fates].sort(([a], [b]) => (a < b ? -1 : 1));

async function load(through: Database, resources: readonly Identified[], whole = false): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const loader = new Loader(through, { caller, waits: true, told: (resource, fate) => fates.set(resource.id, fate) });
  if (whole) await loader.addTogether(resources);
  else for (const resource of resources) await loader.add(resource);
  await loader.finish();
  return fates;
}

test('a patient that another made meanwhile is kept, and everything of hers belongs to that one', async () => {
  const many = Array.from({ length: 600 }, (_, n) => observation(`meanwhile-${n}`, 'meanwhile'));
  const fates = await load(
    disturbed(() => put(patient('meanwhile'))),
    [patient('meanwhile'), ...many],
  );
  assert.equal(fates.get('meanwhile'), 'present');
  assert.deepEqual(new Set(many.map(({ id }) => fates.get(id))), new Set(['loaded']));
  assert.equal((await record.everything('meanwhile', { count: 1000 })).matches.length, 601);
});

test('what another made meanwhile with other content is kept, the others beside it are loaded', async () => {
  const other: Identified = { ...observation('made', 'meanwhile'), note: [{ text: 'theirs' }] } as Identified;
  const fates = await load(
    disturbed(() => put(other)),
    [observation('made', 'meanwhile'), observation('beside', 'meanwhile')],
  );
  assert.deepEqual(byName(fates), [
    ['beside', 'loaded'],
    ['made', 'differs'],
  ]);
  assert.match((await record.read('Observation', 'made'))?.body ?? '', /theirs/);
});

test('what refers to something that is deleted meanwhile waits', async () => {
  await put(patient('deleted'));
  const gone = (): Promise<unknown> => record.write([{ action: 'delete', type: 'Patient', id: 'deleted' }]);
  const fates = await load(disturbed(gone), [observation('left', 'deleted'), observation('not-left', 'meanwhile')]);
  assert.deepEqual(byName(fates), [
    ['left', 'waiting'],
    ['not-left', 'loaded'],
  ]);
});

test('of a whole, all or nothing', async () => {
  const astray = {
    ...observation('astray', 'x'),
    subject: { reference: 'https://elsewhere.example/Patient/1' },
  } as Resource as Identified;
  assert.deepEqual([...(await load(database, [patient('whole'), astray], true)).values()], ['refused', 'refused']);
  assert.deepEqual(
    [...(await load(database, [patient('whole'), observation('waits', 'nobody')], true)).values()],
    ['waiting', 'waiting'],
  );
  assert.equal(await record.read('Patient', 'whole'), undefined);
  const many = Array.from({ length: 2_100 }, (_, n) => observation(`whole-${n}`, 'whole'));
  const fates = await load(
    disturbed(() => put(patient('whole'))),
    [...many, patient('whole')],
    true,
  );
  assert.equal(fates.get('whole'), 'present');
  assert.equal([...fates.values()].filter((fate) => fate === 'loaded').length, 2_100);
});

test('who is refused takes none of the chunk with it, whatever their order', async () => {
  const astray = {
    ...observation('alone', 'x'),
    subject: { reference: 'https://elsewhere.example/Patient/1' },
  } as Resource as Identified;
  const fates = await load(database, [observation('before', 'after'), astray, patient('after')]);
  assert.deepEqual(byName(fates), [
    ['after', 'loaded'],
    ['alone', 'refused'],
    ['before', 'loaded'],
  ]);
});

test('what refers to each other is loaded together; when one of them is refused, nothing leads to it', async () => {
  const ring = (id: string, to: string, performer = 'Patient/meanwhile'): Identified =>
    ({
      ...observation(id, 'meanwhile'),
      performer: [{ reference: performer }],
      hasMember: [{ reference: `Observation/${to}` }],
    }) as Resource as Identified;
  const told = async (resources: readonly Identified[]): Promise<Fate[]> => {
    const fates: Fate[] = [];
    const loader = new Loader(database, {
      caller,
      isComing: (name) => resources.some(({ id }) => name === `Observation/${id}`),
      told: (_, fate) => fates.push(fate),
    });
    for (const resource of resources) await loader.add(resource);
    await loader.finish();
    return fates;
  };
  assert.deepEqual(await told([ring('ring-1', 'ring-2'), ring('ring-2', 'ring-1')]), ['loaded', 'loaded']);
  assert.deepEqual(await told([ring('torn-1', 'torn-2'), ring('torn-2', 'torn-1', 'nonsense')]), [
    'refused',
    'refused',
  ]);
});

test('what is there is the same also when it was referred to first, or comes twice', async () => {
  const many = Array.from({ length: 600 }, (_, n) => observation(`again-${n}`, 'again'));
  await load(database, [patient('again'), ...many]);
  const fates = await load(database, [
    ...many,
    patient('again'),
    { ...patient('again'), active: true } as Identified,
    patient('again'),
  ]);
  assert.deepEqual(new Set(fates.values()), new Set(['present']));
  const twice: Fate[] = [];
  const loader = new Loader(database, { caller, told: (_, fate) => twice.push(fate) });
  for (const active of [true, true, false]) await loader.add({ ...patient('twice'), active } as Identified);
  await loader.finish();
  assert.deepEqual(twice, ['loaded', 'present', 'differs']);
});
