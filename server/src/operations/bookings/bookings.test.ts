/** A free time is taken by one, and given up again, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Appointment, Resource, Slot, Task } from '@medplum/fhirtypes';
import { handlingStateOf } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { visitRequest } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const start = new Date(Date.now() + 14 * 86_400_000).toISOString();
const end = new Date(Date.parse(start) + 1_200_000).toISOString();

async function put(as: string, resource: Resource & { id: string }): Promise<void> {
  const answer = await ask(as, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });
  assert.ok(answer.status < 300, answer.text);
}

await put('client:bench', {
  resourceType: 'Schedule',
  id: 'returns',
  active: true,
  actor: [{ reference: 'Practitioner/sara-lindqvist', display: 'Sara Lindqvist' }],
});

async function freeTime(id: string): Promise<string> {
  const schedule = { reference: 'Schedule/returns' };
  await put('client:bench', { resourceType: 'Slot', id, schedule, status: 'free', start, end });
  return `Slot/${id}`;
}

async function waiting(id: string): Promise<void> {
  const [request, handling] = visitRequest({
    id,
    kind: 'return-visit',
    reason: 'Ingen feber? <37,5',
    patientId: 'viktor-eriksson',
    requester: { reference: 'Practitioner/sara-lindqvist' },
    unit: { reference: 'Organization/vc-kvarnbacken' },
    from: start.slice(0, 10),
    until: end.slice(0, 10),
    now: new Date(),
  });
  const entry = [request, handling].map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
  const body = { resourceType: 'Bundle', type: 'transaction', entry };
  const answer = await ask('sara', 'POST', '/fhir', { body });
  assert.equal(answer.status, 200, answer.text);
}

const book = (as: string, id: string, reference: string) =>
  ask(as, 'POST', `/fhir/ServiceRequest/${id}/$book`, {
    body: { resourceType: 'Parameters', parameter: [{ name: 'slot', valueReference: { reference } }] },
  });
const read = async <T>(path: string): Promise<T> => (await ask('sara', 'GET', `/fhir/${path}`)).body<T>();

test('who waits has a time, the time is taken, and the request says that it is booked', async () => {
  const slot = await freeTime('first');
  await waiting('visit-1');
  const answer = await book('birgitta', 'visit-1', slot);
  assert.equal(answer.status, 201, answer.text);
  const appointment = answer.body<Appointment>();
  assert.equal(appointment.start, start);
  assert.equal(appointment.description, 'Ingen feber? <37,5');
  assert.ok(
    appointment.meta?.extension?.some((each) => each.valueReference?.reference === 'Organization/vc-kvarnbacken'),
  );
  assert.equal((await read<Slot>(slot)).status, 'busy');
  assert.equal(handlingStateOf(await read<Task>('Task/visit-1')), 'booked');
  assert.equal((await book('birgitta', 'visit-1', await freeTime('second'))).status, 409, 'it waits no longer');

  const given = await ask('birgitta', 'POST', `/fhir/Appointment/${appointment.id}/$give-up`);
  assert.equal(given.status, 200, given.text);
  assert.equal(given.body<Appointment>().status, 'cancelled');
  assert.equal((await read<Slot>(slot)).status, 'free');
  assert.equal(handlingStateOf(await read<Task>('Task/visit-1')), 'accepted');
  assert.equal((await ask('sara', 'POST', `/fhir/Appointment/${appointment.id}/$give-up`)).status, 409);
});

test('of those who take the same time at the same moment one has it', async () => {
  const slot = await freeTime('wanted');
  const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => `wants-${letter}`);
  for (const id of ids) await waiting(id);
  const statuses = (await Promise.all(ids.map((id) => book('sara', id, slot)))).map(({ status }) => status);
  assert.deepEqual(statuses.filter((status) => status === 201).length, 1, statuses.join());
  assert.ok(
    statuses.every((status) => status === 201 || status === 409 || status === 412),
    statuses.join(),
  );
  const waitingStill = await Promise.all(ids.map(async (id) => handlingStateOf(await read<Task>(`Task/${id}`))));
  assert.equal(waitingStill.filter((state) => state === 'booked').length, 1);
});

test('nobody books for who is not in their care, and no Slot is written by hand', async () => {
  const slot = await freeTime('third');
  await waiting('visit-2');
  for (const as of ['tomas', 'gunnar', 'viktor']) assert.ok((await book(as, 'visit-2', slot)).status >= 400, as);
  const byHand = await ask('sara', 'PUT', `/fhir/${slot}`, { body: { ...(await read<Slot>(slot)), status: 'busy' } });
  assert.equal(byHand.status, 403);
  assert.equal((await read<Slot>(slot)).status, 'free');
  assert.equal(handlingStateOf(await read<Task>('Task/visit-2')), 'sent');
});

test('a time is taken and given up in no other way, on any path', async () => {
  const slot = await freeTime('fourth');
  await waiting('visit-3');
  const appointment: Appointment = {
    resourceType: 'Appointment',
    id: 'by-hand',
    status: 'booked',
    start,
    end,
    slot: [{ reference: slot }],
    participant: [{ actor: { reference: 'Patient/viktor-eriksson' }, status: 'accepted' }],
  };
  const entry = [{ resource: appointment, request: { method: 'PUT', url: 'Appointment/by-hand' } }];
  for (const as of ['sara', 'client:bench']) {
    assert.equal((await ask(as, 'PUT', '/fhir/Appointment/by-hand', { body: appointment })).status, 409, as);
    const transaction = await ask(as, 'POST', '/fhir', {
      body: { resourceType: 'Bundle', type: 'transaction', entry },
    });
    assert.equal(transaction.status, 409, transaction.text);
  }
  const booked = await book('birgitta', 'visit-3', slot);
  assert.equal(booked.status, 201, booked.text);
  // Taken by another already: by hand neither.
  assert.equal((await ask('sara', 'PUT', '/fhir/Appointment/by-hand', { body: appointment })).status, 409);
  const own = booked.body<Appointment>();
  const path = `/fhir/Appointment/${own.id}`;
  const written: [string, Partial<Appointment>, number][] = [
    ['given up by hand', { status: 'cancelled' }, 409],
    ['moved', { start: new Date(Date.parse(start) + 3_600_000).toISOString() }, 409],
    ['let go of its time', { slot: undefined as never }, 409],
    ['arrived', { status: 'arrived' }, 200],
  ];
  for (const [what, part, status] of written)
    assert.equal((await ask('sara', 'PUT', path, { body: { ...own, ...part } })).status, status, what);
  const patch = await ask('sara', 'PATCH', path, {
    body: JSON.stringify([{ op: 'replace', path: '/status', value: 'cancelled' }]),
    headers: { 'content-type': 'application/json-patch+json' },
  });
  assert.equal(patch.status, 409, patch.text);
  const { slot: _time, ...without } = { ...appointment, id: 'no-time' };
  assert.equal(
    (await ask('sara', 'PUT', '/fhir/Appointment/no-time', { body: without })).status,
    201,
    'without a time',
  );
});
