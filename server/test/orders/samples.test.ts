/** Samples over HTTP: by who took them, of the order's own patient, and the order says that it is sampled; whichever way they are written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Resource, ServiceRequest, Specimen, Task } from '@medplum/fhirtypes';
import { keepingUnit } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { specimenOf, takenBack } from '@vardkedjan/care/coordination/orders/sampling/specimen.ts';
import { tubesOf } from '@vardkedjan/care/coordination/orders/sampling/tubes.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const maria = { reference: 'Practitioner/maria-holm' };
let count = 0;

const put = (resource: Resource, version?: string) => ({
  resource,
  request: {
    method: 'PUT' as const,
    url: `${resource.resourceType}/${resource.id}`,
    ...(version !== undefined && { ifMatch: `W/"${version}"` }),
  },
});
const together = (as: string, entry: Bundle['entry']) =>
  ask(as, 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', ...(entry && { entry }) } });

async function ordered(patientId = 'viktor-eriksson'): Promise<ServiceRequest & { id: string }> {
  const now = new Date();
  const request = requestOf({
    id: `sample-test-${++count}`,
    kind: 'laboratory',
    items: [{ code: 'hb', display: 'B-Hb' }],
    question: '',
    history: '',
    priority: 'routine',
    patientId,
    requester: { reference: 'Practitioner/sara-lindqvist' },
    performer: { reference: 'Organization/hospital-boras-laboratory' },
    now,
  });
  const answer = await together('sara', [put(request), put(handlingOf(request, now))]);
  assert.equal(answer.status, 200, answer.text);
  return request;
}

function taken(request: ServiceRequest, collector = maria): Specimen & { id: string } {
  const [tube] = tubesOf(request, []);
  assert.ok(tube);
  return specimenOf({ tube, request, collector, isScanned: true, now: new Date() });
}

const task = async (id: string): Promise<Task> => (await ask('maria', 'GET', `/fhir/Task/${id}`)).body<Task>();
const toState = (order: Task, to: 'sampled' | 'sent') =>
  put(moved(order, { to, now: new Date() }), order.meta?.versionId);

test('a nurse of the unit takes the sample, the order is sampled, and both are taken back together', async () => {
  const request = await ordered();
  const specimen = taken(request);
  const answer = await together('maria', [put(specimen), toState(await task(request.id), 'sampled')]);
  assert.equal(answer.status, 200, answer.text);
  const sampled = await task(request.id);
  assert.equal(handlingStateOf(sampled), 'sampled');
  assert.ok(
    Date.parse(sampled.restriction?.period?.end ?? '') > Date.now(),
    'the laboratory is to say that it has come',
  );
  const found = (await ask('maria', 'GET', '/fhir/Specimen?patient=Patient/viktor-eriksson')).body<Bundle>();
  const stored = found.entry?.find(({ resource }) => resource?.id === specimen.id)?.resource as Specimen;
  assert.equal(stored.collection?.collector?.reference, maria.reference);
  const back = await together('sara', [put(takenBack(stored), stored.meta?.versionId), toState(sampled, 'sent')]);
  assert.equal(back.status, 200, back.text);
  assert.equal(handlingStateOf(await task(request.id)), 'sent');
});

test('a sample in another’s name, of another patient or of no known order is refused on every path, and the order with it', async () => {
  const request = await ordered();
  const specimen = taken(request);
  const wrong: [string, string, Specimen & { id: string }][] = [
    ['in another’s name', 'sara', specimen],
    ['of another patient', 'maria', { ...specimen, subject: { reference: 'Patient/linnea-sjogren' } }],
    ['of no known order', 'maria', { ...specimen, request: [{ reference: 'ServiceRequest/unknown' }] }],
    ['with another number', 'maria', { ...specimen, identifier: [] }],
  ];
  for (const [what, as, sample] of wrong) {
    assert.ok((await ask(as, 'PUT', `/fhir/Specimen/${sample.id}`, { body: sample })).status >= 400, what);
    const both = await together(as, [put(sample), toState(await task(request.id), 'sampled')]);
    assert.ok(both.status >= 400, `${what}, in a transaction`);
  }
  assert.equal(handlingStateOf(await task(request.id)), 'sent');
  assert.equal((await ask('maria', 'PUT', `/fhir/Specimen/${specimen.id}`, { body: specimen })).status, 201);
  const later = { ...specimen, collection: { ...specimen.collection, collectedDateTime: '2026-01-01T08:00:00Z' } };
  assert.equal((await ask('maria', 'PUT', `/fhir/Specimen/${specimen.id}`, { body: later })).status, 409);
  const patch = await ask('maria', 'PATCH', `/fhir/Specimen/${specimen.id}`, {
    body: JSON.stringify([{ op: 'replace', path: '/status', value: 'unsatisfactory' }]),
    headers: { 'content-type': 'application/json-patch+json' },
  });
  assert.equal(patch.status, 409, patch.text);
  assert.ok((await ask('maria', 'DELETE', `/fhir/Specimen/${specimen.id}`)).status >= 400);
});

test('where the patient is now the sample is taken too, by whoever has a care relation; nothing else of the order is theirs to move', async () => {
  const request = await ordered();
  const by = { reference: 'Practitioner/tomas-berglund' };
  const take = async () => together('tomas', [put(taken(request, by)), toState(await task(request.id), 'sampled')]);
  assert.equal((await take()).status, 403, 'without a care relation');
  const state = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'patient', valueReference: { reference: 'Patient/viktor-eriksson' } },
      { name: 'reason', valueString: 'Patienten ligger här' },
    ],
  };
  const relation = await ask('tomas', 'POST', '/fhir/Patient/$state-relation', { body: state });
  assert.equal(relation.status, 201, relation.text);
  const accepted = await together('tomas', [
    put(moved(await task(request.id), { to: 'accepted', now: new Date() }), (await task(request.id)).meta?.versionId),
  ]);
  assert.equal(accepted.status, 409, accepted.text);
  const sent = await task(request.id);
  const answer = await take();
  assert.equal(answer.status, 200, answer.text);
  const sampled = await task(request.id);
  assert.equal(handlingStateOf(sampled), 'sampled');
  assert.equal(keepingUnit(sampled), keepingUnit(sent), 'the order stays its asker’s');
});

test('two who take the same tube at once: one is told', async () => {
  const request = await ordered();
  const order = await task(request.id);
  const statuses = (
    await Promise.all([1, 2].map(() => together('maria', [put(taken(request)), toState(order, 'sampled')])))
  ).map(({ status }) => status);
  assert.deepEqual(statuses.filter((status) => status === 200).length, 1, statuses.join());
});
