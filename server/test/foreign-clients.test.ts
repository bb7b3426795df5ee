/** Clients that others wrote, doing a day's work over HTTP: fhir-kit-client and Medplum's. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { MedplumClient } from '@medplum/core';
import type { Bundle, CapabilityStatement, Observation, OperationOutcome, Patient } from '@medplum/fhirtypes';
import { Client } from 'fhir-kit-client';
import { testWorld } from '../src/http/test-world.ts';

const { app, signIn } = await testWorld();
const token = signIn.bearer.make({ principal: { kind: 'client', person: 'bench' }, clientId: 'bench', minutes: 10 });
await app.listen({ port: 0, host: '127.0.0.1' });
const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

const person = (value: string, more: object = {}): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:test', value }],
  name: [{ family: 'Klient', given: [value] }],
  ...more,
});
const weight = (subject: string, value: number): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: subject },
  effectiveDateTime: `2026-01-${String(value).padStart(2, '0')}`,
  valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
});

test('fhir-kit-client: a day’s work', async () => {
  const client = new Client({ baseUrl: `${origin}/fhir`, bearerToken: await token });
  const statement = (await client.capabilityStatement()) as unknown as CapabilityStatement;
  assert.equal(statement.fhirVersion, '4.0.1');
  const made = (await client.create({ resourceType: 'Patient', body: person('kit') as never })) as unknown as Patient;
  const id = made.id ?? '';
  assert.equal(Client.httpFor(made as never).response?.status, 201);
  assert.deepEqual(await client.read({ resourceType: 'Patient', id }), made);
  const updated = (await client.update({
    resourceType: 'Patient',
    id,
    body: { ...made, active: true } as never,
    options: { headers: { 'if-match': 'W/"1"' } },
  })) as unknown as Patient;
  assert.equal(updated.meta?.versionId, '2');
  assert.deepEqual(await client.vread({ resourceType: 'Patient', id, version: '1' }), made);
  const patched = (await client.patch({
    resourceType: 'Patient',
    id,
    jsonPatch: [{ op: 'add', path: '/gender', value: 'female' }] as never,
  })) as unknown as Patient;
  assert.equal(patched.gender, 'female');
  const entry = [1, 2, 3, 4, 5].map((value) => ({
    resource: weight(`Patient/${id}`, value),
    request: { method: 'POST', url: 'Observation' },
  }));
  const done = (await client.transaction({
    body: { resourceType: 'Bundle', type: 'transaction', entry } as never,
  })) as unknown as Bundle;
  assert.equal(done.type, 'transaction-response');
  let page = (await client.search({
    resourceType: 'Observation',
    searchParams: { subject: `Patient/${id}`, _count: 2, _sort: 'date' },
  })) as unknown as Bundle | undefined;
  const values: (number | undefined)[] = [];
  for (; page !== undefined; page = (await client.nextPage({ bundle: page as never })) as unknown as Bundle | undefined)
    values.push(...(page.entry ?? []).map(({ resource }) => (resource as Observation).valueQuantity?.value));
  assert.deepEqual(values, [1, 2, 3, 4, 5]);
  const history = (await client.history({ resourceType: 'Patient', id })) as unknown as Bundle;
  assert.equal(history.entry?.length, 3);
  const all = (await client.operation({
    name: '$everything',
    resourceType: 'Patient',
    id,
    method: 'GET',
  })) as unknown as Bundle;
  assert.equal(all.entry?.length, 6);
  const batched = (await client.batch({
    body: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `Patient/${id}` } }],
    } as never,
  })) as unknown as Bundle;
  assert.equal(batched.entry?.[0]?.response?.status, '200 OK');
  await assert.rejects(
    client.delete({ resourceType: 'Patient', id }),
    (error: { response?: { status?: number } }) => error.response?.status === 409,
  );
  const [first] = done.entry ?? [];
  await client.delete({ resourceType: 'Observation', id: first?.response?.location?.split('/').at(-3) ?? '' });
});

test('Medplum’s client: a day’s work', async () => {
  const client = new MedplumClient({
    baseUrl: `${origin}/`,
    fhirUrlPath: 'fhir',
    accessToken: await token,
    cacheTime: 0,
  });
  const made = await client.createResource(person('medplum'));
  const id = made.id;
  const again = await client.createResourceIfNoneExist(person('medplum'), 'identifier=urn:test|medplum');
  assert.equal(again.id, id);
  assert.deepEqual(await client.readResource('Patient', id), made);
  const updated = await client.updateResource({ ...made, active: true });
  assert.equal(updated.meta?.versionId, '2');
  assert.equal((await client.readVersion('Patient', id, '1')).meta?.versionId, '1');
  const patched = await client.patchResource('Patient', id, [{ op: 'add', path: '/gender', value: 'male' }]);
  assert.equal(patched.gender, 'male');
  const subject = `Patient/${id}`;
  const done = await client.executeBatch({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [1, 2, 3].map((value) => ({
      resource: weight(subject, value),
      request: { method: 'POST', url: 'Observation' },
    })),
  });
  assert.deepEqual(
    done.entry?.map(({ response }) => response?.status),
    ['201 Created', '201 Created', '201 Created'],
  );
  const values: (number | undefined)[] = [];
  for await (const page of client.searchResourcePages('Observation', { subject, _count: '2', _sort: 'date' }))
    values.push(...page.map(({ valueQuantity }) => valueQuantity?.value));
  assert.deepEqual(values, [1, 2, 3]);
  assert.equal((await client.searchOne('Patient', 'identifier=urn:test|medplum'))?.id, id);
  assert.equal((await client.readHistory('Patient', id)).entry?.length, 3);
  assert.equal((await client.readPatientEverything(id)).entry?.length, 4);
  const outcome = await client.validateResource(person('valid'));
  assert.equal((outcome as OperationOutcome).resourceType, 'OperationOutcome');
  const [observation] = await client.searchResources('Observation', { subject });
  await client.deleteResource('Observation', observation?.id ?? '');
  await assert.rejects(client.readResource('Observation', observation?.id ?? ''));
});
