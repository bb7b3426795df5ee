/** Guides as they are published: https://hl7.org/fhir/packages.html */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { testDatabase } from '../../../test/database.ts';
import { definitionsOf } from '../../store/definitions/definitions.ts';
import { openRecord } from '../../store/open-record.ts';
import { describeGuide } from './guide-report.ts';
import { loadGuide, type LoadedGuide } from './guide.ts';
import { Refusals } from './refusals.ts';
import { findSources } from './source.ts';

const database = await testDatabase();
const caller: SystemCaller = { kind: 'system', id: 'import', name: 'Import' };
const folder = await mkdtemp(path.join(os.tmpdir(), 'vardkedjan-guide-'));
after(() => rm(folder, { recursive: true, force: true }));

const profile = {
  resourceType: 'StructureDefinition',
  id: 'named',
  url: 'http://example.org/named',
  version: '1.0.0',
  name: 'Named',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Patient',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  derivation: 'constraint',
  differential: { element: [{ id: 'Patient.name', path: 'Patient.name', min: 1 }] },
};
const codes = {
  resourceType: 'CodeSystem',
  id: 'codes',
  url: 'http://example.org/codes',
  status: 'active',
  content: 'complete',
};

async function load(name: string, files: Record<string, unknown>): Promise<LoadedGuide> {
  const place = path.join(folder, name);
  await mkdir(path.join(place, 'example'), { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    await writeFile(path.join(place, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return loadGuide(await findSources([place]), { database, caller, progress: () => undefined });
}

const counts = ({ loaded, updated, present, refusals }: LoadedGuide): number[] => [
  loaded,
  updated,
  present,
  refusals.length,
];
const idOf = async (canonical: string): Promise<string | undefined> =>
  (await definitionsOf(database).find('StructureDefinition', canonical))?.id;

test('definitions are loaded, papers and examples are left out, what is wrong is named', async () => {
  const guide = await load('one', {
    'package.json': { name: 'example' },
    'StructureDefinition-named.json': profile,
    'CodeSystem-codes.json': codes,
    'example/StructureDefinition-example.json': { ...profile, url: 'http://example.org/example' },
    'Patient-p.json': { resourceType: 'Patient', id: 'p' },
    'other.json': { some: 'thing' },
    'ValueSet-wrong.json': { resourceType: 'ValueSet', url: 'http://example.org/vs', status: 'on' },
    'ValueSet-broken.json': '{"resourceType":',
  });
  assert.deepEqual(counts(guide), [2, 0, 0, 2]);
  assert.deepEqual([...guide.leftOut], [['Patient', 1]]);
  assert.equal(guide.notResources, 1);
  assert.equal(await idOf('http://example.org/named|1.0.0'), 'named');
  assert.equal(await idOf('http://example.org/example'), undefined);
  const refusals = new Refusals(folder);
  await refusals.add(guide.refusals);
  await refusals.close();
  const said = describeGuide(guide, refusals, 1);
  assert.match(said, /loaded +2\n/);
  assert.match(said, /1 Patient/);
  assert.match(said, /ValueSet-wrong\.json/);
});

test('the same guide again changes nothing; a newer build of the version takes its place', async () => {
  const files = { 'StructureDefinition-named.json': profile, 'CodeSystem-codes.json': codes };
  assert.deepEqual(counts(await load('two', files)), [0, 0, 2, 0]);
  const rebuilt = { ...profile, title: 'Named, better' };
  assert.deepEqual(counts(await load('three', { 'StructureDefinition-named.json': rebuilt })), [0, 1, 0, 0]);
  assert.equal((await definitionsOf(database).all('StructureDefinition')).length, 1);
});

test('another version, or another definition of the same id, stands beside under an id of its own', async () => {
  const next = { ...profile, version: '2.0.0' };
  const other = { ...profile, url: 'http://example.org/other', id: 'x'.repeat(64) };
  const clashing = { ...other, url: 'http://example.org/clashing' };
  const files = { 'a.json': next, 'b.json': other, 'c.json': clashing };
  assert.deepEqual(counts(await load('four', files)), [3, 0, 0, 0]);
  assert.deepEqual(counts(await load('four', files)), [0, 0, 3, 0], 'and again');
  assert.equal(await idOf('http://example.org/named|1.0.0'), 'named');
  assert.match((await idOf('http://example.org/named|2.0.0')) ?? '', /^named-[0-9a-f]{12}$/);
  assert.match((await idOf('http://example.org/clashing')) ?? '', /^x{51}-[0-9a-f]{12}$/);
});

test('the publisher’s name beside the parts of an additional binding is taken away', async () => {
  const binding = {
    strength: 'preferred',
    valueSet: 'http://example.org/vs',
    extension: [
      {
        url: 'http://hl7.org/fhir/tools/StructureDefinition/additional-binding',
        valueString: 'Name',
        extension: [{ url: 'purpose', valueCode: 'candidate' }],
      },
    ],
  };
  const element = [{ id: 'Patient.maritalStatus', path: 'Patient.maritalStatus', binding }];
  const guide = await load('five', {
    'a.json': { ...profile, url: 'http://example.org/bound', id: 'bound', differential: { element } },
  });
  assert.deepEqual([counts(guide), guide.mended], [[1, 0, 0, 0], 1]);
  const stored = await openRecord(database, caller).read('StructureDefinition', 'bound');
  assert.ok(stored?.body.includes('"purpose"') && !stored.body.includes('"Name"'), stored?.body);
});
