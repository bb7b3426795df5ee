/**
 * What Socialstyrelsen publishes, loaded as it is (their files are not in the repository), and searched for as clinicians do; and the value
 * sets of the published guides. http://hl7.org/fhir/R4/valueset-operation-expand.html
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { loadSystem } from '../../store/terminology/load/load-system.ts';
import { terminologyOf } from '../../store/terminology/open-terminology.ts';
import type { Terminology } from '../../store/terminology/terminology.ts';
import { formats } from './formats.ts';

const folder = path.join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'terminology',
  'socialstyrelsen-2021',
);
const filesOf = (name: string): string[] =>
  readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file));
/** Rows that are not the heading, counted without the loader. */
const rowsIn = (files: readonly string[]): number =>
  files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !/^\uFEFF?Kod:/.test(line)).length;

const skip = existsSync(folder) ? false : 'the published files are not here (../shared/data/terminology)';

const here = skip === false ? await loaded() : undefined;

async function loaded(): Promise<{ terminology: Terminology; counts: number[] }> {
  const database = await testDatabase();
  const counts: number[] = [];
  const publications = { 'icd-10-se': ['icd-10-se-2021-text'], kva: ['kka-2021-text', 'kma-2021-text'] };
  for (const [name, folders] of Object.entries(publications)) {
    const format = formats[name];
    const files = folders.flatMap(filesOf);
    assert.ok(format);
    const system = format.system(files, { validFrom: '2021-01-01' });
    counts.push(
      (await loadSystem(database, system, (staging) => format.fill(files, staging), { graceMs: 0 })).concepts,
    );
  }
  return { terminology: terminologyOf(database), counts };
}

describe('ICD-10-SE and KVÅ as published', { skip }, () => {
  const icd = 'https://www.icd10.se/';
  const kva = 'urn:oid:1.2.752.116.1.3.2.1.4';
  const { terminology, counts } = here ?? ({} as NonNullable<typeof here>);

  it('has every row of every file', async () => {
    assert.deepEqual(counts, [
      rowsIn(filesOf('icd-10-se-2021-text')),
      rowsIn([...filesOf('kka-2021-text'), ...filesOf('kma-2021-text')]),
    ]);
    const codes = await terminology.expand(`${kva}?fhir_vs`, { count: 0, excludeNotForUI: true });
    assert.equal(codes.expansion?.total, 6627 + 4505, 'measures themselves, surgical and medical');
  });

  it('knows codes as they are written, with what is above them', async () => {
    const { about, concept } = await terminology.lookup(icd, 'E11.9');
    assert.deepEqual(
      [about.version, concept.display, concept.parents],
      ['2021', 'Diabetes mellitus typ 2-Utan komplikationer', ['E11']],
    );
    assert.deepEqual((await terminology.lookup(icd, 'E11')).concept.parents, ['E10-E14']);
    assert.deepEqual((await terminology.lookup(icd, 'E10-E14')).concept.parents, ['04']);
    assert.deepEqual((await terminology.lookup(icd, 'A17')).concept.properties, [
      { code: 'mark', type: 'string', value: '†' },
    ]);
    assert.equal(await terminology.subsumes(icd, 'I20-I25', 'I21.4'), 'subsumes');
    assert.deepEqual((await terminology.lookup(kva, 'NFB49')).concept.parents, ['KKÅ NFB']);
    await assert.rejects(terminology.lookup(icd, 'E119'), { kind: 'not-found' });
  });

  it('finds what a clinician types, the best first', async () => {
    const first = async (system: string, filter: string): Promise<(string | undefined)[]> =>
      ((await terminology.expand(`${system}?fhir_vs`, { filter, count: 3 })).expansion?.contains ?? []).map(
        ({ code }) => code,
      );
    assert.deepEqual(await first(icd, 'astma'), ['J45', 'J45.9', 'Z82.5']);
    assert.deepEqual((await first(icd, 'e119')).slice(0, 1), ['E11.9']);
    assert.deepEqual((await first(icd, 'E11.')).slice(0, 1), ['E11']);
    assert.deepEqual((await first(icd, 'infarkt cere')).slice(0, 1), ['I63'], 'words in any order');
    assert.deepEqual((await first(icd, 'subendokardiell')).slice(0, 1), ['I21.4']);
    assert.deepEqual(await first(icd, 'hjart'), await first(icd, 'hjärt'), 'å, ä and ö need not be typed');
    assert.deepEqual((await first(icd, 'förmaksfl')).slice(0, 1), ['I48']);
    assert.deepEqual((await first(kva, 'gastroskopi')).slice(0, 1), ['UJD02']);
    assert.deepEqual(await first(icd, 'hjärta gitarr'), []);
  });

  it('pages through all of a chapter once', async () => {
    const chapter = {
      resourceType: 'ValueSet',
      status: 'draft',
      compose: { include: [{ system: icd, filter: [{ property: 'concept', op: 'is-a', value: '09' }] }] },
    } as const;
    const seen = new Set<string>();
    let total = 0;
    for (let offset = 0; offset === 0 || offset < total; offset += 700) {
      const { expansion } = await terminology.expand(structuredClone(chapter) as never, { offset, count: 700 });
      total = expansion?.total ?? 0;
      for (const { code } of expansion?.contains ?? []) seen.add(code ?? '');
    }
    assert.ok(total > 500);
    assert.equal(seen.size, total);
    assert.ok([...seen].every((code) => code === '09' || /^I\d\d/.test(code)));
  });
});
