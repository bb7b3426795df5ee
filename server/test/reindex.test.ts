/**
 * A search parameter is added to a store that is being written by several processes (here: several databases opened, which
 * share nothing), and the rewriting is killed: once it answers, it answers whole.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import type { Patient, SearchParameter } from '@medplum/fhirtypes';
import type { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { openRecord } from '../src/store/open-record.ts';
import { parameterRegistryOf } from '../src/store/reindex/parameter-registry.ts';
import { reindexNow } from '../src/store/reindex/reindexer.ts';
import { search } from '../src/store/search/search.ts';
import { testDatabase } from './database.ts';

const caller = { kind: 'system', id: 'test', name: 'Test' } as const;
const database = await testDatabase();
const other = await openDatabase({ dataDir: '/', databaseUrl: database.url, poolSize: 6 });
const how = 'http://example.org/fhir/StructureDefinition/how';
const stored = 1000;

const patient = (id: string, value: string): Patient => ({
  resourceType: 'Patient',
  id,
  extension: [{ url: how, valueCode: value }],
});
const parameter = (code: string): SearchParameter => ({
  resourceType: 'SearchParameter',
  id: code,
  url: `http://example.org/SearchParameter/${code}`,
  name: code,
  status: 'active',
  description: code,
  code,
  base: ['Patient'],
  type: 'token',
  expression: `Patient.extension.where(url='${how}').value`,
});

async function put(on: Database, resources: readonly (Patient | SearchParameter)[]): Promise<void> {
  await openRecord(on, caller).write(
    resources.map((resource) => ({ action: 'update', resource, id: resource.id ?? '' })),
  );
}

/** Both in one look at the data, whatever is written meanwhile: by the parameter, and by reading every text. */
async function bothWays(on: Database, code: string, value: string): Promise<{ found: string[]; true: string[] }> {
  const parameters = await parameterRegistryOf(on).now();
  const query = parseSearch(
    'Patient',
    [
      [code, value],
      ['_count', '1000'],
    ],
    { lenient: false, parameters },
  );
  return on.transaction(async (transaction) => {
    await transaction.rows({ name: '', text: 'set transaction isolation level repeatable read' });
    const { matches } = await search(transaction, caller, query);
    const rows = await transaction.rows<{ id: string }>({
      name: '',
      text: `select id from resource where type = ${typeCode('Patient')} and not deleted and body like '%"valueCode":"${value}"%'`,
    });
    return { found: matches.map(({ id }) => id).sort(), true: rows.map(({ id }) => id).sort() };
  });
}

for (let at = 0; at < stored; at += 250)
  await put(
    database,
    Array.from({ length: 250 }, (_, n) => patient(`p${at + n}`, 'old')),
  );

test('eight writers write through two processes while a parameter is added and indexed: none of them is missed', async () => {
  let writing = true;
  let written = 0;
  const writer = async (on: Database, name: number): Promise<void> => {
    for (let n = 0; writing; n++) {
      const id = `p${(name * 131 + n * 17) % stored}`;
      const record = openRecord(on, caller);
      if (n % 7 === 3) await record.write([{ action: 'delete', type: 'Patient', id }]);
      else if (n % 7 === 5)
        await record.write([
          { action: 'create', resource: { resourceType: 'Patient', extension: [{ url: how, valueCode: 'made' }] } },
        ]);
      else await put(on, [patient(id, n % 2 === 0 ? 'new' : 'other')]);
      written++;
    }
  };
  const writers = Array.from({ length: 8 }, (_, name) => writer(name % 2 === 0 ? database : other, name));
  const registries = [database, other].map(parameterRegistryOf);
  try {
    await put(database, [parameter('how')]);
    const before = written;
    await assert.rejects(bothWays(other, 'how', 'new'), (error: Failure) => error.issues[0]?.code === 'incomplete');
    await Promise.all([database, other].map((on, at) => reindexNow(on, registries[at] as never, 20)));
    assert.ok(written > before, 'they wrote meanwhile');
    for (let round = 0; round < 8; round++) {
      for (const value of ['old', 'new', 'other', 'made']) {
        const both = await bothWays(round % 2 === 0 ? other : database, 'how', value);
        assert.deepEqual(both.found, both.true, value);
      }
    }
  } finally {
    writing = false;
    await Promise.all(writers);
  }
  for (const value of ['old', 'new', 'other', 'made']) {
    const both = await bothWays(database, 'how', value);
    assert.deepEqual(both.found, both.true, value);
    assert.ok(both.found.length > 0, value);
  }
});

test('the rewriting is killed in the middle, and another process goes on from there', async () => {
  await put(other, [parameter('again'), { ...parameter('how'), status: 'retired' }, patient('last', 'last')]);
  await put(other, [{ ...parameter('again'), expression: `Patient.extension('${how}').value.ofType(code)` }]);
  const progress = async () => {
    const [row] = await database.rows<{ done: number; total: number; behind: boolean; place: string | null }>({
      name: '',
      text: `select done, total, complete < version as behind, place from type_index where type = ${typeCode('Patient')}`,
    });
    return row;
  };
  await killedAfter(5);
  const halfway = await progress();
  assert.ok(
    halfway?.behind && halfway.done >= 100 && halfway.done < halfway.total && halfway.place !== null,
    JSON.stringify(halfway),
  );
  await assert.rejects(bothWays(database, 'again', 'last'), /is being indexed/);
  await reindexNow(other, parameterRegistryOf(other), 100);
  const end = await progress();
  assert.equal(end?.behind, false);
  assert.equal(end?.done, end?.total, 'each was taken once');
  for (const value of ['new', 'last']) {
    const both = await bothWays(database, 'again', value);
    assert.deepEqual(both.found, both.true, value);
  }
  await other.close();
});

test('a server that indexes otherwise is started: the one before refuses, nothing answers by halves, and all is rewritten', async () => {
  const before = parameterRegistryOf(database);
  await before.now();
  await database.rows({
    name: '',
    text: "update index_state set how = 'as another version does it', generation = generation + 1",
  });
  await before.now();
  await assert.rejects(put(database, [patient('late', 'late')]), /Another version of the server/);
  await assert.rejects(bothWays(database, 'again', 'new'), /Another version of the server/);
  const started = await openDatabase({ dataDir: '/', databaseUrl: database.url, poolSize: 4 });
  try {
    const registry = parameterRegistryOf(started);
    await registry.now();
    const byBirth = async () =>
      parseSearch('Patient', [['birthdate', '2000']], { lenient: true, parameters: await registry.now() });
    await assert.rejects(byBirth(), (error: Failure) => error.issues[0]?.code === 'incomplete', "R4's own too");
    await database.rows({ name: '', text: "update type_index set not_before = '-infinity'" });
    await reindexNow(started, registry, 200);
    await byBirth();
    const both = await bothWays(started, 'again', 'new');
    assert.deepEqual(both.found, both.true);
    assert.ok(both.found.length > 0);
  } finally {
    await started.close();
  }
});

function killedAfter(times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'reindex-until-killed.ts'), database.url]);
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.split('\n').length > times) child.kill('SIGKILL');
    });
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    child.on('error', reject);
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`It ended by itself: ${said}`)),
    );
  });
}
