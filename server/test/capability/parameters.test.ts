/**
 * The search parameters of the CapabilityStatement, one by one: each is what R4 says, finds a resource that has a value by it and
 * none that lacks it, and what is not claimed is refused; each include and reverse include brings what it names. Sets are compared,
 * so that neither side may have more. The resources are made (made.ts).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CapabilityStatementRestResource, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { searchParameters } from '@vardkedjan/fhir/r4/generated/search-parameters.ts';
import { parametersOf, plainResources } from '@vardkedjan/fhir/search/parameters.ts';
import { leastOf, type Made, madeFor, madeReferring, soughtId } from './made.ts';
import { probeWorld } from './probe-world.ts';

const { statement, resources, ask, put } = await probeWorld();
const [rest] = statement.rest ?? [];
const lenient = { headers: { prefer: 'handling=lenient' } };

interface Asked extends Made {
  name: string;
}

/** R4's own parameters of a type by name, those that every type has included. */
function definedFor(type: string): Map<string, string> {
  const bases = [type, 'Resource', ...(plainResources.has(type) ? [] : ['DomainResource'])];
  return new Map(bases.flatMap((base) => searchParameters[base] ?? []).map(({ code, type: kind }) => [code, kind]));
}

/** What R4 has and this server refuses by name: named queries, words in what nobody reads, lists of what no List may hold. */
function refusedOf(type: string): string[] {
  if (type === 'Parameters') return ['_query', '_text', '_list'];
  return wordless.has(type) ? ['_query', '_text', '_content'] : ['_query'];
}

const wordless = new Set([
  'AuditEvent',
  'Binary',
  'Claim',
  'ClaimResponse',
  'Coverage',
  'CoverageEligibilityRequest',
  'CoverageEligibilityResponse',
  'ExplanationOfBenefit',
  'Provenance',
]); // prettier-ignore
const word = 'Sökeord';

/** For each parameter of the type, resources with a value by it. */
function madeOf({ type, searchParam = [] }: CapabilityStatementRestResource): Asked[] {
  const own = parametersOf(type);
  return searchParam.flatMap(({ name }): Asked[] => {
    const id = (n: number) => `has-${name.replace('_', '-')}-${n}`;
    const parameter = own.get(name);
    if (parameter !== undefined) return madeFor(parameter, id).map((made) => ({ ...made, name }));
    const resource = leastOf(type, id(0));
    switch (name) {
      case '_id':
        return [{ name, resource, asked: id(0) }];
      case '_lastUpdated':
        return [];
      case '_text':
      case '_content':
        return [{ name, resource: { ...resource, ...wordsIn(type) } as Resource, asked: word }];
      case '_list':
        return [{ name, resource, asked: `list-of-${type}` }];
      case '_filter':
        return [{ name, resource, asked: `_id eq ${id(0)}` }];
      case 'near':
        return [
          {
            name,
            resource: { ...resource, position: { latitude: 59.3, longitude: 18.1 } } as Resource,
            asked: '59.3|18.1|5|km',
          },
        ];
    }
    throw new Error(`How is ${name} probed?`);
  });
}

/** What has no narrative says the word elsewhere. */
function wordsIn(type: string): object {
  if (type === 'Bundle') return { link: [{ relation: word, url: 'http://x.example' }] };
  return type === 'Parameters' ? { parameter: [{ name: 'x', valueString: word }] } : { text: narrative };
}

const narrative = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${word}</div>` };

async function found(query: string): Promise<string[]> {
  const answer = await ask('GET', query);
  if (answer.status !== 200) return [`${answer.status} ${answer.text.slice(0, 300)}`];
  return (answer.body<Bundle>().entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);
}

const everyName = new Set(resources.flatMap(({ searchParam = [] }) => searchParam.map(({ name }) => name)));

for (const resource of resources) {
  const { type, searchParam = [], searchInclude = [] } = resource;
  const claimed = new Map(searchParam.map(({ name, type: kind }) => [name, kind as string]));

  test(`${type}: the parameters are R4's, each of its type`, () => {
    const defined = new Map([...definedFor(type), ['_list', 'string'], ['_filter', 'special']]);
    for (const name of refusedOf(type)) defined.delete(name);
    assert.deepEqual(claimed, defined);
  });

  test(`${type}: each parameter finds what has a value by it, and not what lacks it`, async () => {
    const made = madeOf(resource);
    const list = {
      resourceType: 'List',
      id: `list-of-${type}`,
      status: 'current',
      mode: 'working',
      entry: [{ item: { reference: `${type}/has--list-0` } }],
    };
    const faults = await put(made.map((one) => one.resource));
    if (claimed.has('_list')) faults.push(...(await put([list as Resource])));
    for (const {
      resource: { id },
      asked,
      name,
    } of made) {
      const query = `/${type}?${name}=${encodeURIComponent(asked)}&_count=500`;
      const names = await found(query);
      if (!names.includes(`${type}/${id}`)) faults.push(`${query} finds ${names.slice(0, 5).join()}, not ${id}`);
      if (names.includes(`${type}/${soughtId}`)) faults.push(`${query} finds what lacks it`);
    }
    const probed = new Set(made.map(({ name }) => name));
    assert.deepEqual(
      [...claimed.keys()].filter((name) => !probed.has(name)),
      ['_lastUpdated'],
    );
    const all = await found(`/${type}?_lastUpdated=ge2020&_count=1`);
    assert.equal(all.length, 1);
    assert.deepEqual(await found(`/${type}?_lastUpdated=lt2020`), []);
    faults.push(...(await includesOf(type, searchInclude, made)));
    assert.deepEqual(faults, []);
  });

  test(`${type}: a parameter that is not claimed is refused, or passed over and named`, async () => {
    const others = [...everyName, 'none-such'].filter((name) => !claimed.has(name)).sort();
    assert.equal((await ask('GET', `/${type}?${others[0]}=x`)).status, 400);
    for (const name of ['_query', '_contained', '_score'])
      assert.equal((await ask('GET', `/${type}?${name}=x`)).status, 400);
    const answer = await ask('GET', `/${type}?_count=0&${others.map((name) => `${name}=x`).join('&')}`, lenient);
    const outcome = answer.body<Bundle>().entry?.find(({ search }) => search?.mode === 'outcome')
      ?.resource as OperationOutcome;
    const named = outcome.issue.map(
      ({ diagnostics }) => /parameter (\S+) is not known/.exec(diagnostics ?? '')?.[1] ?? '',
    );
    assert.deepEqual(named.sort(), others);
  });
}

/** Each include that is claimed brings what the resource that was made for it refers to. */
async function includesOf(type: string, claimed: readonly string[], made: readonly Asked[]): Promise<string[]> {
  const faults: string[] = [];
  const references = [...parametersOf(type).values()].filter((parameter) => parameter.type === 'reference');
  const known = ['*', ...references.map(({ code }) => `${type}:${code}`)];
  assert.deepEqual([...claimed].sort(), known.sort());
  for (const include of claimed) {
    const code = include === '*' ? references[0]?.code : include.slice(type.length + 1);
    const one = made.find(({ name }) => name === code);
    if (one === undefined) continue;
    const query = `/${type}?_id=${one.resource.id}&_include=${include}`;
    const names = await found(query);
    if (!names.some((name) => name.endsWith(`/${soughtId}`)))
      faults.push(`${query} brings ${names.join()}: ${JSON.stringify(one.resource)}`);
  }
  if ((await ask('GET', `/${type}?_include=${type}:none-such`)).status !== 400)
    faults.push(`${type}:none-such is followed`);
  return faults;
}

for (const { type: target, searchRevInclude = [] } of resources) {
  test(`${target}: each reverse include brings what refers to it, and another is refused`, async () => {
    const pairs = searchRevInclude.flatMap((claim, at) => {
      const [from = '', code = ''] = claim.split(':');
      const parameter = parametersOf(from).get(code);
      return parameter === undefined
        ? []
        : [{ claim, from, made: madeReferring(parameter, target, `refers-${target}-${at}`) }];
    });
    assert.deepEqual(
      searchRevInclude.filter((claim) => !pairs.some((pair) => pair.claim === claim)),
      ['*'],
    );
    const made = pairs.flatMap((pair) => pair.made ?? []);
    const faults = await put(made);
    for (let at = 0; at < pairs.length; at += 40) {
      const some = pairs.slice(at, at + 40);
      const names = new Set(
        await found(
          `/${target}?_id=${soughtId}&_count=500&${some.map(({ claim }) => `_revinclude=${claim}`).join('&')}`,
        ),
      );
      for (const pair of some) {
        if (pair.made !== undefined && !names.has(`${pair.from}/${pair.made.id}`))
          faults.push(
            `${target}: ${pair.claim} does not bring ${JSON.stringify(pair.made)} ${[...names].slice(0, 3).join()}`,
          );
        if (pair.made === undefined) faults.push(`${target}: ${pair.claim} cannot be`);
      }
    }
    const foreign = resources.find(({ searchInclude = [] }) =>
      searchInclude.some((one) => one !== '*' && !searchRevInclude.includes(one)),
    );
    const refused = foreign?.searchInclude?.find((one) => one !== '*' && !searchRevInclude.includes(one));
    if (refused !== undefined) {
      const answer = await ask('GET', `/${target}?_revinclude=${refused}`);
      if (answer.status !== 400) faults.push(`${target}: ${refused} is not claimed and is followed: ${answer.status}`);
    }
    assert.deepEqual(faults, []);
  });
}

test('what is claimed of all types is understood of all types', async () => {
  const claimed = (rest?.searchParam ?? []).map(({ name }) => name).sort();
  const shared = [...everyName].filter((name) =>
    resources.every(({ searchParam = [] }) => searchParam.some((one) => one.name === name)),
  );
  // Types that have no words, or are in no List, are passed over.
  shared.push('_text', '_content', '_list');
  assert.deepEqual(claimed, [...shared, '_type'].sort());
  for (const {
    name,
    asked,
    resource: { id },
  } of madeOf(resources.find(({ type }) => type === 'Basic') as CapabilityStatementRestResource)) {
    if (!shared.includes(name)) continue;
    assert.ok((await found(`?_type=Basic,Patient&${name}=${encodeURIComponent(asked)}`)).includes(`Basic/${id}`), name);
  }
  assert.equal((await ask('GET', '?code=x')).status, 400);
});
