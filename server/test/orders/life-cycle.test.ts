/** Orders over HTTP: whichever way they are written, only what the life cycle permits (F3, F14; docs/decisions/2611-orders.md). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, OperationOutcome, ServiceRequest, Task } from '@medplum/fhirtypes';
import { handlingOf, type Move, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { type Answered, testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const ward = { reference: 'Organization/hospital-skovde-medicine-3' };
const question = 'Hjärtsvikt?  Ingen <5 & | ^ åäö\n\toförändrat.';
let count = 0;

function order(owner = ward): { request: ServiceRequest & { id: string }; handling: Task & { id: string } } {
  const now = new Date();
  const request = requestOf({
    id: `order-test-${++count}`,
    kind: 'referral',
    items: [],
    question,
    history: 'Andfådd sedan i våras.',
    priority: 'routine',
    patientId: 'viktor-eriksson',
    requester: { reference: 'Practitioner/sara-lindqvist' },
    performer: owner,
    now,
  });
  return { request, handling: handlingOf(request, now) };
}

const put = (resource: ServiceRequest | Task) => ({
  resource,
  request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
});

function sending(as: string, { request, handling }: ReturnType<typeof order>): Promise<Answered> {
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry: [put(request), put(handling)] };
  return ask(as, 'POST', '/fhir', { body });
}

async function sent(): Promise<string> {
  const made = order();
  const answer = await sending('sara', made);
  assert.equal(answer.status, 200, answer.text);
  return made.handling.id;
}

async function read(as: string, id: string): Promise<Task> {
  const answer = await ask(as, 'GET', `/fhir/Task/${id}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body<Task>();
}

const version = (task: Task) => ({ 'If-Match': `W/"${task.meta?.versionId}"` });

async function move(as: string, task: Task, to: Omit<Move, 'now'>, headers: object = version(task)): Promise<number> {
  const body = moved(task, { now: new Date(), ...to });
  return (await ask(as, 'PUT', `/fhir/Task/${task.id}`, { body, headers: { ...headers } })).status;
}

test('the unit that a referral is sent to sees it, every letter, and another does not', async () => {
  const id = await sent();
  const request = (await ask('tomas', 'GET', `/fhir/ServiceRequest/${id}`)).body<ServiceRequest>();
  assert.equal(request.code?.text, question);
  assert.equal(handlingStateOf(await read('tomas', id)), 'sent');
  assert.equal((await ask('lena', 'GET', `/fhir/Task/${id}`)).status, 403);
  const list = (await ask('tomas', 'GET', `/fhir/Task?owner=${ward.reference}&code=order`)).body<Bundle>();
  assert.ok(list.entry?.some(({ resource }) => resource?.id === id));
});

test('returned with a reason, sent again, accepted, booked; the asker sees each', async () => {
  const id = await sent();
  assert.equal(await move('tomas', await read('tomas', id), { to: 'received' }), 200);
  assert.equal(await move('tomas', await read('tomas', id), { to: 'returned', reason: 'EKG saknas.' }), 200);
  const returned = await read('sara', id);
  assert.deepEqual([handlingStateOf(returned), returned.statusReason?.text], ['returned', 'EKG saknas.']);
  assert.equal(await move('sara', returned, { to: 'sent' }), 200);
  for (const to of ['accepted', 'booked', 'done'] as const)
    assert.equal(await move('tomas', await read('tomas', id), { to }), 200, to);
  const versions = (await ask('sara', 'GET', `/fhir/Task/${id}/_history`)).body<Bundle>().entry ?? [];
  assert.deepEqual(versions.map(({ resource }) => handlingStateOf(resource as Task)).toReversed(), [
    'sent',
    'received',
    'returned',
    'sent',
    'accepted',
    'booked',
    'done',
  ]);
});

test('the chart says of each request where it stands, and of nothing else what is to be done', async () => {
  const id = await sent();
  assert.equal(await move('tomas', await read('tomas', id), { to: 'returned', reason: 'EKG saknas.' }), 200);
  const chart = (await ask('sara', 'GET', '/fhir/Patient/viktor-eriksson/$chart')).body<Bundle>().entry ?? [];
  const tasks = chart.flatMap(({ resource }) => (resource?.resourceType === 'Task' ? [resource] : []));
  assert.equal(handlingStateOf(tasks.find((task) => task.id === id) as Task), 'returned');
  const requests = new Set(
    chart.flatMap(({ resource }) => (resource?.resourceType === 'ServiceRequest' ? [resource.id] : [])),
  );
  assert.ok(tasks.every((task) => requests.has(task.id)));
});

test('what the life cycle does not permit is refused on every path', async () => {
  const id = await sent();
  const task = await read('sara', id);
  const done = { ...task, status: 'completed' as const };
  assert.equal(await move('sara', task, { to: 'accepted' }), 409, 'update');
  const entry = [{ ...put(done), request: { ...put(done).request, ifMatch: version(task)['If-Match'] } }];
  assert.equal(
    (await ask('sara', 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } })).status,
    409,
  );
  const batch = await ask('sara', 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'batch', entry } });
  assert.equal(batch.body<Bundle>().entry?.[0]?.response?.status?.slice(0, 3), '409');
  const patch = await ask('sara', 'PATCH', `/fhir/Task/${id}`, {
    body: JSON.stringify([{ op: 'replace', path: '/status', value: 'completed' }]),
    headers: { 'content-type': 'application/json-patch+json', ...version(task) },
  });
  assert.equal(patch.status, 409, patch.text);
  assert.equal((await ask('sara', 'DELETE', `/fhir/Task/${id}`)).status, 403);
  assert.equal((await ask('sara', 'DELETE', `/fhir/ServiceRequest/${id}`)).status, 403);
  const changed = { ...order().request, id, code: { text: 'Något annat.' } };
  assert.equal((await ask('sara', 'PUT', `/fhir/ServiceRequest/${id}`, { body: changed })).status, 409);
  assert.equal((await ask('client:bench', 'PUT', `/fhir/Task/${id}`, { body: done })).status, 409, 'a system too');
  assert.equal(handlingStateOf(await read('sara', id)), 'sent');
});

test('one request has one handling, which begins by being sent by the one who signs', async () => {
  const { request, handling } = order();
  const accepted = moved(handling, { to: 'accepted', now: new Date() });
  assert.equal((await sending('sara', { request, handling: accepted as typeof handling })).status, 409);
  assert.equal((await sending('johan', { request, handling })).status, 409, 'in another’s name');
  assert.equal((await sending('sara', { request, handling })).status, 200);
  const second = await ask('sara', 'POST', '/fhir/Task', { body: { ...handling, id: undefined } });
  assert.equal(second.status, 409, second.text);
});

test('of two who answer a referral at once, the second is told', async () => {
  const id = await sent();
  const seen = await read('tomas', id);
  assert.equal(await move('tomas', seen, { to: 'accepted' }, {}), 412, 'without saying which version was seen');
  const both = await Promise.all([
    move('tomas', seen, { to: 'accepted' }),
    move('tomas', seen, { to: 'returned', reason: 'Fel enhet.' }),
  ]);
  assert.deepEqual(new Set(both), new Set([200, 412]));
});

test('a refusal says what it is about, and nothing of the patient', async () => {
  const id = await sent();
  const answer = await ask('tomas', 'PUT', `/fhir/Task/${id}`, {
    body: moved(await read('tomas', id), { to: 'cancelled', now: new Date() }),
    headers: version(await read('tomas', id)),
  });
  const [issue] = answer.body<OperationOutcome>().issue;
  assert.match(JSON.stringify(issue), /An order that is sent is made cancelled by the asker only/);
  assert.doesNotMatch(answer.text, /viktor/i);
});
