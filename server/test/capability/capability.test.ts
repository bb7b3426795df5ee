/**
 * The CapabilityStatement is what one finds (http://hl7.org/fhir/R4/capabilitystatement.html): from `GET /metadata` alone, every claimed
 * search parameter of every type is understood and none besides, every include is followed, every form and operation is there, and
 * what is not claimed is refused. That a parameter also finds what has it is server/src/store/search/every-parameter.test.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CapabilityStatement, OperationDefinition } from '@medplum/fhirtypes';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const client = 'client:bench';
const statement = (await ask(undefined, 'GET', '/fhir/metadata')).body<CapabilityStatement>();
const [rest] = statement.rest ?? [];
const resources = rest?.resource ?? [];

test('it is valid R4, and says where it is', () => {
  assert.deepEqual(validate(statement), []);
  assert.equal(statement.kind, 'instance');
  assert.equal(statement.implementation?.url, 'http://localhost:8080/fhir');
  assert.ok(resources.length > 140);
});

test('each claimed parameter of each type is understood, and what another type has is refused', async (t) => {
  const names = new Set(resources.flatMap(({ searchParam = [] }) => searchParam.map(({ name }) => name)));
  const faults: string[] = [];
  let asked = 0;
  for (const { type, searchParam = [] } of resources) {
    const claimed = new Set(searchParam.map(({ name }) => name));
    const indexed = searchParam.filter(({ name, type: kind }) => kind !== 'special' && !name.startsWith('_'));
    // All at once: one that is not understood is named in the answer.
    const all = indexed.map(({ name }) => `${name}:missing=true`).join('&');
    const answer = await ask(client, 'GET', `/fhir/${type}?${all}&_summary=count`);
    asked += indexed.length;
    if (answer.status !== 200) faults.push(`${type}: ${answer.text.slice(0, 200)}`);
    const [foreign] = [...names].filter((name) => !claimed.has(name) && !name.startsWith('_'));
    const refused = await ask(client, 'GET', `/fhir/${type}?${foreign}:missing=true`);
    if (refused.status !== 400) faults.push(`${type} knows ${foreign}, which is not claimed: ${refused.status}`);
  }
  t.diagnostic(`${asked} parameters of ${resources.length} types`);
  assert.deepEqual(faults, []);
});

test('each claimed include is followed, and one that is not claimed is refused', async () => {
  const faults: string[] = [];
  for (const { type, searchInclude = [] } of resources) {
    const all = searchInclude.map((include) => `_include=${include}`).join('&');
    const answer = await ask(client, 'GET', `/fhir/${type}?${all}&_count=1`);
    if (answer.status !== 200) faults.push(`${type}: ${answer.text.slice(0, 200)}`);
    if ((await ask(client, 'GET', `/fhir/${type}?_include=${type}:none-such`)).status !== 400)
      faults.push(`${type}:none-such`);
  }
  assert.deepEqual(faults, []);
});

test('each form is given when it is asked for, and others are refused', async () => {
  for (const format of statement.format ?? [])
    assert.equal(
      (await ask(client, 'GET', `/fhir/Organization?_format=${encodeURIComponent(format)}`)).status,
      200,
      format,
    );
  for (const format of ['ttl', 'text/turtle', 'application/pdf'])
    assert.equal(
      (await ask(client, 'GET', `/fhir/Organization?_format=${encodeURIComponent(format)}`)).status,
      406,
      format,
    );
});

test('each operation of ours has its definition, which is valid and readable without signing in', async () => {
  const own = new Set(resources.flatMap(({ operation = [] }) => operation.map(({ definition }) => definition)));
  for (const canonical of own) {
    if (!canonical.startsWith('https://vardkedjan.se/')) continue;
    const answer = await ask(undefined, 'GET', `/fhir/OperationDefinition/${canonical.split('/').at(-1)}`);
    assert.equal(answer.status, 200, canonical);
    const definition = answer.body<OperationDefinition>();
    assert.equal(definition.url, canonical);
    assert.deepEqual(validate(definition), [], canonical);
  }
});

test('an operation that is not claimed is refused', async () => {
  const body = { resourceType: 'Parameters' };
  for (const [method, url] of [
    ['POST', '/fhir/Patient/$none-such'],
    ['GET', '/fhir/Observation/x/$none-such'],
  ] as const) {
    const { status } = await ask(client, method, url, method === 'POST' ? { body } : {});
    assert.ok(status === 404 || status === 405, `${method} ${url}: ${status}`);
  }
});
