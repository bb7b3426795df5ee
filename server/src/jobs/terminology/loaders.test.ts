/** Code systems from their publishers' files, loaded and asked: http://hl7.org/fhir/R4/terminology-service.html */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { ValueSet } from '@medplum/fhirtypes';
import { testDatabase } from '../../../test/database.ts';
import { loadSystem } from '../../store/terminology/load/load-system.ts';
import { terminologyOf } from '../../store/terminology/open-terminology.ts';
import type { FormatOptions } from './format.ts';
import { formats } from './formats.ts';

const database = await testDatabase();
const terminology = terminologyOf(database);
const folder = mkdtempSync(path.join(tmpdir(), 'terminology-'));

async function load(name: string, given: Record<string, string>, options: FormatOptions = {}) {
  const format = formats[name];
  assert.ok(format);
  const files = Object.entries(given).map(([file, text]) => {
    const place = path.join(folder, file);
    writeFileSync(place, text);
    return place;
  });
  return loadSystem(database, format.system(files, options), (staging) => format.fill(files, staging), { graceMs: 0 });
}

const table = (...rows: string[][]): string => `${rows.map((row) => row.join('\t')).join('\r\n')}\r\n`;
const byText = (a: string | undefined, b: string | undefined): number => ((a ?? '') < (b ?? '') ? -1 : 1);
const codes = ({ expansion }: ValueSet): (string | undefined)[] => (expansion?.contains ?? []).map(({ code }) => code);
const names = ({ expansion }: ValueSet): (string | undefined)[] =>
  (expansion?.contains ?? []).map(({ display }) => display);

const sct = 'http://snomed.info/sct';
const ids = {
  root: '138875005',
  finding: '404684003',
  disease: '64572001',
  lung: '19829001',
  edema: '267038008',
  pulmonary: '19242006',
  site: '363698007',
  structure: '39607008',
  morphology: '116676008',
  fluid: '79654002',
  attribute: '106237007',
  refset: '700043003',
  old: '190000000',
} as const; // prettier-ignore

function rf2(): Record<string, string> {
  const base = ['20260101', '1', '900000000000207008'];
  const concepts = Object.values(ids).map((id) => [
    id,
    '20260101',
    id === ids.old ? '0' : '1',
    '900000000000207008',
    '900000000000073002',
  ]);
  const term = (id: string, concept: string, language: string, text: string, type = '900000000000013009') => [
    id,
    ...base,
    concept,
    language,
    type,
    text,
    '900000000000448009',
  ];
  const descriptions = [
    term('1001', ids.pulmonary, 'en', 'Pulmonary edema (disorder)', '900000000000003001'),
    term('1002', ids.pulmonary, 'en', 'Pulmonary edema'),
    term('1003', ids.pulmonary, 'sv', 'vattenlunga'),
    term('999999999999999904', ids.pulmonary, 'sv', 'lungödem'),
    term('1005', ids.lung, 'sv', 'lungsjukdom'),
    term('1006', ids.edema, 'en', 'Edema'),
    term('1007', ids.disease, 'sv', 'sjukdom'),
  ];
  const language = [
    ['u1', ...base, '46011000052107', '999999999999999904', '900000000000548007'],
    ['u2', ...base, '46011000052107', '1003', '900000000000549004'],
  ];
  const relation = (from: string, to: string, type = '116680003', group = '0', kind = '900000000000011006') => [
    `${from}${to}`,
    ...base,
    from,
    to,
    group,
    type,
    kind,
    '900000000000451002',
  ];
  const relationships = [
    relation(ids.finding, ids.root),
    relation(ids.disease, ids.finding),
    relation(ids.lung, ids.disease),
    relation(ids.edema, ids.finding),
    relation(ids.pulmonary, ids.lung),
    relation(ids.pulmonary, ids.edema),
    relation(ids.structure, ids.root),
    relation(ids.fluid, ids.root),
    relation(ids.site, ids.attribute),
    relation(ids.morphology, ids.attribute),
    relation(ids.pulmonary, ids.structure, ids.site, '1'),
    relation(ids.pulmonary, ids.fluid, ids.morphology, '1'),
    relation(ids.lung, ids.structure, ids.site, '1'),
    relation(ids.lung, ids.fluid, ids.morphology, '2'),
    relation(ids.edema, ids.root, '116680003', '0', '900000000000010007'),
  ];
  const columns = (text: string): string[] => text.split(' ');
  return {
    'sct2_Concept_Snapshot_SE1000052_20261130.txt': table(
      columns('id effectiveTime active moduleId definitionStatusId'),
      ...concepts,
    ),
    'sct2_Description_Snapshot_SE1000052_20261130.txt': table(
      columns('id effectiveTime active moduleId conceptId languageCode typeId term caseSignificanceId'),
      ...descriptions,
    ),
    'der2_cRefset_LanguageSnapshot_SE1000052_20261130.txt': table(
      columns('id effectiveTime active moduleId refsetId referencedComponentId acceptabilityId'),
      ...language,
    ),
    'sct2_Relationship_Snapshot_SE1000052_20261130.txt': table(
      columns(
        'id effectiveTime active moduleId sourceId destinationId relationshipGroup typeId characteristicTypeId modifierId',
      ),
      ...relationships,
    ),
    'sct2_RelationshipConcreteValues_Snapshot_SE1000052_20261130.txt': table(
      columns(
        'id effectiveTime active moduleId sourceId value relationshipGroup typeId characteristicTypeId modifierId',
      ),
      ['c1', ...base, ids.fluid, '#2.5', '0', '1142135004', '900000000000011006', '900000000000451002'],
    ),
    'der2_Refset_SimpleSnapshot_SE1000052_20261130.txt': table(
      columns('id effectiveTime active moduleId refsetId referencedComponentId'),
      ['u3', ...base, ids.refset, ids.edema],
    ),
  };
}

// http://hl7.org/fhir/R4/snomedct.html
test('SNOMED CT: Swedish names, the hierarchy, implicit value sets, and expressions', async () => {
  assert.deepEqual(await load('snomed-rf2', rf2()), { concepts: 13, terms: 13 + 7 - 4, rows: 13 * 4 + 7 + 14 + 1 + 1 });
  const { about, concept } = await terminology.lookup(sct, ids.pulmonary);
  assert.equal(about.version, 'http://snomed.info/sct/45991000052106/version/20261130');
  assert.equal(concept.display, 'lungödem');
  assert.deepEqual(
    concept.designations.map(({ language, value }) => `${language} ${value}`),
    ['en Pulmonary edema (disorder)', 'en Pulmonary edema', 'sv vattenlunga'],
  );
  assert.deepEqual(concept.parents.toSorted(byText), [ids.lung, ids.edema].toSorted(byText));
  assert.equal(await terminology.subsumes(sct, ids.edema, ids.pulmonary), 'subsumes', 'by its second parent too');
  assert.equal(await terminology.subsumes(sct, ids.lung, ids.edema), 'not-subsumed');
  const of = async (implicit: string, how = {}) =>
    codes(await terminology.expand(`${sct}?fhir_vs=${implicit}`, how)).toSorted(byText);
  const ecl = (text: string, how = {}) => of(`ecl/${encodeURIComponent(text)}`, how);
  const sorted = (...list: string[]): string[] => list.toSorted(byText);
  assert.deepEqual(await of(`isa/${ids.edema}`), sorted(ids.edema, ids.pulmonary));
  assert.deepEqual(await of(`refset/${ids.refset}`), [ids.edema]);
  assert.deepEqual(await ecl(`^ ${ids.refset}`), [ids.edema]);
  assert.deepEqual(
    await ecl(`* : ${ids.site} = ${ids.structure}, ${ids.morphology} = *`),
    sorted(ids.lung, ids.pulmonary),
  );
  assert.deepEqual(await ecl(`* : { ${ids.site} = *, ${ids.morphology} = * }`), [ids.pulmonary], 'in one group');
  assert.deepEqual(await ecl('* : 1142135004 = #2.5'), [ids.fluid]);
  assert.equal((await ecl('*', { activeOnly: true })).length, 12);
  await assert.rejects(terminology.lookup(sct, '\u0000'), { kind: 'invalid' });
  const found = await terminology.expand(`${sct}?fhir_vs`, { filter: 'vatten', displayLanguage: 'en' });
  assert.deepEqual(names(found), ['Pulmonary edema']);
  assert.deepEqual(codes(found), [ids.pulmonary], 'by any of its names');
  const page = await terminology.expand(`${sct}?fhir_vs=isa/${ids.finding}`, { offset: 3, count: 2 });
  assert.deepEqual([page.expansion?.total, codes(page).length], [5, 2]);
  assert.equal(
    (await terminology.expand(`${sct}?fhir_vs`, { offset: 100, count: 5 })).expansion?.total,
    13,
    'also beyond the end',
  );
});

test('files that are not what they should be are refused by name, and nothing of them is seen', async () => {
  const { 'sct2_Concept_Snapshot_SE1000052_20261130.txt': concepts, ...rest } = rf2();
  await assert.rejects(load('snomed-rf2', rest), /needs a snapshot of its concepts/);
  await assert.rejects(
    load('snomed-rf2', { ...rest, 'sct2_Concept_Full_SE1000052_20261130.txt': concepts ?? '' }),
    /is no snapshot/,
  );
  const twice = `${concepts}${ids.root}\t20260101\t1\t900000000000207008\t900000000000073002\r\n`;
  await assert.rejects(
    load('snomed-rf2', { ...rest, 'sct2_Concept_Snapshot_SE1000052_20261130.txt': twice }),
    /138875005 is there more than once/,
  );
  await assert.rejects(
    load('atc', { 'atc-2026.csv': 'ATC-kod;Benämning;Pris\nA;Matsmältning;1\n' }),
    /column "Pris" that is not known/,
  );
  await assert.rejects(
    load('atc', { 'atc-2026.csv': 'ATC-kod;Benämning\nA1;Matsmältning\n' }),
    /Line 2 of atc-2026.csv/,
  );
  assert.equal(
    (await terminology.lookup(sct, ids.root)).about.version,
    'http://snomed.info/sct/45991000052106/version/20261130',
  );
  assert.equal(
    (await database.rows<{ n: number }>({ name: '', text: 'select count(*)::int as n from code_system' }))[0]?.n,
    1,
  );
});

test('ATC: the hierarchy is in the code; versions stand side by side, each valid in its time', async () => {
  const atc = 'http://www.whocc.no/atc';
  const of = (year: number, name: string): Record<string, string> => ({
    [`atc-${year}.csv`]: `ATC-kod;Benämning\nA;"Matsmältning; ämnesomsättning"\nA10;Diabetesmedel\nA10B;Blodglukossänkande\nA10BA;Biguanider\nA10BA02;${name}\n`,
  });
  await load('atc', of(2025, 'metformin (2025)'), { validFrom: '2025-01-01', validUntil: '2026-01-01' });
  await load('atc', of(2026, 'metformin'), { validFrom: '2026-01-01' });
  await load('atc', of(2026, 'metformin'), { validFrom: '2026-01-01' });
  const called = async (which = {}): Promise<string | undefined> =>
    (await terminology.lookup(atc, 'A10BA02', which)).concept.display;
  assert.equal(await called(), 'metformin');
  assert.equal(await called({ version: '2025' }), 'metformin (2025)');
  assert.equal(await called({ date: '2025-06-01' }), 'metformin (2025)');
  await assert.rejects(called({ version: '2024' }), { kind: 'not-found' });
  assert.equal(await terminology.subsumes(atc, 'A', 'A10BA02'), 'subsumes');
  assert.deepEqual(codes(await terminology.expand(`${atc}?fhir_vs`, { filter: 'diabetesm' })), ['A10']);
  assert.deepEqual(codes(await terminology.expand(`${atc}?fhir_vs`, { filter: 'a10ba' })), ['A10BA', 'A10BA02']);
  assert.equal((await terminology.lookup(atc, 'A')).concept.display, 'Matsmältning; ämnesomsättning');
  assert.deepEqual((await terminology.systems()).find(({ url }) => url === atc)?.versions, ['2025', '2026']);
});

test('NPU: codes of a table are valid from and until their days', async () => {
  await load('npu', {
    'npu-2026-11-01.csv':
      'NPU-kod;Benämning;Kortnamn;Enhet;Giltig från;Giltig till\nNPU28309;B-Hemoglobin; masskonc.;B-Hb;g/L;2011-01-01;\nNPU00001;P-Gammal;;;1999-01-01;2020-01-01\n'.replace(
        '; masskonc.',
        ' masskonc.',
      ),
  });
  const npu = 'urn:oid:1.2.752.108.1';
  const hb = await terminology.lookup(npu, 'NPU28309');
  assert.deepEqual(
    [hb.concept.display, hb.concept.designations, hb.concept.properties],
    ['B-Hemoglobin masskonc.', [{ language: 'sv', value: 'B-Hb' }], [{ code: 'unit', type: 'string', value: 'g/L' }]],
  );
  const on = async (date: string) => codes(await terminology.expand(`${npu}?fhir_vs`, { date })).toSorted(byText);
  assert.deepEqual(await on('2015-05-05'), ['NPU00001', 'NPU28309']);
  assert.deepEqual(await on('2026-01-01'), ['NPU28309']);
  assert.equal((await terminology.validateInSystem(npu, { code: 'NPU00001' }, { date: '2026-01-01' })).result, false);
});

// http://hl7.org/fhir/R4/loinc.html
test('LOINC: names in Swedish, properties to filter by, the hierarchy of parts', async () => {
  await load(
    'loinc',
    {
      'Loinc.csv':
        '"LOINC_NUM","COMPONENT","PROPERTY","TIME_ASPCT","SYSTEM","SCALE_TYP","METHOD_TYP","CLASS","STATUS","ORDER_OBS","SHORTNAME","LONG_COMMON_NAME","DisplayName","NEW_COLUMN"\n"718-7","Hemoglobin","MCnc","Pt","Bld","Qn","","HEM/BC","ACTIVE","Both","Hgb Bld-mCnc","Hemoglobin [Mass/volume] in Blood","","x"\n"1-8","Acyclovir, ""old""","Susc","Pt","Isolate","OrdQn","MIC","ABXBACT","DEPRECATED","Both","","Acyclovir [Susceptibility]","",""\n',
      'svSE99LinguisticVariant.csv':
        '"LOINC_NUM","COMPONENT","SHORTNAME","LONG_COMMON_NAME","LinguisticVariantDisplayName"\n"718-7","Hemoglobin","","","B-Hemoglobin"\n',
      'ComponentHierarchyBySystem.csv':
        '"PATH_TO_ROOT","SEQUENCE","IMMEDIATE_PARENT","CODE","CODE_TEXT"\n"","1","","LP14449-0","Hemoglobin"\n"LP14449-0","1","LP14449-0","718-7","Hemoglobin [Mass/volume] in Blood"\n',
    },
    { version: '2.99' },
  );
  const swedish = await terminology.expand('http://loinc.org/vs', { displayLanguage: 'sv', activeOnly: true });
  assert.deepEqual(names(swedish), ['Hemoglobin', 'B-Hemoglobin']);
  assert.deepEqual(codes(await terminology.expand('http://loinc.org/vs/LP14449-0')), ['718-7']);
  const quantities: ValueSet = {
    resourceType: 'ValueSet',
    status: 'draft',
    compose: { include: [{ system: 'http://loinc.org', filter: [{ property: 'SCALE_TYP', op: '=', value: 'Qn' }] }] },
  };
  assert.deepEqual(codes(await terminology.expand(quantities)), ['718-7']);
});
