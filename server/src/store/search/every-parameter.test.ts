/**
 * Every search parameter of R4, for every type: whatever a resource says by it, a search for that finds the resource, in
 * every form of the value; its modifiers, its order and its absence are understood by the database.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { resourceTypes } from '@vardkedjan/fhir/r4/resource-types.ts';
import { owningParameter } from '@vardkedjan/fhir/search/owning-parameter.ts';
import { parametersOf, type SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { compileCount, compilePage } from './statement/compile.ts';
import { indexRows } from './index/index-rows.ts';
import { searchFixture } from './search-fixture.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { insertIndex } from './index/write-index.ts';

const { database } = await searchFixture();

/** A value of each FHIR type that search parameters are about, and how one may ask for it. */
const samples: Record<string, { value: unknown; asked: Record<string, string[]> }> = {
  code: { value: 'sample', asked: { token: ['sample', '|sample'] } },
  string: { value: 'Sträng', asked: { token: ['Sträng'], string: ['strang', 'STR'] } },
  markdown: { value: 'Text', asked: { string: ['text'] } },
  boolean: { value: true, asked: { token: ['true'] } },
  id: { value: 'an-id', asked: { token: ['an-id'] } },
  uri: { value: 'urn:x:1', asked: { token: ['urn:x:1'], uri: ['urn:x:1'], reference: ['urn:x:1'] } },
  url: { value: 'http://u.example/1', asked: { uri: ['http://u.example/1'] } },
  canonical: {
    value: 'http://c.example/1|2',
    asked: { uri: ['http://c.example/1'], reference: ['http://c.example/1', 'http://c.example/1|2'] },
  },
  Coding: { value: { system: 'urn:s', code: 'c' }, asked: { token: ['c', 'urn:s|c'] } },
  CodeableConcept: {
    value: { coding: [{ system: 'urn:s', code: 'c' }] },
    asked: { token: ['c', 'urn:s|c'], string: [] },
  },
  Identifier: { value: { system: 'urn:i', value: 'v' }, asked: { token: ['v', 'urn:i|v'] } },
  ContactPoint: { value: { system: 'phone', value: '123' }, asked: { token: ['123'] } },
  HumanName: { value: { family: 'Ek', given: ['Eva'] }, asked: { string: ['ek', 'eva'] } },
  Address: { value: { city: 'Lund' }, asked: { string: ['lund'] } },
  date: { value: '2020-05-06', asked: { date: ['2020-05-06', 'ge2020', 'lt2021'] } },
  dateTime: { value: '2020-05-06T10:00:00Z', asked: { date: ['2020-05', 'ap2020', 'sa2019', 'eb2021'] } },
  instant: { value: '2020-05-06T10:00:00Z', asked: { date: ['2020-05-06', 'le2020', 'ne2019'] } },
  Period: { value: { start: '2020-05-06', end: '2020-05-07' }, asked: { date: ['2020', 'gt2020-05-06'] } },
  Timing: { value: { event: ['2020-05-06'] }, asked: { date: ['2020-05-06'] } },
  decimal: { value: 0.5, asked: { number: ['0.5', 'gt0.4', 'le0.5'] } },
  integer: { value: 5, asked: { number: ['5', 'ne6'] } },
  Range: {
    value: { low: { value: 1, unit: 'u' }, high: { value: 2, unit: 'u' } },
    asked: { number: ['gt1'], quantity: ['gt1', 'sa0.5'] },
  },
  Quantity: {
    value: { value: 5, system: 'http://unitsofmeasure.org', code: 'mg' },
    asked: { quantity: ['5', '5||mg', '0.005|http://unitsofmeasure.org|g', 'lt6'] },
  },
  SampledData: { value: { origin: { value: 0 }, lowerLimit: 1, upperLimit: 2 }, asked: { quantity: ['gt1'] } },
  Money: { value: { value: 5, currency: 'SEK' }, asked: { quantity: ['5||SEK', '5|urn:iso:std:iso:4217|SEK'] } },
};
for (const name of ['Age', 'Duration', 'SimpleQuantity', 'Count', 'Distance'])
  samples[name] = samples['Quantity'] as (typeof samples)[string];

/** Types that a parameter's path may lead to and that its kind does not speak of. */
const unspoken = new Set(['date string', 'date Age', 'date Range', 'reference Attachment', 'string InsurancePlan']);

/** A resource with just the value at the path; undefined for paths that are conditions. */
function resourceWith(path: string, value: unknown, end: string): Resource | undefined {
  const [root = '', ...steps] = path.match(/(?:[^.(]|\([^)]*\))+/g) ?? [];
  const resource: Record<string, unknown> = { resourceType: root };
  let at: Record<string, unknown>[] = [resource];
  let type = root;
  for (const [index, step] of steps.entries()) {
    if (step.startsWith('ofType(')) continue;
    const [, name, text] = /^where\((\w+)='([^']*)'\)$/.exec(step) ?? [];
    if (name !== undefined) {
      for (const node of at) node[name] = text;
      continue;
    }
    const [, wanted] = /^ofType\((\w+)\)$/.exec(steps[index + 1] ?? '') ?? [];
    const last = steps.slice(index + 1).every((rest) => /^(ofType|where)\(/.test(rest));
    const properties = typeInfo(type)?.byName.get(step.replace('[0]', '')) ?? [];
    const property =
      properties.find((each) => (last ? each.type === end : wanted === undefined || each.type === wanted)) ??
      properties[0];
    if (property === undefined) return undefined;
    const child = last ? value : {};
    for (const node of at) node[property.key] = property.many ? [child] : child;
    at = typeof child === 'object' && child !== null ? [child as Record<string, unknown>] : [];
    type = property.type;
  }
  return resource as unknown as Resource;
}

function questions(parameter: SearchParameter): { resource: Resource; asked: string; isOwned?: boolean }[] {
  return parameter.sources.flatMap((path) =>
    typesAt(path).flatMap(({ type: end, targets }) => {
      if (unspoken.has(`${parameter.type} ${end}`)) return [];
      if (path.includes('.exists()'))
        return [{ resource: { resourceType: 'Patient', deceasedBoolean: true } as Resource, asked: 'true' }];
      if (end === 'Reference') {
        const target = parameter.targets.find((type) => targets === undefined || targets.includes(type)) ?? 'Patient';
        const resource = resourceWith(
          path,
          { reference: `${target}/some`, identifier: { system: 'urn:i', value: 'v' } },
          end,
        );
        const isOwned = target === 'Patient' && owningParameter(parameter.owner)?.sources.includes(path) === true;
        return resource === undefined ? [] : [`${target}/some`, 'some'].map((asked) => ({ resource, asked, isOwned }));
      }
      if (end === 'Resource') {
        const [target = ''] = parameter.targets;
        const resource = resourceWith(path, { resourceType: target, id: 'some' }, end);
        return resource === undefined ? [] : [{ resource, asked: `${target}/some` }];
      }
      const sample = samples[end];
      assert.ok(sample?.asked[parameter.type], `No sample of ${end} for a ${parameter.type}, ${path}`);
      const resource = resourceWith(path, structuredClone(sample.value), end);
      return resource === undefined ? [] : (sample.asked[parameter.type] ?? []).map((asked) => ({ resource, asked }));
    }),
  );
}

const write = {
  name: 'put',
  text: `insert into resource (patient_key, key, type, version, updated, date_low, date_high, present, tokens, id, body)
  values ($9, $1, $2, 1, now(), $3, $4, $5, $6, $7, $8)`,
};
const instant = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : milliseconds < 0 ? '-infinity' : 'infinity';
let keys = 1;
const owner = { key: 7, id: 'some' };

async function store(resource: Resource, type: number, isOwned: boolean): Promise<string> {
  const key = keys++;
  const patientKey = isOwned ? owner.key : 0;
  const rows = indexRows(resource, {
    key,
    patientKey,
    patientId: owner.id,
    type,
    updated: Date.now(),
    careProvider: 0,
    patientVisible: true,
    protected: false,
  });
  const id = `r${key}`;
  const body = JSON.stringify({ ...resource, id });
  await database.rows(write, [
    key,
    type,
    instant(rows.dateLow),
    instant(rows.dateHigh),
    rows.present,
    rows.postings.packed,
    id,
    body,
    patientKey,
  ]);
  const index = insertIndex([rows]);
  if (index !== undefined) await database.rows(index.statement, index.values);
  return id;
}

/** The patient that subjects lead to. */
async function putOwner(): Promise<void> {
  const type = resourceTypes.indexOf('Patient') + 1;
  await database.rows(write, [
    keys++,
    type,
    '-infinity',
    '-infinity',
    0,
    Buffer.alloc(0),
    owner.id,
    '{"resourceType":"Patient"}',
    owner.key,
  ]);
}

await putOwner();
await database.rows(
  { name: '', text: 'insert into resource_directory (type, id, patient_key, key) values ($1, $2, $3, 0)' },
  [resourceTypes.indexOf('Patient') + 1, owner.id, owner.key],
);

function parse(type: string, parameters: [string, string][]) {
  return parseSearch(type, parameters, { lenient: false, zone: stockholmZone });
}

describe('every search parameter of R4', () => {
  for (const [at, type] of resourceTypes.entries()) {
    test(type, async () => {
      for (const parameter of parametersOf(type).values()) {
        if (parameter.type === 'composite') continue;
        for (const { resource, asked, isOwned = false } of questions(parameter)) {
          const id = await store(resource, at + 1, isOwned);
          const name = `${type}?${parameter.code}=${asked}`;
          const query = parse(type, [
            [parameter.code, asked],
            [`${parameter.code}:missing`, 'false'],
            ['_sort', `-${parameter.code},_id`],
            ['_count', '1000'],
          ]);
          const page = compilePage(query, { kind: 'everything' }, { now: Date.now() });
          const found = await database.rows<{ id: string }>(page.statement, page.values);
          assert.ok(
            found.some((row) => row.id === id),
            name,
          );
          const count = compileCount(
            parse(type, [[parameter.code, asked]]),
            { kind: 'everything' },
            { now: Date.now() },
          );
          const [total] = await database.rows<{ total: number }>(count.statement, count.values);
          assert.equal(total?.total, found.length, `${name}: the count`);
        }
      }
      await database.rows({
        name: '',
        text: 'truncate resource, posting, date_value, quantity_value, string_value, full_text',
      });
      await putOwner();
    });
  }
});

test('every composite is understood', async () => {
  const sample: Record<string, string> = {
    token: 'a',
    quantity: '5',
    date: '2020',
    string: 's',
    number: '5',
    reference: 'DocumentReference/1',
    uri: 'urn:x',
  };
  for (const type of resourceTypes) {
    for (const parameter of parametersOf(type).values()) {
      if (parameter.type !== 'composite') continue;
      const value = (parameter.components ?? []).map((part) => sample[part.parameter.type] ?? '').join('$');
      for (const [name, asked] of [
        [parameter.code, value],
        [`${parameter.code}:missing`, 'false'],
      ] as const) {
        const query = parse(type, [[name, asked]]);
        const { statement, values } = compilePage(query, { kind: 'everything' }, { now: Date.now() });
        assert.deepEqual(await database.rows(statement, values), [], `${type}?${name}=${asked}`);
      }
    }
  }
});
