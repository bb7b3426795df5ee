/** Who has made or signed an entry says so in their own name, and what a patient has asked for is the patient’s to say; over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Bundle,
  Flag,
  List,
  MedicationRequest,
  Observation,
  Provenance,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { assessedRiskSystem } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { reconciliationCode } from '@vardkedjan/care/clinical/reconciliation/reconciliation.ts';
import { renewalRequest } from '@vardkedjan/care/clinical/prescriptions/renewal-request.ts';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { testWorld } from '../src/http/test-world.ts';

const { ask } = await testWorld();
const patient = { reference: 'Patient/viktor-eriksson' };
const [sara, johan] = ['sara-lindqvist', 'johan-ekdahl'].map((id) => ({ reference: `Practitioner/${id}` })) as [
  { reference: string },
  { reference: string },
];
const when = '2026-11-29T08:00:00Z';
const signed = (who: { reference: string }) => [
  { type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }], when, who },
];
const said: Provenance = { resourceType: 'Provenance', target: [patient], recorded: when, agent: [{ who: sara }] };
const post = (body: Resource) => ask('sara', 'POST', `/fhir/${body.resourceType}`, { body });
const put = (who: string, body: Resource & { id?: string }, headers: Record<string, string> = {}) =>
  ask(who, 'PUT', `/fhir/${body.resourceType}/${body.id}`, { body, headers });

test('nobody says that another has made or signed an entry', async () => {
  for (const forged of [
    { ...said, agent: [{ who: johan }] },
    { ...said, agent: [{ who: sara }, { who: johan }] },
    { ...said, agent: [{ who: sara, onBehalfOf: johan }] },
    { ...said, signature: signed(johan) },
    { ...said, agent: [{ who: { reference: 'http://localhost:8080/fhir/Practitioner/johan-ekdahl' } }] },
  ]) {
    const refused = await post(forged);
    assert.deepEqual([refused.status, /own name/.test(refused.text)], [409, true], refused.text);
  }
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: { ...said, agent: [{ who: johan }] }, request: { method: 'POST', url: 'Provenance' } }],
  };
  assert.equal((await ask('sara', 'POST', '/fhir', { body })).status, 409);
});

test('what one has said of an entry stays said', async () => {
  const made = await post({ ...said, signature: signed(sara) });
  assert.equal(made.status, 201, made.text);
  const own = made.body<Provenance>();
  assert.equal((await put('johan', { ...own, agent: [{ who: johan }] })).status, 409);
  assert.equal((await put('sara', { ...own, recorded: '2025-01-01T00:00:00Z' })).status, 409);
});

test('staff neither ask for a renewal in a patient’s name nor change what the patient has asked for', async () => {
  const order: MedicationRequest = {
    resourceType: 'MedicationRequest',
    meta: { extension: [{ url: careUnitUrl, valueReference: { reference: 'Organization/vc-kvarnbacken' } }] },
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'Losartan' },
    subject: patient,
    dispenseRequest: { validityPeriod: { end: '2026-12-01' } },
  };
  const { id } = (await ask('client:bench', 'POST', '/fhir/MedicationRequest', { body: order })).body<
    MedicationRequest & { id: string }
  >();
  const unit = { reference: 'Organization/vc-kvarnbacken' };
  const forged = renewalRequest({
    id: 'own',
    order: { ...order, id },
    unit,
    words: 'Mer',
    by: patient,
    now: new Date(),
  });
  assert.equal((await put('sara', forged)).status, 409);
  const parameter = [{ name: 'order', valueReference: { reference: `MedicationRequest/${id}` } }];
  const asked = await ask('viktor', 'POST', '/fhir/Patient/viktor-eriksson/$ask-renewal', {
    body: { resourceType: 'Parameters', parameter },
  });
  const task = asked.body<Bundle>().entry?.[0]?.resource as Task;
  const seen = { 'If-Match': `W/"${task.meta?.versionId}"` };
  for (const more of [{ description: 'Dubbel dos' }, { focus: patient }, { requester: sara }, { code: { text: 'x' } }])
    assert.equal((await put('sara', { ...task, ...more }, seen)).status, 409, JSON.stringify(more));
  assert.match((await put('sara', { ...task, status: 'rejected' }, seen)).text, /with a reason/);
  const reason = { status: 'rejected' as const, statusReason: { text: 'Boka en tid' } };
  assert.equal((await put('sara', { ...task, ...reason }, seen)).status, 200);
});

test('a reconciliation of drugs is made in one’s own name, and not changed afterwards', async () => {
  const made: List = {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    code: { coding: [reconciliationCode] },
    subject: patient,
    source: johan,
  };
  assert.match((await post(made)).text, /own name/);
  const own = await post({ ...made, source: sara });
  assert.equal(own.status, 201, own.text);
  for (const more of [{ title: 'Annat' }, { status: 'entered-in-error' as const }, { code: { text: 'x' } }])
    assert.equal((await put('johan', { ...own.body<List>(), ...more })).status, 409, JSON.stringify(more));
});

test('nobody writes the score of a risk by hand', async () => {
  const low: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: assessedRiskSystem, code: 'fall' }] },
    subject: patient,
    effectiveDateTime: when,
    valueQuantity: { value: 0 },
  };
  const refused = await post(low);
  assert.deepEqual([refused.status, /as its answers are signed/.test(refused.text)], [409, true], refused.text);
});

const flag: Flag = {
  resourceType: 'Flag',
  status: 'active',
  code: { text: 'Pacemaker' },
  subject: patient,
  author: sara,
};
const entries = (
  type: Bundle['type'],
  ...written: [method: 'POST' | 'PUT', resource: Resource, fullUrl?: string][]
) => ({
  resourceType: 'Bundle',
  type,
  entry: written.map(([method, resource, fullUrl]) => ({
    ...(fullUrl && { fullUrl }),
    resource,
    request: { method, url: method === 'POST' ? resource.resourceType : `${resource.resourceType}/${resource.id}` },
  })),
});
const send = (body: object) => ask('sara', 'POST', '/fhir', { body });

test('no entry is made in another’s name, whichever way it is written', async () => {
  const made = await post(flag);
  assert.equal(made.status, 201, made.text);
  const own = made.body<Flag & { id: string }>();
  const forged: Flag & { id: string } = { ...own, author: johan };
  const headers = { 'content-type': 'application/json-patch+json' };
  const patch = JSON.stringify([{ op: 'replace', path: '/author/reference', value: johan.reference }]);
  const answers = {
    create: await post({ ...flag, author: johan }),
    'create by update': await put('sara', { ...forged, id: 'own-flag' }),
    update: await put('sara', forged),
    'conditional update': await ask('sara', 'PUT', `/fhir/Flag?_id=${own.id}`, { body: forged }),
    'conditional create': await ask('sara', 'POST', '/fhir/Flag', {
      body: { ...flag, author: johan },
      headers: { 'If-None-Exist': '_id=none' },
    }),
    patch: await ask('sara', 'PATCH', `/fhir/Flag/${own.id}`, { body: patch, headers }),
    transaction: await send(entries('transaction', ['POST', flag], ['PUT', forged])),
  };
  for (const [way, { status, text }] of Object.entries(answers))
    assert.deepEqual([status, /own name/.test(text)], [409, true], `${way} ${text}`);
  const batch = await send(entries('batch', ['PUT', forged], ['POST', flag]));
  const statuses = batch.body<Bundle>().entry?.map(({ response }) => response?.status.slice(0, 3));
  assert.deepEqual(statuses, ['409', '201']);
  assert.equal((await put('johan', { ...own, status: 'inactive' })).status, 200, 'who made it stands when it is ended');
});

test('what a colleague has measured says who recorded it', async () => {
  const value: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Längd' },
    subject: patient,
    effectiveDateTime: when,
    performer: [johan],
    valueQuantity: { value: 171, unit: 'cm' },
  };
  const told = await post(value);
  assert.deepEqual([told.status, /who recorded it/.test(told.text)], [409, true], told.text);
  const fullUrl = 'urn:uuid:6f0f5c0e-0000-4000-8000-000000000001';
  const recorded = { ...said, target: [{ reference: fullUrl }] };
  const both = await send(entries('transaction', ['POST', value, fullUrl], ['POST', recorded]));
  assert.equal(both.status, 200, both.text);
  const otherwise = { ...recorded, target: [patient] };
  assert.equal((await send(entries('transaction', ['POST', value, fullUrl], ['POST', otherwise]))).status, 409);
  assert.equal(
    (await send(entries('batch', ['POST', value]))).body<Bundle>().entry?.[0]?.response?.status.slice(0, 3),
    '409',
  );
});
