/**
 * Profiles on write and by `$validate`: http://hl7.org/fhir/R4/resource-operation-validate.html,
 * http://hl7.org/fhir/R4/profiling.html#profile-uses.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Bundle,
  OperationOutcome,
  Parameters,
  ParametersParameter,
  Resource,
  StructureDefinition,
} from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';

const { ask, wiring } = await testWorld();
const client = 'client:bench';
const url = 'http://example.org/StructureDefinition/named-location';

const profile: StructureDefinition = {
  resourceType: 'StructureDefinition',
  id: 'named-location',
  url,
  name: 'NamedLocation',
  status: 'active',
  kind: 'resource',
  abstract: false,
  type: 'Location',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Location',
  derivation: 'constraint',
  differential: {
    element: [
      { id: 'Location.name', path: 'Location.name', min: 1 },
      {
        id: 'Location.managingOrganization',
        path: 'Location.managingOrganization',
        type: [{ code: 'Reference', targetProfile: ['http://example.org/StructureDefinition/active-organization'] }],
      },
    ],
  },
};

const location = (more: object = {}, claims: string | null = url): Resource =>
  ({ resourceType: 'Location', ...(claims !== null && { meta: { profile: [claims] } }), ...more }) as Resource;

const issuesOf = (body: OperationOutcome): string[][] =>
  body.issue.map(({ severity, code, expression }) => [severity, code, expression?.[0] ?? '']);

async function validated(path: string, body?: unknown, method = 'POST'): Promise<string[][]> {
  const answer = await ask(client, method, `/fhir/${path}`, body === undefined ? {} : { body });
  assert.equal(answer.status, 200, answer.text);
  return issuesOf(answer.body<OperationOutcome>());
}

const valid = [['information', 'informational', '']];
const nameless = [['error', 'required', 'Location.name']];

test('a claimed profile that is not known is told of, counted, and the resource is taken', async () => {
  const answer = await ask(client, 'POST', '/fhir/Location', {
    body: location(),
    headers: { prefer: 'return=OperationOutcome' },
  });
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(issuesOf(answer.body<OperationOutcome>()), [
    ['information', 'informational', ''],
    ['warning', 'not-found', 'Location.meta.profile'],
  ]);
  assert.match(await wiring.metrics.figures(), /vardkedjan_unknown_profiles_total\{type="Location"\} 1/);
});

test('a claimed profile that is known is enforced on create, update, patch and in a transaction', async () => {
  assert.equal((await ask(client, 'PUT', '/fhir/StructureDefinition/named-location', { body: profile })).status, 201);
  const refused = await ask(client, 'POST', '/fhir/Location', { body: location() });
  assert.equal(refused.status, 422);
  assert.deepEqual(issuesOf(refused.body<OperationOutcome>()), nameless);
  assert.equal((await ask(client, 'POST', '/fhir/Location', { body: location({}, null) })).status, 201, 'no claim');
  const named = await ask(client, 'PUT', '/fhir/Location/l1', { body: location({ id: 'l1', name: 'Mottagningen' }) });
  assert.equal(named.status, 201, named.text);
  assert.equal((await ask(client, 'PUT', '/fhir/Location/l1', { body: location({ id: 'l1' }) })).status, 422);
  const patched = await ask(client, 'PATCH', '/fhir/Location/l1', {
    body: [{ op: 'remove', path: '/name' }],
    headers: { 'content-type': 'application/json-patch+json' },
  });
  assert.equal(patched.status, 422, patched.text);
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
        resource: location({ name: 'x' }) as never,
        request: { method: 'POST', url: 'Location' },
      },
      {
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000002',
        resource: location() as never,
        request: { method: 'POST', url: 'Location' },
      },
    ],
  };
  const transaction = await ask(client, 'POST', '/fhir', { body: bundle });
  assert.equal(transaction.status, 422, transaction.text);
  assert.deepEqual(issuesOf(transaction.body<OperationOutcome>()), [
    ['error', 'required', 'Bundle.entry[1].resource.name'],
  ]);
});

test('$validate takes the resource itself, or Parameters with a profile', async () => {
  assert.deepEqual(await validated('Location/$validate', location({ name: 'x' })), valid);
  assert.deepEqual(await validated('Location/$validate', location()), nameless);
  assert.deepEqual(await validated(`Location/$validate?profile=${url}`, location({}, null)), nameless);
  const parameters = (resource: Resource, more: ParametersParameter[] = []): Parameters => ({
    resourceType: 'Parameters',
    parameter: [{ name: 'resource', resource }, ...more],
  });
  const asked = [{ name: 'profile', valueUri: url }];
  assert.deepEqual(await validated('Location/$validate', parameters(location({}, null), asked)), nameless);
  const unknown = await validated('Location/$validate?profile=http://example.org/none', location({ name: 'x' }));
  assert.deepEqual(unknown, [['error', 'not-found', 'Location.meta.profile']], 'one that was asked for must be known');
  assert.deepEqual(await validated('Location/$validate', { ...location({ name: 5, status: 'x' }) }), [
    ['error', 'value', 'Location.name'],
    ['error', 'code-invalid', 'Location.status'],
  ]);
});

test('$validate on an instance looks at what is stored, or at what is sent', async () => {
  await ask(client, 'PUT', '/fhir/Location/l2', { body: location({ id: 'l2' }, null) });
  assert.deepEqual(await validated('Location/l2/$validate', undefined, 'GET'), valid);
  assert.deepEqual(await validated(`Location/l2/$validate?profile=${url}`, undefined, 'GET'), nameless);
  assert.deepEqual(await validated(`Location/l2/$validate?profile=${url}`, location({ id: 'l2', name: 'x' })), valid);
  assert.equal((await ask(client, 'GET', '/fhir/Location/none/$validate')).status, 404);
});

test('with a mode, it also says whether a create, update or delete would be done', async () => {
  const nowhere = location({ name: 'x', partOf: { reference: 'Location/nowhere' } });
  const dangling = [['error', 'not-found', 'Location.partOf']];
  assert.deepEqual(await validated('Location/$validate', nowhere), valid);
  assert.deepEqual(await validated('Location/$validate?mode=create', nowhere), dangling);
  assert.deepEqual(await validated('Location/l2/$validate?mode=update', { ...nowhere, id: 'l2' }), dangling);
  const inside = location({ id: 'l3', name: 'x', partOf: { reference: 'Location/l2' } });
  assert.equal((await ask(client, 'PUT', '/fhir/Location/l3', { body: inside })).status, 201);
  const [held] = await validated('Location/l2/$validate?mode=delete', undefined, 'GET');
  assert.equal(held?.[0], 'error', 'it is referred to');
  assert.deepEqual(await validated('Location/l3/$validate?mode=delete', undefined, 'GET'), valid);
  assert.equal((await ask(client, 'GET', '/fhir/Location/l3')).status, 200, 'nothing was done');
  assert.equal((await ask(client, 'POST', '/fhir/Location/$validate?mode=delete', { body: inside })).status, 400);
  assert.equal((await ask(client, 'POST', '/fhir/Location/$validate?mode=guess', { body: inside })).status, 400);
});

test('what a reference leads to is checked by the profile of the target, and only told of', async () => {
  const organization: StructureDefinition = {
    ...profile,
    id: 'active-organization',
    url: 'http://example.org/StructureDefinition/active-organization',
    name: 'ActiveOrganization',
    type: 'Organization',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Organization',
    differential: { element: [{ id: 'Organization.active', path: 'Organization.active', min: 1 }] },
  };
  await ask(client, 'PUT', '/fhir/StructureDefinition/active-organization', { body: organization });
  await ask(client, 'PUT', '/fhir/Organization/o1', { body: { resourceType: 'Organization', id: 'o1', name: 'A' } });
  const at = location({ name: 'x', managingOrganization: { reference: 'Organization/o1' } });
  assert.deepEqual(await validated('Location/$validate', at), [
    ['warning', 'structure', 'Location.managingOrganization'],
  ]);
  assert.equal((await ask(client, 'POST', '/fhir/Location', { body: at })).status, 201);
});

test('a profile that is changed holds from then on', async () => {
  const loosened = { ...profile, differential: { element: [{ id: 'Location.name', path: 'Location.name', min: 0 }] } };
  assert.equal((await ask(client, 'PUT', '/fhir/StructureDefinition/named-location', { body: loosened })).status, 200);
  assert.equal((await ask(client, 'POST', '/fhir/Location', { body: location() })).status, 201);
});
