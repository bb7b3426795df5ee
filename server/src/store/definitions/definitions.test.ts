/** Canonical resources by their URL: http://hl7.org/fhir/R4/references.html#canonical */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource, ValueSet } from '@medplum/fhirtypes';
import { testDatabase } from '../../../test/database.ts';
import { openDatabase } from '../database.ts';
import { openRecord } from '../open-record.ts';
import type { Stored } from '../record.ts';
import { definitionsOf } from './definitions.ts';

const database = await testDatabase();
const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });
const definitions = definitionsOf(database);

async function put(resource: Resource): Promise<Stored> {
  const [written] = await record.write([{ action: 'update', resource, ...(resource.id && { id: resource.id }) }]);
  assert.ok(written);
  return written.stored;
}

const valueSet = (id: string, version: string, more: Partial<ValueSet> = {}): ValueSet => ({
  resourceType: 'ValueSet',
  id,
  url: 'http://example.org/vs',
  version,
  status: 'active',
  ...more,
});

test('a definition is found by its URL, by its version, and no more when it is gone', async () => {
  assert.equal(await definitions.find('ValueSet', 'http://example.org/vs'), undefined);
  await put(valueSet('v1', '1.0'));
  await put(valueSet('v2', '2.0', { status: 'draft' }));
  const found = async (canonical: string): Promise<string | undefined> =>
    (await definitions.find('ValueSet', canonical))?.id;
  assert.equal(await found('http://example.org/vs'), 'v1');
  assert.equal(await found('http://example.org/vs#part'), 'v1');
  assert.equal(await found('http://example.org/vs|2.0'), 'v2');
  assert.equal(await found('http://example.org/vs|3.0'), undefined);
  assert.equal(await definitions.find('CodeSystem', 'http://example.org/vs'), undefined, 'another type');
  await put(valueSet('v2', '2.0'));
  assert.equal(await found('http://example.org/vs'), 'v2', 'newer, and now active');
  await put(valueSet('v2', '2.0', { url: 'http://example.org/other' }));
  assert.equal(await found('http://example.org/vs'), 'v1', 'it has another URL now');
  await record.write([{ action: 'delete', type: 'ValueSet', id: 'v1' }]);
  assert.equal(await found('http://example.org/vs'), undefined);
  await put(valueSet('v1', '1.0'));
  assert.equal(await found('http://example.org/vs'), 'v1', 'made anew');
});

test('the same stored version is the same object, and all of a type are listed', async () => {
  const one = await definitions.find('ValueSet', 'http://example.org/vs');
  await put({
    resourceType: 'CodeSystem',
    id: 'c1',
    url: 'http://example.org/cs',
    status: 'active',
    content: 'complete',
  });
  assert.equal(await definitions.find('ValueSet', 'http://example.org/vs'), one);
  assert.deepEqual(
    (await definitions.all('ValueSet')).map(({ id, url, version }) => [id, url, version]),
    [
      ['v2', 'http://example.org/other', '2.0'],
      ['v1', 'http://example.org/vs', '1.0'],
    ],
  );
});

test('one without a URL, one that refers to a patient, and other types are no definitions', async () => {
  const before = await definitions.generation();
  const patient = await put({ resourceType: 'Patient', id: 'p1' });
  assert.equal(await definitions.generation(), before, 'a Patient raises nothing');
  const reference = { url: 'http://example.org/whose', valueReference: { reference: `Patient/${patient.id}` } };
  await put({ ...valueSet('v3', '1'), url: 'http://example.org/theirs', extension: [reference] });
  await put({ resourceType: 'ValueSet', id: 'v4', status: 'active' });
  assert.equal(await definitions.find('ValueSet', 'http://example.org/theirs'), undefined);
  assert.equal((await definitions.all('ValueSet')).length, 2);
});

test('a long URL is stored and found like any other', async () => {
  const url = `http://example.org/${'x'.repeat(20_000)}`;
  await put({ ...valueSet('v5', '1'), url });
  assert.equal((await definitions.find('ValueSet', url))?.id, 'v5');
});

test('another process sees what was written when it next asks for the generation', async () => {
  const other = await openDatabase({ dataDir: '', databaseUrl: database.url, poolSize: 2 });
  try {
    const elsewhere = definitionsOf(other);
    const before = await elsewhere.generation();
    assert.equal((await elsewhere.find('ValueSet', 'http://example.org/vs'))?.version, '1.0');
    await put(valueSet('v6', '6.0'));
    assert.equal(await elsewhere.generation(), before, 'within the second nothing is asked');
    elsewhere.changed();
    assert.ok((await elsewhere.generation()) > before);
    assert.equal((await elsewhere.find('ValueSet', 'http://example.org/vs'))?.version, '6.0');
  } finally {
    await other.close();
  }
});
