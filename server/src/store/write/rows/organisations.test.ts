/** Each organisation's care provider is its nearest ancestor or itself that is one, however they come and move. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organization } from '@medplum/fhirtypes';
import { testDatabase } from '../../../../test/database.ts';
import { openRecord } from '../../open-record.ts';
import type { Change } from '../../record.ts';

const database = await testDatabase();
const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });

const type = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }];

const put = (id: string, below?: string, more: Partial<Organization> = {}): Change => ({
  action: 'update',
  id,
  resource: {
    resourceType: 'Organization',
    id,
    name: id,
    ...(below !== undefined && { partOf: { reference: `Organization/${below}` } }),
    ...more,
  },
});

async function providers(): Promise<Record<string, string | null>> {
  const rows = await database.rows<{ id: string; provider: string | null }>({
    name: '',
    text: 'select o.id, p.id as provider from organisation o left join organisation p on p.key = o.care_provider',
  });
  return Object.fromEntries(rows.map(({ id, provider }) => [id, provider]));
}

test('what lies below an organisation belongs where that belongs: when they come, when it moves, when it becomes a provider', async () => {
  await record.write([put('ward', 'clinic'), put('clinic', 'north'), put('north', undefined, { type })]);
  await record.write([put('south', undefined, { type })]);
  await record.write([put('bed', 'ward')]);
  const before = { north: 'north', south: 'south', clinic: 'north', ward: 'north', bed: 'north' };
  assert.deepEqual(await providers(), before);
  await record.write([put('clinic', 'north', { name: 'Kliniken' })]);
  assert.deepEqual(await providers(), before);
  await Promise.all([record.write([put('clinic', 'south')]), record.write([put('other', 'clinic')])]);
  const moved = { north: 'north', south: 'south', clinic: 'south', ward: 'south', bed: 'south', other: 'south' };
  assert.deepEqual(await providers(), moved);
  await record.write([put('clinic', 'south', { type })]);
  assert.deepEqual(await providers(), { ...moved, clinic: 'clinic', ward: 'clinic', bed: 'clinic', other: 'clinic' });
});
