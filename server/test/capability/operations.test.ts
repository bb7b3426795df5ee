/**
 * The operations of the CapabilityStatement, each at each of its levels: what is claimed answers and is defined, what the router
 * serves is claimed, and what an operation is called with is held to its definition. All by what the API itself tells.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Bundle,
  CapabilityStatement,
  CodeSystem,
  CompartmentDefinition,
  ConceptMap,
  OperationDefinition,
  OperationOutcome,
  ParametersParameter,
  ValueSet,
} from '@medplum/fhirtypes';
import { typeInfo } from '@vardkedjan/fhir/r4/element-table.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import type { Answered } from '../../src/http/test-world.ts';
import { keepDefinitions } from '../../src/operations/own-definitions.ts';
import { calls, onlyForPeople, system } from './calls.ts';
import { probeId } from './made.ts';
import { probeWorld } from './probe-world.ts';
import { valueFor, wrongText } from './values.ts';

const { statement, resources, ask, wiring, anybody, put } = await probeWorld();
await keepDefinitions(wiring.database);
const about = { id: 'codes', status: 'active' };
/** What the terminology operations are called on. */
assert.deepEqual(
  await put([
    { ...about, resourceType: 'CodeSystem', url: system, content: 'complete', concept: [{ code: 'a' }] } as CodeSystem,
    { ...about, resourceType: 'ValueSet', url: `${system}/all`, compose: { include: [{ system }] } } as ValueSet,
    {
      ...about,
      resourceType: 'ConceptMap',
      url: `${system}/map`,
      group: [
        { source: system, target: system, element: [{ code: 'a', target: [{ code: 'a', equivalence: 'equal' }] }] },
      ],
    } as ConceptMap,
  ]),
  [],
);
const withCodes = new Set(['CodeSystem', 'ValueSet', 'ConceptMap']);
const instanceOf = (type: string): string => `/${type}/${withCodes.has(type) ? about.id : probeId}`;
const [rest] = statement.rest ?? [];

/** `Patient/$chart` and the like: what is claimed, with its definition. */
const claimed = new Map<string, string>();
for (const { name, definition } of rest?.operation ?? []) claimed.set(`$${name}`, definition);
for (const { type, operation = [] } of resources)
  for (const { name, definition } of operation) claimed.set(`${type}/$${name}`, definition);
const definitions = new Map<string, OperationDefinition>();
for (const canonical of new Set(claimed.values())) {
  const answer = await anybody('GET', `/OperationDefinition/${canonical.split('/').at(-1)}`);
  assert.equal(answer.status, 200, canonical);
  definitions.set(canonical, answer.body<OperationDefinition>());
}
const diagnosticsOf = (answer: Answered): string => answer.body<OperationOutcome>().issue?.[0]?.diagnostics ?? '';

/** Of one that every type has, one type stands for all. */
function calledOn([type = '']: readonly string[]): string {
  return type === 'Resource' ? 'Patient' : type;
}

interface Place {
  definition: OperationDefinition;
  path: string;
  level: 'system' | 'type' | 'instance';
}

/** Each operation once at each level. */
const places: Place[] = [...definitions.values()].flatMap((definition) => {
  const { code, resource = [], system, type, instance } = definition;
  const own = calledOn(resource);
  const typed = `/${own}`;
  return [
    ...(system ? [{ definition, path: `/$${code}`, level: 'system' as const }] : []),
    ...(type ? [{ definition, path: `${typed}/$${code}`, level: 'type' as const }] : []),
    ...(instance ? [{ definition, path: `${instanceOf(own)}/$${code}`, level: 'instance' as const }] : []),
  ];
});

test('each definition is valid, has the canonical that is claimed, and is found by search among the others', async () => {
  const listed: string[] = [];
  for (let url: string | undefined = '/OperationDefinition?_count=7&status=active'; url !== undefined; ) {
    const page: Bundle = (await ask('GET', url)).body<Bundle>();
    listed.push(...(page.entry ?? []).map(({ resource }) => (resource as OperationDefinition).url ?? ''));
    url = page.link?.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir/, '');
  }
  const ours = listed.filter((url) => url.startsWith('https://vardkedjan.se/'));
  assert.deepEqual(ours.sort(), [...definitions.keys()].sort());
  for (const [canonical, definition] of definitions) {
    assert.equal(definition.url, canonical);
    assert.deepEqual(validate(definition), [], canonical);
    const { code, kind, name, system, type, instance } = definition;
    const search = `url=${canonical}&code=${code}&kind=${kind}&name=${name}&system=${system}&instance=${instance}`;
    const found = (await ask('GET', `/OperationDefinition?${search}`)).body<Bundle>();
    assert.deepEqual(
      found.entry?.map(({ resource }) => resource?.id),
      [definition.id],
      search,
    );
    assert.ok(system || type || instance);
  }
});

test('every operation that the router serves is claimed, and every one that is claimed is served', () => {
  const served = new Set<string>();
  for (const { code, routes, type } of wiring.served) {
    if (!code.startsWith('$')) continue;
    for (const { path } of routes) {
      const isOfSystem = path === `/${code}`;
      const types = isOfSystem ? [''] : type === undefined ? resources.map((one) => `${one.type}/`) : [`${type}/`];
      for (const each of types) served.add(`${each}${code}`);
    }
  }
  assert.deepEqual([...served].sort(), [...claimed.keys()].sort());
});

test('what is called at a level that is not defined is refused, and so is what is no operation', async () => {
  const paths = new Set(places.map(({ path }) => path));
  const others = [...definitions.values()].flatMap(({ code, resource = [] }) => {
    const typed = `/${calledOn(resource)}`;
    return [
      `/$${code}`,
      `${typed}/$${code}`,
      `${instanceOf(calledOn(resource))}/$${code}`,
      `/Basic/$${code}x`,
      `/Slot/${probeId}/$${code}x`,
    ];
  });
  for (const path of new Set(others)) {
    if (paths.has(path)) continue;
    for (const method of ['GET', 'POST']) {
      const answer = await ask(method, path, method === 'POST' ? { body: { resourceType: 'Parameters' } } : {});
      assert.ok(answer.status === 404 || answer.status === 405, `${method} ${path}: ${answer.status}`);
      assert.equal(answer.body<OperationOutcome>().resourceType, 'OperationOutcome');
    }
  }
});

for (const { definition, path } of places) {
  const { affectsState, parameter = [] } = definition;
  const taken = parameter.filter(({ use }) => use === 'in');
  const post = (given: ParametersParameter[], headers: Record<string, string> = {}) =>
    ask('POST', path, { body: { resourceType: 'Parameters', ...(given.length > 0 && { parameter: given }) }, headers });

  test(`${path} holds what it is called with to its definition`, async () => {
    const refused = async (answer: Promise<Answered>, name: string, rule: RegExp): Promise<void> => {
      const got = await answer;
      assert.equal(got.status, 400, got.text);
      assert.match(diagnosticsOf(got), rule);
      assert.ok(diagnosticsOf(got).includes(name), `${diagnosticsOf(got)} does not name ${name}`);
    };
    await refused(post([{ name: 'none-such', valueString: 'x' }]), 'none-such', /has no parameter/);
    const got = affectsState ? await ask('GET', path) : undefined;
    if (got !== undefined) assert.deepEqual([got.status, got.headers['allow']], [405, 'POST']);
    if (got !== undefined) assert.match(diagnosticsOf(got), /^\$[\w-]+ changes what is stored/);
    if (!affectsState) await refused(ask('GET', `${path}?none-such=x`), 'none-such', /has no parameter/);
    for (const one of taken) {
      const name = String(one.name);
      const needed = taken.filter(({ min, name: other }) => min === 1 && other !== name);
      const others = needed.map(valueFor);
      const query = needed.map((other) => `${other.name}=x&`).join('');
      if (one.max === '1') await refused(post([...others, valueFor(one), valueFor(one)]), name, /takes .* once/);
      const misplaced =
        one.part === undefined
          ? { name, valueTime: '07:00:00' }
          : { name, part: [{ name: 'none-such', valueString: 'x' }] };
      await refused(post([...others, misplaced]), name, /: .* must be an? |has no parameter none-such/);
      const wrong = wrongText[String(one.type)];
      if (wrong !== undefined && !affectsState)
        await refused(ask('GET', `${path}?${query}${name}=${wrong}`), name, /: .* must /);
      if (one.min !== 1) continue;
      await refused(post(others), name, /needs the parameter/);
      if (!affectsState) await refused(ask('GET', `${path}?${query}`), name, /needs the parameter/);
    }
    // Passed over where handling is lenient: what comes is of the call without it.
    const lenient = await post([{ name: 'none-such', valueString: 'x' }], { prefer: 'handling=lenient' });
    assert.doesNotMatch(lenient.text, /has no parameter/);
  });

  test(`${path} answers`, async () => {
    const answer = await calls[path.replace(/\/(probe|codes)\//, '/[id]/')]?.(path, ask);
    assert.ok(answer !== undefined, `how is ${path} called?`);
    if (onlyForPeople.has(definition.code)) {
      assert.match(diagnosticsOf(answer), /Only (care staff|residents)|If-Match|No right has been given/);
      return;
    }
    assert.equal(answer.status < 300, true, answer.text);
    const result = parameter.find(({ use, name }) => use === 'out' && name === 'return');
    const { resourceType } = answer.body<{ resourceType: string }>();
    const isResource = result?.type !== undefined && typeInfo(result.type)?.resource === true;
    assert.equal(resourceType, isResource ? result.type : 'Parameters');
  });
}

test('the compartments that are claimed are defined, searched, and the only ones', async () => {
  const claimedUrls = rest?.compartment ?? [];
  const found = (await ask('GET', '/CompartmentDefinition?_count=50&version=4.0.1')).body<Bundle>();
  const all = (found.entry ?? []).map(({ resource }) => resource as CompartmentDefinition);
  assert.deepEqual(all.map(({ url }) => url).sort(), [...claimedUrls].sort());
  for (const { id, code, resource = [] } of all) {
    assert.equal((await anybody('GET', `/CompartmentDefinition/${id}`)).status, 200);
    const members = new Set(
      resource.filter(({ param = [] }) => param.length > 0).map((member) => member.code as string),
    );
    for (const { type } of resources) {
      const { status } = await ask('GET', `/${code}/${probeId}/${type}?_summary=count`);
      assert.equal(status, members.has(type) || type === code ? 200 : 404, `${code}/${probeId}/${type}`);
    }
  }
  for (const { type } of resources) {
    if (all.some(({ code }) => code === type)) continue;
    assert.equal((await ask('GET', `/${type}/${probeId}/Observation`)).status, 404, type);
  }
});

test('what the server says of itself is changed by nobody', async () => {
  const own = [...definitions.values()][0] as OperationDefinition;
  const name = `OperationDefinition/${own.id}`;
  const changed = { ...own, description: 'Another' };
  const transaction = (request: object) =>
    ask('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: changed, request }] } });
  const answers = [
    await ask('PUT', `/${name}`, { body: changed }),
    await ask('DELETE', `/${name}`),
    await ask('DELETE', `/OperationDefinition?url=${own.url}`),
    await ask('PUT', `/OperationDefinition?url=${own.url}`, { body: changed }),
    await transaction({ method: 'PUT', url: name }),
    await ask('POST', `/${name}/$meta-add`, {
      body: { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: { tag: [{ code: 'x' }] } }] },
    }),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [405, 405, 405, 405, 405, 405],
  );
  await keepDefinitions(wiring.database);
  assert.equal(
    (await ask('GET', `/${name}`)).body<OperationDefinition>().meta?.versionId,
    '1',
    'kept again, it is the same version',
  );
});

test('the definition of an operation that is no longer served is retired', async () => {
  const [own] = definitions.values();
  const former = { ...own, id: 'Patient-former', url: `${own?.url}-former`, meta: undefined } as OperationDefinition;
  assert.deepEqual(await put([former]), []);
  await keepDefinitions(wiring.database);
  assert.equal((await ask('GET', '/OperationDefinition/Patient-former')).body<OperationDefinition>().status, 'retired');
});

test('the statement comes whole, its normative part, or what is known of codes, by mode', async () => {
  const inMode = async (mode: string) => (await anybody('GET', `/metadata?mode=${mode}`)).body<CapabilityStatement>();
  assert.deepEqual(await inMode('full'), statement);
  const normative = await inMode('normative');
  assert.deepEqual(validate(normative), []);
  const types = (normative.rest?.[0]?.resource ?? []).map(({ type }) => type);
  // http://hl7.org/fhir/R4/resourcelist.html
  assert.deepEqual(types, [
    'Binary',
    'Bundle',
    'CapabilityStatement',
    'CodeSystem',
    'Observation',
    'OperationDefinition',
    'OperationOutcome',
    'Parameters',
    'Patient',
    'StructureDefinition',
    'ValueSet',
  ]); // prettier-ignore
  assert.equal((await inMode('terminology')).resourceType as string, 'TerminologyCapabilities');
  assert.equal((await anybody('GET', '/metadata?mode=none-such')).status, 400);
});

test('the statement says what software this is, where it is, and how it is guarded: it is', async () => {
  assert.ok(statement.software?.name && statement.software.version);
  assert.ok(statement.implementation?.description);
  assert.match(rest?.security?.service?.[0]?.coding?.[0]?.code ?? '', /^SMART-on-FHIR$/);
  assert.equal((await anybody('GET', '/Patient')).status, 401);
  const preflight = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
  const allowed = (await anybody('OPTIONS', '/Patient', { headers: preflight })).headers['access-control-allow-origin'];
  assert.equal(rest?.security?.cors, allowed !== undefined);
});
