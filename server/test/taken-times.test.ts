/** A time that somebody has is taken by nobody else, whichever way a system brings its appointment; an import says how many were refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Appointment, Bundle, OperationOutcome, Resource, Slot } from '@medplum/fhirtypes';
import { testWorld } from '../src/http/test-world.ts';
import { type Fate, type Identified, Loader } from '../src/store/write/load/load.ts';

const { ask, wiring } = await testWorld();
const start = new Date(Date.now() + 14 * 86_400_000).toISOString();
const end = new Date(Date.parse(start) + 1_200_000).toISOString();
const as = 'client:bench';

const put = (resource: Resource & { id: string }) =>
  ask(as, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });

const schedule = { reference: 'Schedule/elsewhere' };
await put({
  resourceType: 'Schedule',
  id: 'elsewhere',
  active: true,
  actor: [{ reference: 'Practitioner/sara-lindqvist' }],
});

const slot = (id: string): Slot & { id: string } => ({
  resourceType: 'Slot',
  id,
  schedule,
  status: 'busy',
  start,
  end,
});

const appointment = (
  id: string,
  time: string,
  status: Appointment['status'] = 'booked',
): Appointment & { id: string } => ({
  resourceType: 'Appointment',
  id,
  status,
  start,
  end,
  slot: [{ reference: `Slot/${time}` }],
  participant: [{ actor: { reference: 'Patient/viktor-eriksson' }, status: 'accepted' }],
});

const bundle = (...resources: (Resource & { id: string })[]) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  })),
});

async function taken(time: string): Promise<void> {
  assert.equal((await put(slot(time))).status, 201);
  assert.equal(
    (await put(appointment(`${time}-first`, time))).status,
    201,
    'a busy time that nobody has is brought with who has it',
  );
}

test('a second appointment at a taken time is refused by name, created, updated, patched or in a transaction', async () => {
  await taken('nine');
  await taken('ten');
  const second = appointment('second', 'nine');
  const { id: _own, ...unnamed } = second;
  const moved = { ...appointment('ten-first', 'nine') };
  const patch = JSON.stringify([{ op: 'replace', path: '/slot/0/reference', value: 'Slot/nine' }]);
  const headers = { 'content-type': 'application/json-patch+json' };
  const answers = {
    created: await put(second),
    posted: await ask(as, 'POST', '/fhir/Appointment', { body: unnamed }),
    moved: await put(moved),
    patched: await ask(as, 'PATCH', '/fhir/Appointment/ten-first', { body: patch, headers }),
    'in a transaction': await ask(as, 'POST', '/fhir', { body: bundle(second) }),
    'with its time': await ask(as, 'POST', '/fhir', { body: bundle(slot('nine'), second) }),
  };
  for (const [way, answer] of Object.entries(answers)) {
    assert.equal(answer.status, 409, `${way} ${answer.text}`);
    assert.match(answer.body<OperationOutcome>().issue[0]?.diagnostics ?? '', /taken by another appointment/, way);
  }
  await put(slot('eleven'));
  const both = bundle(appointment('eleven-a', 'eleven'), appointment('eleven-b', 'eleven'));
  assert.equal((await ask(as, 'POST', '/fhir', { body: both })).status, 409, 'two in one unit of work');
});

test('of many who bring an appointment at the same moment one has the time, and the others are told', async () => {
  for (const time of ['race-1', 'race-2', 'race-3']) {
    await put(slot(time));
    const answers = await Promise.all(
      Array.from({ length: 18 }, (_, at) => {
        const own = appointment(`${time}-${at}`, time);
        if (at % 3 === 0) return put(own);
        if (at % 3 === 1) return ask(as, 'POST', '/fhir', { body: bundle(own) });
        const { id: _id, ...unnamed } = own;
        return ask(as, 'POST', '/fhir/Appointment', { body: unnamed });
      }),
    );
    const told = answers.filter(({ status }) => status === 409);
    assert.equal(told.length, 17, answers.map(({ status }) => status).join(' '));
    for (const { body } of told)
      assert.match(body<OperationOutcome>().issue[0]?.diagnostics ?? '', /taken by another appointment/);
    const found = await ask(as, 'GET', `/fhir/Appointment?slot=Slot/${time}&status=booked`);
    assert.equal(found.body<Bundle>().entry?.length, 1);
  }
});

test('a time is the same by its version, and two who swap times do so in one unit of work', async () => {
  await taken('left');
  await taken('right');
  const byVersion = appointment('by-version', 'left/_history/1');
  assert.equal((await put(byVersion)).status, 409);
  const swapped = bundle(appointment('left-first', 'right'), appointment('right-first', 'left'));
  assert.equal((await ask(as, 'POST', '/fhir', { body: swapped })).status, 200);
  assert.equal((await put(appointment('left-first', 'left'))).status, 409);
});

test('what has its time keeps it, and a time that is given up is free to be had', async () => {
  await taken('noon');
  assert.equal((await put(appointment('noon-first', 'noon', 'arrived'))).status, 200);
  assert.equal((await put(appointment('noon-first', 'noon', 'cancelled'))).status, 200);
  assert.equal((await put(appointment('noon-second', 'noon'))).status, 201);
  assert.equal((await put(appointment('noon-first', 'noon'))).status, 409, 'and not taken back');
});

test('an import takes the first, refuses the others by name and counts them', async () => {
  await taken('one');
  const fates = new Map<string, Fate>();
  const loader = new Loader(wiring.database, {
    caller: { kind: 'system', id: 'import', name: 'Import' },
    waits: true,
    told: (resource, fate) => fates.set(resource.id, fate),
  });
  const brought: Identified[] = [
    appointment('one-second', 'one'),
    slot('two'),
    appointment('two-first', 'two'),
    appointment('two-second', 'two'),
    appointment('two-cancelled', 'two', 'cancelled'),
  ];
  for (const resource of brought) await loader.add(resource);
  const counts = await loader.finish();
  assert.deepEqual([counts.loaded, counts.refused], [3, 2]);
  assert.deepEqual(
    [fates.get('one-second'), fates.get('two-first'), fates.get('two-second')],
    ['refused', 'loaded', 'refused'],
  );
});

test('an import is held to the Slots that are stored already, one resource at a time', async () => {
  await taken('stored');
  await put({ ...slot('open'), status: 'free' });
  await put(slot('mine'));
  const whys = new Map<string, string>();
  const loader = new Loader(wiring.database, {
    caller: { kind: 'system', id: 'import', name: 'Import' },
    waits: true,
    told: (resource, fate, why) => whys.set(resource.id, `${fate} ${why?.failure?.message ?? ''}`.trim()),
  });
  const brought = [
    appointment('stored-first', 'stored'),
    appointment('stored-second', 'stored'),
    appointment('open-first', 'open'),
    appointment('mine-first', 'mine'),
    appointment('mine-second', 'mine'),
    appointment('gone', 'nowhere'),
  ];
  for (const resource of brought) await loader.add(resource);
  await loader.finish();
  assert.deepEqual(Object.fromEntries(whys), {
    'stored-first': 'present',
    'stored-second':
      'refused The time is taken by another appointment: that one is given up first, or another time is booked.',
    'open-first': 'refused A time is taken together with its Slot, which says that it is.',
    'mine-first': 'loaded',
    'mine-second':
      'refused The time is taken by another appointment: that one is given up first, or another time is booked.',
    gone: 'waiting',
  });
});

test('an import whose Slots came before, in the same import, is held to them too', async () => {
  const fates = new Map<string, Fate>();
  const loader = new Loader(wiring.database, {
    caller: { kind: 'system', id: 'import', name: 'Import' },
    told: (resource, fate) => fates.set(resource.id, fate),
  });
  const brought: Identified[] = [{ ...slot('open-too'), status: 'free' }, slot('busy-too')];
  for (let at = 0; at < 600; at++) brought.push({ ...slot(`filling-${at}`), status: 'free' });
  brought.push(appointment('open-too-first', 'open-too'), appointment('busy-too-first', 'busy-too'));
  for (const resource of brought) await loader.add(resource);
  await loader.finish();
  assert.deepEqual([fates.get('open-too-first'), fates.get('busy-too-first')], ['refused', 'loaded']);
});
