/** A release of drug knowledge from its folder: read whole or not at all, replaced by the next, ended, and written by no other hand. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Library } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { testDatabase } from '../../../test/database.ts';
import { definitionsOf } from '../../store/definitions/definitions.ts';
import { knownDrugsOf } from '../../store/definitions/drug-knowledge.ts';
import { openRecord } from '../../store/open-record.ts';
import { StartFailure } from '../../store/start-failure.ts';
import { endKnowledge, keepRelease } from './keep-release.ts';
import { readRelease } from './read-release.ts';

const database = await testDatabase();
const today = '2026-11-30';
const url = 'https://example.org/interactions';
const known = async () =>
  (await knownDrugsOf(database)(today)).interactions.flatMap(({ why, release }) =>
    release?.url === url ? [`${release.version}: ${why.sv}`] : [],
  );

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'drug-knowledge-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}
const about = (more: Record<string, unknown> = {}) =>
  JSON.stringify({ url, name: 'Exempelbasen', version: '2026-11', ...more });
const header = 'one;other;stops;grade;sv;source;valid-until';
const read = (files: Record<string, string>) => readRelease(folderOf(files), today);
const faultsOf = async (files: Record<string, string>): Promise<string[]> => {
  const failure = await read(files).catch((error: unknown) => error);
  assert.ok(failure instanceof StartFailure);
  const [first, ...faults] = failure.message.split('\n');
  assert.equal(first, 'Nothing was loaded.');
  return faults;
};

test('tables become facts; substances stand by the publisher’s codes, and texts in quotes may run over lines', async () => {
  const { facts } = await read({
    'release.json': about({ validFrom: '2026-11-01', publisher: 'Exempel AB' }),
    'substances.csv': 'code;atc\nS-17;B01AA03\nS-18;M01AE01 M02AA13\n',
    'interactions.csv': `${header}\nS-17;S-18;yes;D4;"Blödning;\nundvik ""helst""";Exempel 17-18;2027-01-31\nC03DA01;C09A;no;C3;Kalium.;Exempel 3;\n`,
    'least-gfr.csv': 'atc;gfr;stops;sv;en;source\nA10BA02;29,5;yes;Inte under 30.;Not below 30.;Exempel 4\n',
    'most-per-day.csv': 'atc;mg;from-age;below-age;stops;sv;source\nN02BE01;3000;12;18;no;Högst 3 g.;Exempel 5\n',
    'most-per-kg.csv': 'atc;mg-per-kg;from-age;below-age;stops;sv;source\nN02BE01;60;0;12;yes;60 mg/kg.;Exempel 6\n',
    'most-at-once.csv':
      'atc;mg;mg-per-kg;from-age;stops;sv;source\nN02BE01;;15;0;no;15 mg/kg.;Exempel 7\nM01AE02;1000;;18;no;1 g.;Exempel 8\n',
    'most-by-gfr.csv': 'atc;below-gfr;mg;from-age;stops;sv;source\nN03AX12;15;300;18;yes;Högst 300.;Exempel 9\n',
  });
  assert.deepEqual(facts.interactions[0], {
    one: ['B01AA03'],
    other: ['M01AE01', 'M02AA13'],
    stops: true,
    why: { sv: 'Blödning;\nundvik "helst"', en: 'Blödning;\nundvik "helst"' },
    source: 'Exempel 17-18',
    grade: 'D4',
    validUntil: '2027-01-31',
  });
  assert.equal(facts.interactions[1]?.stops, false);
  assert.equal(facts.leastGfr[0]?.gfr, 29.5);
  assert.deepEqual(facts.mostPerDay[0]?.belowAge, 18);
  const figures = [...facts.mostPerKg, ...facts.mostAtOnce, ...facts.mostByGfr].map(
    ({ stops: _stops, why: _why, source: _source, ...figure }) => figure,
  );
  assert.deepEqual(figures, [
    { atc: 'N02BE01', mgPerKg: 60, fromAge: 0, belowAge: 12 },
    { atc: 'N02BE01', mgPerKg: 15, fromAge: 0 },
    { atc: 'M01AE02', mg: 1000, fromAge: 18 },
    { atc: 'N03AX12', belowGfr: 15, mg: 300, fromAge: 18 },
  ]);
  assert.deepEqual(
    await faultsOf({
      'release.json': about(),
      'most-at-once.csv': 'atc;mg;mg-per-kg;from-age;stops;sv;source\nN02BE01;500;15;0;no;Text.;Källa\n',
    }),
    ['most-at-once.csv, line 2: one of mg and mg-per-kg is to be said.'],
  );
});

test('whatever is wrong is told by file and line, all of it, and nothing is loaded', async () => {
  const faults = await faultsOf({
    'release.json': about({ validFrom: '2027-01-01', extra: 1, insteadOfShipped: ['doses'] }),
    'interactions.csv': `${header}\nB01AA03;M01A;yes;;Text.;Källa;\nX1;M01A;maybe;;;Källa;2026-02-30\n"B01AA03";M01A;yes;;"a\nb"\nB01AA03;M01A;yes;;Text.;;\n`,
    'least-age.csv': 'atc;year;stops;sv;source\nN02BA01;16;yes;Text.;Källa\n',
    'notes.txt': 'x',
    'pregnancy.csv': '',
  });
  assert.deepEqual(faults, [
    'notes.txt: no table of drug knowledge has this name.',
    'release.json: extra is not known.',
    'release.json: the release is valid from 2027-01-01: load it then, the one before counts until then.',
    'release.json: insteadOfShipped is a list of some of: crossReactions, interactions, mostPerDay, mostPerKg, mostAtOnce, mostByGfr, leastAge, unsuitableFromAge, leastWeight, leastGfr, pregnancy.',
    'interactions.csv, line 3: one: "X1" is no ATC code, and substances.csv does not say which it is.',
    'interactions.csv, line 3: stops: "maybe" is neither yes nor no.',
    'interactions.csv, line 3: sv is empty.',
    'interactions.csv, line 3: valid-until: "2026-02-30" is no day written yyyy-mm-dd.',
    'interactions.csv, line 4: there are 5 fields, and 7 columns.',
    'interactions.csv, line 6: source is empty.',
    'least-age.csv, line 1: there is no column years.',
    'least-age.csv, line 1: the column "year" is not known.',
    'pregnancy.csv: the file is empty.',
  ]);
  assert.deepEqual(await faultsOf({ 'release.json': '{"url":"x"', 'pregnancy.csv': 'atc;stops;sv;source\n' }), [
    'release.json: this is no JSON object.',
  ]);
  assert.deepEqual(await faultsOf({ 'release.json': about() }), ['There is no table beside release.json.']);
});

const releaseOf = (version: string, text: string, more: Record<string, unknown> = {}) =>
  read({
    'release.json': about({ version, ...more }),
    'interactions.csv': `${header}\nB01AA03;M01A;yes;;${text};Källa;\n`,
  });

test('the next release takes the place of the one before, and a version means one content', async () => {
  assert.equal(await keepRelease(database, await releaseOf('1', 'Ett.')), 'loaded');
  assert.deepEqual(await known(), ['1: Ett.']);
  assert.equal(await keepRelease(database, await releaseOf('1', 'Ett.')), 'unchanged');
  assert.equal(await keepRelease(database, await releaseOf('2', 'Två.')), 'loaded');
  assert.deepEqual(await known(), ['2: Två.']);
  await assert.rejects(keepRelease(database, await releaseOf('1', 'Annat.')), /Version 1 has been loaded before/);
  assert.deepEqual(await known(), ['2: Två.']);
  assert.equal(await keepRelease(database, await releaseOf('1', 'Ett.')), 'loaded', 'back to the one before');
  assert.deepEqual(await known(), ['1: Ett.']);
  await endKnowledge(database, url);
  assert.deepEqual(await known(), []);
  await assert.rejects(endKnowledge(database, 'https://example.org/other'), /No drug knowledge is loaded/);
});

test('nobody else writes it, whichever system it is', async () => {
  await keepRelease(database, await releaseOf('3', 'Tre.'));
  const record = openRecord(database, { kind: 'system', id: 'drug-knowledge', name: 'Another' });
  const [heading] = await definitionsOf(database).all('Library');
  const stored = heading && (await definitionsOf(database).read({ ...heading, type: 'Library' }));
  assert.ok(heading && stored);
  const library: Library = structuredClone(stored);
  const isRefused = (error: unknown) => error instanceof Failure && /npm run drug-knowledge/.test(error.message);
  const { id: _id, ...anew } = library;
  for (const change of [
    { action: 'update', id: heading.id, resource: { ...library, status: 'retired' } },
    { action: 'update', id: heading.id, resource: { ...library, type: { text: 'x' } } },
    { action: 'delete', type: 'Library', id: heading.id },
    { action: 'create', resource: anew },
  ] as const)
    await assert.rejects(record.write([change]), isRefused);
  assert.deepEqual(await known(), ['3: Tre.']);
  const other: Library = { resourceType: 'Library', status: 'active', type: { text: 'Other' } };
  const [written] = await record.write([{ action: 'create', resource: other }]);
  assert.equal(written?.result, 'created', 'other libraries are like any resource');
});
