/** Norm: SNOMED CT's Expression Constraint Language, http://snomed.org/ecl; each answer as its words say, on data made for this. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseEcl } from '@vardkedjan/fhir/terminology/ecl.ts';
import { memberOf } from '@vardkedjan/fhir/terminology/members.ts';
import { testDatabase } from '../../../test/database.ts';
import { loadSystem } from './load/load-system.ts';
import { terminologyOf } from './open-terminology.ts';

const sct = 'http://snomed.info/sct';
const database = await testDatabase();

/** Names for codes that exist here only: a letter's place in the alphabet, in a namespace of our own. */
const code = (name: string): string =>
  `1000${Array.from(name, (letter) => String(letter.charCodeAt(0) - 86).padStart(2, '0')).join('')}`;
const named = new Map<string, string>();
const written = (text: string): string =>
  text.replaceAll(/\b[a-z]{2,5}\b(?!")/g, (name) => (named.has(code(name)) ? code(name) : name));

/** child: parents. */
const hierarchy: Record<string, string[]> = {
  top: [],
  ill: ['top'],
  heart: ['ill'],
  lung: ['ill'],
  both: ['heart', 'lung'],
  part: ['top'],
  ah: ['part'],
  al: ['part'],
  form: ['top'],
  cut: ['form'],
  burn: ['form'],
  attr: ['top'],
  site: ['attr'],
  kind: ['attr'],
  drug: ['top'],
  pill: ['drug'],
  mega: ['drug'],
  set: ['top'],
  mg: ['attr'],
  brand: ['attr'],
};
/** concept, attribute, value, group. */
const attributes: [string, string, string, number][] = [
  ['heart', 'site', 'ah', 1],
  ['heart', 'kind', 'cut', 1],
  ['lung', 'site', 'al', 1],
  ['lung', 'kind', 'cut', 2],
  ['both', 'site', 'ah', 1],
  ['both', 'kind', 'burn', 1],
  ['both', 'site', 'al', 2],
  ['both', 'kind', 'cut', 2],
];

await loadSystem(
  database,
  {
    url: sct,
    version: `${sct}/45991000052106/version/20261130`,
    name: 'SCT',
    title: 'x',
    content: 'complete',
    language: 'sv',
    caseSensitive: false,
    properties: [
      { code: 'moduleId', type: 'code' },
      { code: 'sufficientlyDefined', type: 'boolean' },
    ],
    source: 'a test',
  },
  async (staging) => {
    for (const [name, parents] of Object.entries(hierarchy)) {
      named.set(code(name), name);
      await staging.concept({ code: code(name), display: `${name} begrepp`, active: name !== 'burn' });
      await staging.property(code(name), 'sufficientlyDefined', 'boolean', String(name === 'both'));
      for (const parent of parents) await staging.parent(code(name), code(parent));
    }
    for (const [concept, attribute, value, group] of attributes)
      await staging.property(code(concept), code(attribute), 'code', code(value), group);
    await staging.property(code('pill'), code('mg'), 'decimal', '500');
    await staging.property(code('mega'), code('mg'), 'decimal', '1000');
    await staging.property(code('mega'), code('brand'), 'string', 'Häst');
    for (const name of ['heart', 'drug']) await staging.property(code(name), memberOf, 'code', code('set'));
    await staging.term({ code: code('heart'), language: 'sv', value: 'akut hjärtinfarkt' });
  },
  { graceMs: 0 },
);

/** Names and operators in, names out. */
async function answer(text: string): Promise<string> {
  const { expansion } = await terminologyOf(database).expand(`${sct}?fhir_vs=ecl/${encodeURIComponent(written(text))}`);
  const found = (expansion?.contains ?? []).map((one) => named.get(one.code ?? '') ?? '?');
  return found.toSorted((a, b) => (a < b ? -1 : 1)).join(' ');
}

const cases: Record<string, Record<string, string>> = {
  hierarchy: {
    'heart |Hjärta|': 'heart',
    '< ill': 'both heart lung',
    '< < ill': 'both heart ill lung',
    '<! ill': 'heart lung',
    '<<! ill': 'heart ill lung',
    '> both': 'heart ill lung top',
    '>> heart': 'heart ill top',
    '>! both': 'heart lung',
    '>>! both': 'both heart lung',
    '!!> (heart OR both OR pill)': 'heart pill',
    '!!< (ill OR heart OR pill)': 'heart pill',
    '^ set': 'drug heart',
    '<< (^ set)': 'both drug heart mega pill',
    '^ (< top)': 'drug heart',
  },
  sets: {
    '< heart AND < lung': 'both',
    '< heart, < lung': 'both',
    'heart OR pill': 'heart pill',
    '< ill MINUS << heart': 'lung',
    '(< ill MINUS heart) AND ^ set': '',
  },
  attributes: {
    '* : site = ah': 'both heart',
    '< ill : site = << part, kind = cut': 'both heart lung',
    '* : site = al AND kind = burn': 'both',
    '* : site = al OR kind = burn': 'both lung',
    '* : < attr = ah': 'both heart',
    '* : * = burn': 'both',
    '* : kind = *': 'both heart lung',
    '* : kind != cut': 'both',
    '< ill : site = (< part : R site = lung)': 'both lung',
    '* : (site = al OR kind = burn), kind = cut': 'both lung',
    '* : ((< attr MINUS kind) MINUS site) = *': 'mega pill',
  },
  groups: {
    '* : { site = *, kind = cut }': 'both heart',
    '* : { site = al, kind = cut }': 'both',
    '* : { site = ah, kind = burn }, { site = al, kind = cut }': 'both',
    '* : { site = ah, kind = cut } OR { site = al, kind = cut }': 'both heart',
    '* : { kind = burn OR site = al }': 'both lung',
    '* : { (kind = burn OR site = al), site = ah }': 'both',
    '* : site = al, kind = cut OR { kind = burn }': 'both lung',
  },
  cardinality: {
    '< ill : [2..*] site = < part': 'both',
    '< ill : [1..1] site = < part': 'heart lung',
    '< ill : [0..1] site = < part': 'heart lung',
    '< ill : [1..*] site = < part': 'both heart lung',
    '<< ill : [0..0] site = *': 'ill',
    '< ill : [0..0] kind != cut': 'heart lung',
    '< ill : [0..0] kind != cut AND [1..*] kind = cut': 'heart lung',
    '<< ill : [0..*] site = *': 'both heart ill lung',
    '* : { [2..*] site = * }': '',
    '< ill : [2..2] { site = *, kind = * }': 'both',
    '< ill : [0..1] { [1..*] site = * }': 'heart lung',
    '< ill : [0..0] { site = *, kind = * }': 'lung',
    '* : { [0..0] site = *, kind = * }': 'lung',
    '< ill : [0..0] (< attr MINUS site) = *': '',
    '< part : [2..*] R site = *': 'ah al',
    '< part : [0..1] R site = < ill': '',
    '< part : R site != lung': 'ah al',
  },
  'dotted attributes': {
    'lung . site': 'al',
    '< ill . kind': 'burn cut',
    '(< ill : kind = burn) . site': 'ah al',
  },
  'concrete values': {
    '* : mg = #500': 'pill',
    '* : mg = #500.0': 'pill',
    '* : mg >= #500': 'mega pill',
    '* : mg > #500, mg <= #1000': 'mega',
    '* : mg != #500': 'mega',
    '* : brand = "Häst"': 'mega',
    '* : brand = "HÄST"': '',
    '* : brand < #5': '',
  },
  filters: {
    '< ill {{ term = "infarkt" }}': '',
    '< ill {{ term = "hjärtinf akut" }}': 'heart',
    '< ill {{ term = wild:"*infarkt" }}': 'heart',
    '* {{ term = ("akut" "pill") }}': 'heart pill',
    '< ill {{ term = "begr", term != "heart" }}': 'both lung',
    '* : kind = (* {{ C active = 0 }})': 'both',
    '< ill {{ C definitionStatus = defined }}': 'both',
    '< ill {{ C definitionStatus != defined }} {{ term = "lung" }}': 'lung',
  },
};

for (const [group, expressions] of Object.entries(cases))
  describe(`an expression constraint, ${group}`, () => {
    for (const [text, expected] of Object.entries(expressions))
      it(text, async () => assert.equal(await answer(text), expected));
  });

it('what is left out of the language is refused by name, and what is none of it as such', async () => {
  const kind = (text: string, expected: string): Promise<void> =>
    assert.rejects(answer(text), { kind: expected }, text);
  for (const text of [
    'heart {{ + HISTORY-MIN }}',
    'heart {{ term = "x", language = sv }}',
    '^ set {{ M mapTarget = "J45" }}',
    '^ [targetComponentId] set',
    '* : { R site = lung }',
    '* : mg = (#1 #2)',
    'heart {{ C effectiveTime >= "20200101" }}',
  ])
    await kind(text, 'not-supported');
  for (const text of [
    '< nothing',
    'heart AND lung OR pill',
    '* : site = ah AND kind = cut OR kind = burn',
    'heart :',
    '( heart',
    '* : [1..] site = *',
    '* : site > lung',
    'heart {{ term "x" }}',
    '{{ term = "x" }}',
    '',
  ])
    await kind(text, 'invalid');
  await kind('('.repeat(60), 'too-costly');
  assert.equal(await answer('<< 99999999'), '', 'a concept that is not there has nothing below it');
});

const suite = new URL('../../../../../shared/data/suites/snomed-ecl/ecl-tests.xml', import.meta.url);
it('every expression of the published suite is put to the tables', {
  skip: !existsSync(suite) && 'the suite is not beside this checkout',
}, async () => {
  const texts = [...readFileSync(suite, 'utf8').matchAll(/<expression>([^]*?)<\/expression>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
  );
  assert.equal(texts.length, 59);
  for (const text of texts) {
    assert.ok(parseEcl(text), text);
    await answer(text);
  }
});
