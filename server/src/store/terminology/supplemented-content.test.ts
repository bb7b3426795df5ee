/** Norm: http://hl7.org/fhir/R4/codesystem.html#supplements, of a code system that is loaded into the tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeSystem, ValueSet } from '@medplum/fhirtypes';
import { testDatabase } from '../../../test/database.ts';
import { openRecord } from '../open-record.ts';
import { loadSystem } from './load/load-system.ts';
import { terminologyOf } from './open-terminology.ts';

const database = await testDatabase();
const terminology = terminologyOf(database);
const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });
const url = 'http://example.org/loaded';

await loadSystem(
  database,
  {
    url,
    version: '1',
    name: 'Loaded',
    title: 'x',
    content: 'complete',
    language: 'en',
    caseSensitive: true,
    properties: [],
    source: 'a test',
  },
  async (staging) => {
    await staging.concept({ code: 'hb', display: 'Haemoglobin' });
    await staging.concept({ code: 'na', display: 'Sodium' });
    await staging.concept({ code: 'k', display: 'Potassium' });
  },
  { graceMs: 0 },
);

const supplement: CodeSystem = {
  resourceType: 'CodeSystem',
  id: 'swedish',
  url: 'http://example.org/swedish',
  status: 'active',
  content: 'supplement',
  supplements: url,
  concept: [
    { code: 'na', designation: [{ language: 'sv', value: 'natrium' }], property: [{ code: 'kind', valueCode: 'ion' }] },
    { code: 'hb', designation: [{ language: 'sv', value: 'hemoglobin i natriumcitrat' }] },
    { code: 'none', designation: [{ language: 'sv', value: 'natriumfritt' }] },
  ],
};

const told = ({ expansion }: ValueSet): string[] =>
  (expansion?.contains ?? []).map(({ code, display }) => `${code} ${display}`);
const expand = async (filter: string): Promise<string[]> =>
  told(await terminology.expand(`${url}?fhir_vs`, { filter, displayLanguage: 'sv' }));

test('what a supplement calls a code is told and found, the best first, until it is deleted', async () => {
  assert.deepEqual(await expand('natrium'), []);
  await record.write([{ action: 'update', id: 'swedish', resource: supplement }]);
  assert.deepEqual(await expand('natrium'), ['na natrium', 'hb hemoglobin i natriumcitrat']);
  assert.deepEqual(await expand('sodium'), ['na natrium'], 'its own names too');
  assert.deepEqual(await expand('kalium'), []);
  const { concept } = await terminology.lookup(url, 'na');
  assert.equal(concept.display, 'Sodium');
  assert.deepEqual(concept.designations, [{ language: 'sv', value: 'natrium' }]);
  assert.deepEqual(concept.properties, [{ code: 'kind', type: 'code', value: 'ion' }]);
  await assert.rejects(terminology.lookup(url, 'none'), { kind: 'not-found' }, 'a supplement has no codes of its own');
  await record.write([{ action: 'delete', type: 'CodeSystem', id: 'swedish' }]);
  assert.deepEqual(await expand('natrium'), []);
});
