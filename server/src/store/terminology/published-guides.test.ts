/** Value sets of published guides expand, or say why not: http://hl7.org/fhir/R4/valueset-operation-expand.html */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { CodeSystem, ConceptMap, ValueSet } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { testDatabase } from '../../../test/database.ts';
import { openRecord } from '../open-record.ts';
import { terminologyOf } from './open-terminology.ts';

type Definition = (CodeSystem | ConceptMap | ValueSet) & { id: string; url: string };

const shared = path.join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data');
const skip = existsSync(path.join(shared, 'fhir')) ? false : 'the published guides are not here (../shared/data/fhir)';

function definitions(): Definition[] {
  const files = globSync('*-compiled*/**/{CodeSystem,ValueSet,ConceptMap}-*.json', { cwd: path.join(shared, 'fhir') });
  const all = files
    .sort()
    .map((file) => JSON.parse(readFileSync(path.join(shared, 'fhir', file), 'utf8')) as Definition);
  // The same in several guides is there once.
  return [...new Map(all.map((one) => [`${one.resourceType} ${one.url}`, one])).values()];
}

test('every value set of the guides', { skip }, async () => {
  const database = await testDatabase();
  const record = openRecord(database, { kind: 'system', id: 'guides', name: 'Guides' });
  const all = definitions();
  const ids = new Map<string, number>();
  for (const { text: _, meta: __, ...resource } of all) {
    const count = ids.get(`${resource.resourceType}/${resource.id}`) ?? 0;
    ids.set(`${resource.resourceType}/${resource.id}`, count + 1);
    const id = count === 0 ? resource.id : `${resource.id.slice(0, 60)}-${count}`;
    await record.write([{ action: 'update', resource: { ...resource, id } as never, id }]);
  }
  const terminology = terminologyOf(database);
  const reasons = new Map<string, string[]>();
  const expanded: string[] = [];
  for (const { resourceType, url } of all) {
    if (resourceType !== 'ValueSet') continue;
    try {
      await terminology.expand(url);
      expanded.push(url);
    } catch (error) {
      assert.ok(error instanceof Failure, `${url}: ${String(error)}`);
      reasons.set(error.message, [...(reasons.get(error.message) ?? []), url]);
    }
  }
  // SNOMED CT and LOINC are not here; a value set that only lists their codes needs no more.
  assert.deepEqual([...reasons.keys()], ['The value set is made from a code system whose codes are not here']);
  assert.ok(expanded.length >= 54, `${expanded.length} expanded`);
  const rows = readFileSync(path.join(shared, 'terminology', 'codes-enumerated-in-ig-valuesets.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  let valid = 0;
  for (const row of rows) {
    const [system = '', code = '', , name = ''] = row.split('\t');
    const valueSet = all.find((one) => one.resourceType === 'ValueSet' && (one.name === name || one.id === name));
    if (valueSet?.resourceType !== 'ValueSet') continue;
    const { result } = await terminology.validateCode(valueSet.url, { system, code });
    // The list was made from other editions of some guides: what is not valid does not stand in this one at all.
    if (result === true) valid++;
    else assert.ok(!JSON.stringify(valueSet.compose).includes(`"${code}"`), `${name} ${system}|${code}`);
  }
  assert.ok(valid >= 973, `${valid} valid`);
});
