/** Search parameters that SearchParameter resources add to a store: https://hl7.org/fhir/R4/searchparameter.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Extension, Patient, Resource, SearchParameter } from '@medplum/fhirtypes';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { openRecord } from '../open-record.ts';
import { searchWorld } from '../search/search-world.ts';
import { systemCaller } from '../search/search-fixture.ts';
import { parameterRegistryOf } from './parameter-registry.ts';
import { reindexNow } from './reindexer.ts';
import { settleIndex } from './settle-index.ts';

const world = await searchWorld();
const { database } = world;
const record = openRecord(database, systemCaller);
const registry = parameterRegistryOf(database);

const definition = (code: string, more: Partial<SearchParameter>): SearchParameter => ({
  resourceType: 'SearchParameter',
  id: code,
  url: `http://example.org/SearchParameter/${code}`,
  name: code,
  status: 'active',
  description: code,
  code,
  base: ['Patient'],
  type: 'token',
  expression: 'Patient.maritalStatus',
  ...more,
});

async function found(url: string): Promise<string> {
  const [type = '', text = ''] = url.split('?');
  const parameters = await registry.now();
  const query = parseSearch(type, [...new URLSearchParams(text)], { lenient: true, zone: stockholmZone, parameters });
  assert.deepEqual(query.ignored, [], url);
  const { matches, included } = await record.search(query);
  return [matches, included]
    .map((list) => list.map(({ id }) => id).join(' '))
    .join(' + ')
    .replace(/ \+ $/, '');
}

async function add(...definitions: SearchParameter[]): Promise<void> {
  await world.put(...definitions);
  await reindexNow(database, registry);
}

const url = 'http://example.org/fhir/StructureDefinition';
const extended = (id: string, extension: Extension[], more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  id,
  extension,
  ...more,
});

await world.put(
  extended('p1', [{ url: `${url}/eye`, valueCodeableConcept: { coding: [{ system: 'urn:eye', code: 'blue' }] } }], {
    name: [
      { use: 'official', family: 'Ek', given: ['Ada', 'Beda'] },
      { use: 'old', family: 'Alm' },
    ],
  }),
  extended(
    'p2',
    [
      { url: `${url}/eye`, valueCode: 'green' },
      { url: `${url}/height`, valueQuantity: { value: 1.8, system: 'http://unitsofmeasure.org', code: 'm' } },
      { url: `${url}/nurse`, valueReference: { reference: 'Practitioner/gp' } },
      { url: `${url}/moved`, valueDate: '2020-05' },
    ],
    { name: [{ use: 'official', family: 'Dal' }] },
  ),
  extended('p3', [
    { url: `${url}/height`, valueQuantity: { value: 150, system: 'http://unitsofmeasure.org', code: 'cm' } },
    { url: `${url}/moved`, valueDate: '2019-01-01' },
  ]),
);

test('a parameter is refused until it is indexed, also where handling is lenient, and then finds what was there before', async () => {
  await world.put(definition('eye', { expression: `Patient.extension.where(url = '${url}/eye').value` }));
  await assert.rejects(found('Patient?eye=blue'), (error: Failure) => {
    assert.equal(error.status, 503);
    assert.deepEqual(
      error.issues.map(({ code }) => code),
      ['incomplete'],
    );
    assert.match(error.message, /eye of Patient is being indexed \(0 % is done\)/);
    return true;
  });
  assert.ok(![...(await registry.now()).of('Patient')].some(({ code }) => code === 'eye'), 'not claimed');
  assert.equal(await found('Patient?family=ek'), 'p1', 'what R4 has is answered meanwhile');
  await reindexNow(database, registry);
  assert.ok([...(await registry.now()).of('Patient')].some(({ code }) => code === 'eye'));
  assert.equal(await found('Patient?eye=blue'), 'p1');
  assert.equal(await found('Patient?eye=urn:eye|blue,green&_sort=_id'), 'p1 p2');
  assert.equal(await found('Patient?eye:missing=true&_sort=_id'), 'anna bo p3');
  assert.equal(await found('Patient?eye:missing=false&_sort=-eye'), 'p2 p1');
  assert.equal(await found('Patient?eye:not=blue&eye:missing=false'), 'p2');
});

test('each type of parameter, by plain steps and by FHIRPath', async () => {
  await add(
    definition('height', { type: 'quantity', expression: `Patient.extension('${url}/height').value as Quantity` }),
    definition('moved', { type: 'date', expression: `(Patient.extension.where(url='${url}/moved').value as date)` }),
    definition('first-official', {
      type: 'string',
      expression: "Patient.name.where(use='official' and given.exists()).given.first()",
    }),
    definition('official', { type: 'string', expression: "Patient.name.where(use='official')" }),
    definition('nurse', {
      type: 'reference',
      target: ['Practitioner'],
      expression: `Patient.extension.where(url='${url}/nurse').value`,
    }),
  );
  assert.equal(await found('Patient?height=gt1.6|http://unitsofmeasure.org|m'), 'p2');
  assert.equal(await found('Patient?height=150|http://unitsofmeasure.org|cm'), 'p3');
  assert.equal(await found('Patient?height:missing=false&_sort=-height'), 'p2 p3');
  assert.equal(await found('Patient?moved=2020'), 'p2');
  assert.equal(await found('Patient?moved:missing=false&_sort=moved'), 'p3 p2');
  assert.equal(await found('Patient?first-official=ad'), 'p1');
  assert.equal(await found('Patient?first-official=bed'), '');
  assert.equal(await found('Patient?official=al'), '');
  assert.equal(await found('Patient?official:missing=false&_sort=official'), 'p1 p2');
  assert.equal(await found('Patient?nurse=Practitioner/gp'), 'p2');
});

test('what cannot be asked of such a parameter is refused, and of the page and the total neither is left behind', async () => {
  await add(definition('first-code', { base: ['Observation'], expression: 'Observation.code.coding.first().code' }));
  for (const total of ['none', 'accurate', 'estimate'])
    await assert.rejects(found(`Observation?first-code:text=x&_total=${total}`), { kind: 'not-supported' });
});

test('chain, reverse chain and includes go by added references', async () => {
  assert.equal(await found('Patient?nurse.family=ek'), 'p2');
  assert.equal(await found('Practitioner?_has:Patient:nurse:eye=green'), 'gp');
  assert.equal(await found('Practitioner?_has:Patient:nurse:eye=blue'), '');
  assert.equal(await found('Patient?eye=green&_include=Patient:nurse'), 'p2 + gp');
  assert.equal(await found('Patient?eye=green&_include=*'), 'p2 + gp');
  assert.equal(await found('Practitioner?_id=gp&_revinclude=Patient:nurse'), 'gp + p2');
});

test('composites: of the whole resource, and of what stands together in an element', async () => {
  await world.put(
    {
      resourceType: 'Observation',
      id: 'c1',
      status: 'final',
      code: { text: 'c' },
      component: [part('a', 'x'), part('b', 'y')],
    } as Resource,
    {
      resourceType: 'Observation',
      id: 'c2',
      status: 'final',
      code: { text: 'c' },
      component: [part('a', 'y'), part('b', 'x')],
    } as Resource,
  );
  const r4 = 'http://hl7.org/fhir/SearchParameter';
  await add(
    definition('part-text', { base: ['Observation'], type: 'string', expression: 'Observation.component.code.text' }),
    definition('eye-and-height', {
      type: 'composite',
      expression: 'Patient',
      component: [
        { definition: 'http://example.org/SearchParameter/eye', expression: `extension('${url}/eye').value` },
        { definition: `${r4}/individual-family`, expression: 'name.family' },
      ],
    }),
    definition('part-value', {
      base: ['Observation'],
      type: 'composite',
      expression: 'Observation.component',
      component: [
        { definition: `${r4}/Observation-component-code`, expression: 'code' },
        { definition: 'http://example.org/SearchParameter/part-text', expression: 'value.ofType(string)' },
      ],
    }),
  );
  assert.equal(await found('Observation?part-value=a$x'), 'c1');
  assert.equal(await found('Observation?part-value=a$y'), 'c2');
  assert.equal(await found('Patient?eye-and-height=blue$ek'), 'p1');
  assert.equal(await found('Patient?eye-and-height=green$ek'), '');
});

const part = (code: string, valueString: string) => ({ code: { coding: [{ code }] }, valueString });

test('writes keep added parameters: a change, a deletion, a resource made anew', async () => {
  await world.put(extended('p1', [{ url: `${url}/eye`, valueCode: 'brown' }]));
  assert.equal(await found('Patient?eye=blue'), '');
  assert.equal(await found('Patient?eye=brown'), 'p1');
  await world.remove('Patient', 'p1');
  assert.equal(await found('Patient?eye=brown'), '');
  await world.put(extended('p1', [{ url: `${url}/eye`, valueCode: 'blue' }]));
  assert.equal(await found('Patient?eye=blue'), 'p1');
});

test('a definition that changes is indexed anew; one that is retired or deleted is known no more', async () => {
  await world.put(definition('eye', { expression: `Patient.extension.where(url='${url}/eye').value.ofType(code)` }));
  await assert.rejects(found('Patient?eye=green'), /is being indexed/);
  await reindexNow(database, registry);
  assert.equal(await found('Patient?eye=green'), 'p2');
  await world.put(
    definition('official', { status: 'retired', type: 'string', expression: "Patient.name.where(use='official')" }),
  );
  await assert.rejects(found('Patient?official=dal'), /'official'/);
  await world.remove('SearchParameter', 'first-official');
  assert.equal(
    (await registry.now()).added('Patient').some(({ code }) => code === 'first-official'),
    false,
  );
  await reindexNow(database, registry);
  const before = await dump();
  await settled('all');
  await reindexNow(database, registry);
  assert.deepEqual(await dump(), before, 'nothing is left of them');
});

test('rewriting gives the same rows as writing', async () => {
  const before = await dump();
  assert.ok(before.length > 250, `${before.length} rows`);
  await settled('all');
  assert.equal(await found('Patient?eye=green'), 'p2', 'what is only written anew answers meanwhile');
  await reindexNow(database, registry);
  assert.deepEqual(await dump(), before);
});

test('rows of another way of indexing are taken away as they are, by an update, a deletion and the rewriting', async () => {
  for (const row of ['p1', 'p2', 'p3']) {
    // As a version before may have left it: a hash that nothing now gives, in the tokens and as a posting.
    await database.rows({
      name: '',
      text: `with r as (update resource set tokens = tokens || '\\x0000000000000abc'::bytea where id = '${row}' returning *)
        insert into posting select 2748, date_low, key, patient_key, care_provider, 0, type, patient_visible, protected from r`,
    });
  }
  const old = async (): Promise<number> =>
    (await database.rows<{ n: number }>({ name: '', text: 'select count(*) as n from posting where hash = 2748' }))[0]
      ?.n ?? -1;
  assert.equal(await old(), 3);
  await settled('all');
  await world.put(extended('p1', [], { gender: 'other' }));
  assert.equal(await old(), 2);
  await world.remove('Patient', 'p3');
  assert.equal(await old(), 1);
  await reindexNow(database, registry);
  assert.equal(await old(), 0);
  assert.equal(await found('Patient?gender=other'), 'p1');
});

const wrong: Record<string, [Partial<SearchParameter>, string]> = {
  'a path to what the type does not have': [{ expression: 'Patient.colour' }, 'expression'],
  'no FHIRPath': [{ expression: 'Patient.name.where(' }, 'expression'],
  'no expression': [{ expression: undefined as never }, 'expression'],
  'a function that is not known': [{ expression: 'Patient.name.paint()' }, 'expression'],
  'a type that does not fit': [{ type: 'date', expression: 'Patient.name' }, 'expression'],
  'about another type': [{ expression: 'Practitioner.name' }, 'expression'],
  'values whose type cannot be told': [{ expression: 'Patient.extension.where(url.exists()).value' }, 'expression'],
  "a name of R4's": [{ code: 'family' }, 'code'],
  "a name of another's": [{ code: 'eye' }, 'code'],
  'a name like those of results': [{ code: '_colour' }, 'code'],
  'a name with a dot': [{ code: 'a.b' }, 'code'],
  'a special one': [{ type: 'special' }, 'type'],
  'a phonetic one': [{ xpathUsage: 'phonetic' }, 'xpathUsage'],
  'references that cannot lead there': [
    { type: 'reference', expression: 'Patient.generalPractitioner', target: ['Observation'] },
    'target',
  ],
  'a composite without components': [{ type: 'composite', expression: 'Patient' }, 'component'],
  'a component that is not known': [
    {
      type: 'composite',
      expression: 'Patient',
      component: [1, 2].map(() => ({ definition: 'http://example.org/none', expression: 'name' })),
    },
    'component[0].definition',
  ],
};

for (const [what, [more, path]] of Object.entries(wrong)) {
  test(`refused with 422: ${what}`, async () => {
    await assert.rejects(world.put(definition('bad', { ...more, id: 'bad' })), (error: Failure) => {
      assert.equal(error.status, 422);
      assert.deepEqual(error.issues[0]?.expression, [`SearchParameter.${path}`], JSON.stringify(error.issues));
      assert.match(error.issues[0]?.diagnostics ?? '', /^[A-Z].*\.$/);
      return true;
    });
    assert.equal(await record.read('SearchParameter', 'bad'), undefined);
  });
}

test('what is not active, and what R4 or a profile of it says already, is kept and makes no parameter', async () => {
  const before = (await registry.now()).generation;
  await world.put(
    definition('draft', { status: 'draft', expression: 'Patient.colour' }),
    definition('family', {
      url: 'http://hl7.org/fhir/SearchParameter/individual-family',
      type: 'string',
      expression: 'Patient.name.family',
    }),
    definition('name', {
      derivedFrom: 'http://hl7.org/fhir/SearchParameter/Patient-name',
      type: 'string',
      expression: 'Patient.name',
    }),
  );
  assert.equal((await registry.now()).generation, before);
});

async function settled(again: 'all'): Promise<void> {
  await database.transaction((transaction) => settleIndex(transaction, again));
}

/** Every index row there is, in an order of its own. */
async function dump(): Promise<string[]> {
  const rows = await database.rows<{ row: string }>({
    name: '',
    text: `select t || ' ' || v as row from (
        select 'posting' as t, posting::text as v from posting union all select 'date', date_value::text from date_value
        union all select 'quantity', quantity_value::text from quantity_value union all select 'string', string_value::text from string_value
        union all select 'words', full_text::text from full_text
        union all select 'resource', (key, date_low, date_high, present, tokens)::text from resource where not deleted) as every order by 1`,
  });
  return rows.map(({ row }) => row);
}
