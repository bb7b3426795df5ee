/** The demo's region: filled once, gone on with after it was stopped, left alone after that. */
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { castRecords, residents } from '@vardkedjan/region/region.ts';
import { testDatabase } from '../../test/database.ts';
import { openRecord } from '../store/open-record.ts';
import { readRegionState } from './region-state.ts';
import { seedRegion } from './seed.ts';

const database = await testDatabase();
const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });
const count = 6;
const monday = new Date('2026-11-23T07:30:00Z');
const said: string[] = [];
const options = {
  residents: count,
  place: { dataDir: tmpdir(), databaseUrl: database.url },
  say: (line: string) => said.push(line),
  now: () => monday,
};

async function resourcesOf(id: string): Promise<number> {
  let found = 0;
  let cursor: string | undefined;
  do {
    const page = await record.everything(id, { count: 500, ...(cursor && { cursor }) });
    found += page.matches.length;
    cursor = page.next;
  } while (cursor);
  return found;
}

test('the cast is there when the seed has begun, and nothing was refused', async () => {
  const seeding = await seedRegion(database, options);
  await seeding.stop();
  assert.ok(await record.read('Practitioner', 'sara-lindqvist'));
  for (const resources of castRecords({ seed: 'vardkedjan', now: monday })) {
    const last = resources.at(-1);
    assert.ok(await record.read(last?.resourceType ?? '', last?.id ?? ''), `${last?.resourceType}/${last?.id}`);
  }
  assert.ok(!said.some((line) => line.includes('refused')), said.join('\n'));
  assert.equal(await record.read('Patient', 'p-000000'), undefined);
});

test('started again, it goes on with the same region and fills in the residents, each whole', async () => {
  const tuesday = new Date('2026-11-24T06:00:00Z');
  const seeding = await seedRegion(database, { ...options, now: () => tuesday });
  seeding.continue();
  await seeding.finished();
  await seeding.stop();
  let index = 0;
  for (const resources of residents({ seed: 'vardkedjan', now: monday, from: 0, to: count })) {
    const id = `p-${String(index++).padStart(6, '0')}`;
    assert.equal(await resourcesOf(id), resources.length, id);
  }
  assert.equal((await readRegionState(record))?.now.toISOString(), monday.toISOString());
});

test('a new day has its own lists', async () => {
  assert.ok(await record.read('Appointment', 'astrid-bergstrom-app-20261123-0500'));
  assert.ok(await record.read('Appointment', 'astrid-bergstrom-app-20261124-0500'));
});

test('started once more it changes nothing: every version is the first', async () => {
  said.length = 0;
  const seeding = await seedRegion(database, options);
  seeding.continue();
  await seeding.finished();
  await seeding.stop();
  assert.deepEqual(said, []);
  assert.equal((await record.read('Patient', 'p-000003'))?.version, 1);
  assert.equal((await record.read('Patient', 'astrid-bergstrom'))?.version, 1);
});
