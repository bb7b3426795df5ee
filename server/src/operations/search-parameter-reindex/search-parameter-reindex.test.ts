/** Search parameters that are added while the server runs: https://hl7.org/fhir/R4/searchparameter.html */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Bundle,
  CapabilityStatement,
  OperationOutcome,
  Parameters,
  Patient,
  SearchParameter,
} from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';
import { reindexNow } from '../../store/reindex/reindexer.ts';

const { ask, wiring } = await testWorld();
const client = 'client:bench';
const married: SearchParameter = {
  resourceType: 'SearchParameter',
  id: 'married',
  url: 'http://example.org/SearchParameter/married',
  name: 'married',
  status: 'active',
  description: 'Whether and how somebody is married',
  code: 'married',
  base: ['Patient'],
  type: 'token',
  expression: 'Patient.maritalStatus',
};
const put = (as: string, resource: SearchParameter | Patient) =>
  ask(as, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });

async function claimed(): Promise<boolean> {
  const { rest } = (await ask(undefined, 'GET', '/fhir/metadata')).body<CapabilityStatement>();
  const patient = rest?.[0]?.resource?.find(({ type }) => type === 'Patient');
  return patient?.searchParam?.some(({ name }) => name === 'married') === true;
}

async function states(): Promise<unknown> {
  const { parameter } = (await ask(client, 'GET', '/fhir/SearchParameter/$reindex-status')).body<Parameters>();
  return parameter?.map(({ name, part }) => [
    name,
    ...(part ?? []).map((one) => one.valueCode ?? one.valueInteger ?? one.valueReference?.reference),
  ]);
}

test('a parameter shows while it is indexed, refuses meanwhile whatever the handling, and is claimed when it answers', async () => {
  await put(client, { resourceType: 'Patient', id: 'wed', maritalStatus: { coding: [{ code: 'M' }] } });
  assert.equal((await ask(client, 'GET', '/fhir/Patient?married=M')).status, 400, 'not known');
  assert.equal((await put(client, married)).status, 201);
  assert.equal(await claimed(), false);
  assert.deepEqual(await states(), [
    ['type', 'Patient', 0, 0],
    ['parameter', 'SearchParameter/married', 'Patient', 'married', 'indexing'],
  ]);
  for (const handling of ['strict', 'lenient']) {
    const answer = await ask(client, 'GET', '/fhir/Patient?married=M', { headers: { prefer: `handling=${handling}` } });
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['retry-after'], '1');
    assert.equal(answer.body<OperationOutcome>().issue[0]?.code, 'incomplete');
  }
  assert.match(await wiring.metrics.registry.metrics(), /^vardkedjan_reindex_remaining\{type="Patient"\}/m);
  await reindexNow(wiring.database, wiring.searchParameters);
  assert.equal(await claimed(), true);
  assert.deepEqual(await states(), [['parameter', 'SearchParameter/married', 'Patient', 'married', 'active']]);
  const found = (await ask(client, 'GET', '/fhir/Patient?married=M')).body<Bundle>();
  assert.deepEqual(
    found.entry?.map(({ resource }) => resource?.id),
    ['wed'],
  );
  const conditional = await ask(client, 'POST', '/fhir/Patient', {
    body: { resourceType: 'Patient' },
    headers: { 'if-none-exist': 'married=M' },
  });
  assert.equal(conditional.status, 200, 'conditions may use it');
});

test('only a system client with a mandate may add a parameter, rewrite the index, or see how far it has come', async () => {
  assert.equal((await put('sara', { ...married, id: 'other', code: 'other' })).status, 403);
  assert.equal((await ask('sara', 'POST', '/fhir/SearchParameter/$reindex')).status, 403);
  assert.equal((await ask('sara', 'GET', '/fhir/SearchParameter/$reindex-status')).status, 403);
  assert.equal((await ask('viktor', 'POST', '/fhir/SearchParameter/$reindex')).status, 403);
});

test('$reindex writes all or one type anew; what was answered is answered meanwhile', async () => {
  const body: Parameters = { resourceType: 'Parameters', parameter: [{ name: 'type', valueCode: 'Patient' }] };
  const one = await ask(client, 'POST', '/fhir/SearchParameter/$reindex', { body });
  assert.equal(one.status, 200);
  assert.deepEqual(
    one.body<Parameters>().parameter?.map(({ name }) => name),
    ['type', 'parameter'],
  );
  assert.equal((await ask(client, 'GET', '/fhir/Patient?married=M')).status, 200);
  const unknown = { ...body, parameter: [{ name: 'type', valueCode: 'Person-like' }] };
  assert.equal((await ask(client, 'POST', '/fhir/SearchParameter/$reindex', { body: unknown })).status, 400);
  await reindexNow(wiring.database, wiring.searchParameters);
  const all = (await ask(client, 'POST', '/fhir/SearchParameter/$reindex')).body<Parameters>();
  assert.ok((all.parameter?.length ?? 0) > 10, 'every type that has something');
  await reindexNow(wiring.database, wiring.searchParameters);
});

test('a definition that cannot be used is refused with the element and a sentence, in a transaction too, and nothing is stored', async () => {
  const bad = { ...married, id: 'bad', code: 'bad', expression: 'Patient.maritalState' };
  const answer = await put(client, bad);
  assert.equal(answer.status, 422);
  const [issue] = answer.body<OperationOutcome>().issue;
  assert.deepEqual(issue?.expression, ['SearchParameter.expression']);
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { resource: { resourceType: 'Patient', id: 'beside' }, request: { method: 'PUT', url: 'Patient/beside' } },
      { resource: bad, request: { method: 'PUT', url: 'SearchParameter/bad' } },
    ],
  };
  assert.equal((await ask(client, 'POST', '/fhir', { body: bundle })).status, 422);
  assert.equal((await ask(client, 'GET', '/fhir/Patient/beside')).status, 404);
});

test('a retired parameter is known no more', async () => {
  assert.equal((await put(client, { ...married, status: 'retired' })).status, 200);
  assert.equal((await ask(client, 'GET', '/fhir/Patient?married=M')).status, 400);
  assert.equal(await claimed(), false);
});
