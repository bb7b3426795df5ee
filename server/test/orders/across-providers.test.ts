/**
 * Orders and referrals to other care providers over HTTP: what is sent is handed out to the unit that it lies with, what is answered to the unit that asked, and nothing else of
 * either record (docs/decisions/2611-orders.md).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, DiagnosticReport, Observation, OperationOutcome, ServiceRequest, Task } from '@medplum/fhirtypes';
import { seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import {
  handlingOf,
  type Move,
  moved,
  type OrderKind,
  requestOf,
} from '@vardkedjan/care/coordination/orders/order-of.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { type Answered, testWorld } from '../../src/http/test-world.ts';

// Lena's home care is the municipality's; Sara's health centre and Tomas's ward are the region's.
const { ask } = await testWorld();
const homeCare = 'Organization/home-care-1490-1';
const healthCentre = 'Organization/vc-kvarnbacken';
const farWard = 'Organization/hospital-skovde-medicine-3';
const viktor = { reference: 'Patient/viktor-eriksson' };
let count = 0;

const careUnit = (reference: string) => ({
  extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit', valueReference: { reference } }],
});

test.before(async () => {
  // Viktor gets home care, so that there is somebody to ask and be asked.
  const body = {
    resourceType: 'EpisodeOfCare',
    id: 'viktors-home-care',
    meta: careUnit(homeCare),
    status: 'active',
    patient: viktor,
    managingOrganization: { reference: homeCare },
  };
  const answer = await ask('client:bench', 'PUT', '/fhir/EpisodeOfCare/viktors-home-care', { body });
  assert.ok([200, 201].includes(answer.status), answer.text);
});

async function sent(as: 'lena' | 'sara', to: string, kind: OrderKind = 'referral'): Promise<string> {
  const now = new Date();
  const who = { lena: 'Practitioner/lena-forsberg', sara: 'Practitioner/sara-lindqvist' }[as];
  const request = requestOf({
    id: `across-${++count}`,
    kind,
    items: [],
    question: 'Bensår?  Ingen <5 & | ^ åäö',
    history: 'Läker inte.',
    priority: 'routine',
    patientId: 'viktor-eriksson',
    requester: { reference: who },
    performer: { reference: to },
    now,
  });
  const entry = [request, handlingOf(request, now)].map((resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  const answer = await ask(as, 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  assert.equal(answer.status, 200, answer.text);
  return request.id;
}

async function task(as: string, id: string): Promise<Task> {
  const answer = await ask(as, 'GET', `/fhir/Task/${id}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body<Task>();
}

async function move(as: string, id: string, to: Omit<Move, 'now'>): Promise<Answered> {
  const before = await task(as, id);
  const headers = { 'If-Match': `W/"${before.meta?.versionId}"` };
  return ask(as, 'PUT', `/fhir/Task/${id}`, { body: moved(before, { now: new Date(), ...to }), headers });
}

const statuses = (as: string, id: string): Promise<number[]> =>
  Promise.all(['Task', 'ServiceRequest'].map(async (type) => (await ask(as, 'GET', `/fhir/${type}/${id}`)).status));

test('the municipality’s nurse refers to the health centre: it is handed out there, every letter, and to no other unit', async () => {
  const id = await sent('lena', healthCentre);
  const request = (await ask('sara', 'GET', `/fhir/ServiceRequest/${id}`)).body<ServiceRequest>();
  assert.equal(request.code?.text, 'Bensår?  Ingen <5 & | ^ åäö');
  const list = (
    await ask('sara', 'GET', `/fhir/Task?owner=${healthCentre}&code=order&_include=Task:focus`)
  ).body<Bundle>();
  assert.equal(list.entry?.filter(({ resource }) => resource?.id === id).length, 2);
  // Tomas's ward, of the same care provider as the health centre, has had nothing handed out to it.
  assert.deepEqual(await statuses('tomas', id), [403, 403]);
  assert.equal((await ask('birgitta', 'GET', `/fhir/ServiceRequest/${id}`)).status, 200, 'who administers care too');
});

test('nothing else of the sender’s record is opened by it', async () => {
  const id = await sent('lena', healthCentre);
  const note = { resourceType: 'Observation', status: 'final', code: { text: 'Puls' }, subject: viktor };
  const made = await ask('lena', 'POST', '/fhir/Observation', { body: note });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(await statuses('sara', id), [200, 200]);
  const refused = await ask('sara', 'GET', `/fhir/Observation/${made.body().id}`);
  assert.equal(refused.status, 403);
  assert.match(JSON.stringify(refused.body<OperationOutcome>()), /shared-lawfully/);
});

test('one life cycle: received, accepted, done where it lies; the asker sees each', async () => {
  const id = await sent('lena', healthCentre);
  for (const to of ['received', 'accepted', 'booked', 'done'] as const)
    assert.equal((await move('sara', id, { to })).status, 200, to);
  const versions = (await ask('lena', 'GET', `/fhir/Task/${id}/_history`)).body<Bundle>().entry ?? [];
  const states = versions.map(({ resource }) => handlingStateOf(resource as Task)).toReversed();
  assert.deepEqual(states, ['sent', 'received', 'accepted', 'booked', 'done']);
  assert.deepEqual(await statuses('sara', id), [200, 200], 'what has been done is there still');
});

test('what was asked is not for its receiver to change, nor the handling to take over', async () => {
  const id = await sent('lena', healthCentre);
  const request = (await ask('sara', 'GET', `/fhir/ServiceRequest/${id}`)).body<ServiceRequest>();
  const body = { ...request, status: 'revoked' };
  const changed = await ask('sara', 'PUT', `/fhir/ServiceRequest/${id}`, { body });
  assert.equal(changed.status, 403);
  assert.match(changed.text, /own-or-lies-here/);
  assert.equal((await move('sara', id, { to: 'cancelled' })).status, 409, 'it is withdrawn by its asker');
  assert.equal((await ask('sara', 'DELETE', `/fhir/Task/${id}`)).status, 403);
});

test('returned, it is no longer there; sent again, it is; forwarded, it is where it went', async () => {
  const id = await sent('lena', healthCentre);
  assert.equal((await move('sara', id, { to: 'returned', reason: 'Foto saknas.' })).status, 200);
  assert.deepEqual(await statuses('sara', id), [403, 403]);
  const returned = await task('lena', id);
  assert.deepEqual([handlingStateOf(returned), returned.statusReason?.text], ['returned', 'Foto saknas.']);
  assert.equal((await move('lena', id, { to: 'sent' })).status, 200);
  const forwarded = { to: 'forwarded', reason: 'Till avdelningen.', owner: { reference: farWard } } as const;
  assert.equal((await move('sara', id, forwarded)).status, 200);
  assert.deepEqual(
    [await statuses('sara', id), await statuses('tomas', id)],
    [
      [403, 403],
      [200, 200],
    ],
  );
  assert.equal((await move('tomas', id, { to: 'accepted' })).status, 200);
  assert.equal(handlingStateOf(await task('lena', id)), 'accepted');
});

test('a block at the sender does not take back what was handed out', async () => {
  const id = await sent('lena', healthCentre);
  const parameter = [
    { name: 'of', valueReference: { reference: 'Organization/municipality-1490' } },
    { name: 'requestedBy', valueCode: 'patient' },
  ];
  const blocked = await ask('lena', 'POST', '/fhir/Patient/viktor-eriksson/$block', {
    body: { resourceType: 'Parameters', parameter },
  });
  assert.equal(blocked.status, 201, blocked.text);
  assert.deepEqual(await statuses('sara', id), [200, 200]);
  const accepted = await move('sara', id, { to: 'accepted' });
  assert.equal(accepted.status, 200, accepted.text);
});

test('the answer is handed out to the unit that asked, with its values and nothing beside, and is acknowledged there', async () => {
  const id = await sent('lena', healthCentre, 'laboratory');
  const value: Observation = { resourceType: 'Observation', status: 'final', code: { text: 'B-Hb' }, subject: viktor };
  const values = ['fullUrl', 'other'].map(() => value);
  const report: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    basedOn: [{ reference: `ServiceRequest/${id}` }],
    status: 'final',
    code: { text: 'B-Hb' },
    subject: viktor,
    issued: new Date().toISOString(),
    result: [{ reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' }],
    meta: careUnit(healthCentre),
  };
  const entry = [
    { fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000009', resource: report },
    ...values.map((resource, at) => ({
      fullUrl: `urn:uuid:00000000-0000-4000-8000-00000000000${at + 1}`,
      resource: { ...resource, meta: careUnit(healthCentre) },
    })),
  ].map((one) => ({ ...one, request: { method: 'POST' as const, url: one.resource.resourceType } }));
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  const answered = await ask('client:bench', 'POST', '/fhir', { body });
  assert.equal(answered.status, 200, answered.text);
  const made =
    answered.body<Bundle>().entry?.map(({ response }) => response?.location?.split('/_history')[0] ?? '') ?? [];
  const seen = await Promise.all(
    made.map(async (path) => (await ask('lena', 'GET', path.replace(/^.*\/fhir/, '/fhir'))).status),
  );
  assert.deepEqual(seen, [200, 200, 403], 'the answer, its value, and a value that is not of it');

  const toSee = (
    await ask('lena', 'GET', `/fhir/Task?based-on=ServiceRequest/${id}&_include=Task:focus`)
  ).body<Bundle>();
  const [waiting, about] = toSee.entry?.map(({ resource }) => resource) ?? [];
  assert.ok(waiting?.resourceType === 'Task' && about?.resourceType === 'DiagnosticReport', JSON.stringify(toSee));
  assert.equal(waiting.owner?.reference, 'Practitioner/lena-forsberg');
  const done = seenBy(
    waiting,
    { reference: 'Practitioner/lena-forsberg' },
    `DiagnosticReport/${about.id}`,
    new Date().toISOString(),
  );
  const headers = { 'If-Match': `W/"${waiting.meta?.versionId}"` };
  const path = `/fhir/Task/${waiting.id}`;
  assert.equal(
    (await ask('sara', 'PUT', path, { body: done, headers })).status,
    403,
    'who answered does not acknowledge it',
  );
  assert.equal((await ask('lena', 'PUT', path, { body: done, headers })).status, 200);
  assert.equal(
    (await task('sara', waiting.id ?? '')).status,
    'completed',
    'who answered is told that it has been seen',
  );
});
