/** Stays on a ward over HTTP and by import: a bed holds one person and a person one bed, whichever way and by how many at once they are written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Encounter, Location, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { admitted, discharged, movedTo, takenBack } from '@vardkedjan/care/coordination/stays/move-stay.ts';
import { bedOf, physicalTypeSystem } from '@vardkedjan/care/coordination/stays/stay.ts';
import { seedCaller } from '../src/jobs/seed/batch-loader.ts';
import { type Answered, testWorld } from '../src/http/test-world.ts';
import { type Identified, Loader } from '../src/store/write/load/load.ts';

const { ask, wiring } = await testWorld();
const system = 'client:bench';
const unit = { reference: 'Organization/vc-kvarnbacken' };
const at = (minutes: number) => new Date(Date.now() - 3_600_000 + minutes * 60_000).toISOString();
let count = 0;

async function bed(): Promise<{ reference: string }> {
  const id = `bed-${++count}`;
  const location: Location = {
    resourceType: 'Location',
    id,
    status: 'active',
    name: id,
    physicalType: { coding: [{ system: physicalTypeSystem, code: 'bd' }] },
    managingOrganization: unit,
  };
  assert.equal((await ask(system, 'PUT', `/fhir/Location/${id}`, { body: location })).status, 201);
  return { reference: `Location/${id}` };
}

const stayOf = (patient: string, place: { reference: string }) =>
  admitted({
    id: `stay-${++count}`,
    patient: { reference: `Patient/${patient}` },
    unit,
    bed: place,
    at: at(0),
    reason: 'Pneumoni',
  });
const viktor = 'viktor-eriksson';
const linnea = 'linnea-sjogren';
const put = (stay: Encounter, headers: Record<string, string> = {}, as = 'sara') =>
  ask(as, 'PUT', `/fhir/Encounter/${stay.id}`, { body: stay, headers });
const seen = (stay: Encounter) => ({ 'If-Match': `W/"${stay.meta?.versionId}"` });
const why = (answer: Answered) => answer.body<OperationOutcome>().issue[0]?.diagnostics;

async function admit(patient: string, place: { reference: string }): Promise<Encounter> {
  const answer = await put(stayOf(patient, place));
  assert.equal(answer.status, 201, answer.text);
  return answer.body<Encounter>();
}

async function leave(stay: Encounter): Promise<Encounter> {
  const answer = await put(discharged(stay, at(30), { text: 'Till hemmet' }), seen(stay));
  assert.equal(answer.status, 200, answer.text);
  return answer.body<Encounter>();
}

const transaction = (...resources: [Resource & { id?: string }, Record<string, string>][]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map(([resource, more]) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...more },
  })),
});

test('by every way that a stay is written, a bed that is taken is given to nobody else', async () => {
  const place = await bed();
  const other = await bed();
  const first = await admit(viktor, place);
  const lying = await admit(linnea, other);
  const moved = movedTo(lying, place, at(5));
  const { id: _id, ...unnamed } = stayOf(linnea, place);
  const plain = { ...moved, location: moved.location?.map(({ physicalType: _type, ...rest }) => rest) ?? [] };
  const ways: Record<string, () => Promise<Answered>> = {
    update: () => put(moved, seen(lying)),
    'without saying that it is a bed': () => put(plain, seen(lying)),
    'a system': () => put(moved, {}, system),
    transaction: () =>
      ask('sara', 'POST', '/fhir', { body: transaction([moved, { ifMatch: seen(lying)['If-Match'] }]) }),
    patch: () =>
      ask('sara', 'PATCH', `/fhir/Encounter/${lying.id}`, {
        body: [{ op: 'replace', path: '/location', value: moved.location }],
        headers: { ...seen(lying), 'content-type': 'application/json-patch+json' },
      }),
    'conditional update': () =>
      ask('sara', 'PUT', `/fhir/Encounter?_id=${lying.id}`, { body: moved, headers: seen(lying) }),
  };
  for (const [way, write] of Object.entries(ways)) {
    const answer = await write();
    assert.equal(answer.status, 409, `${way}: ${answer.text}`);
    assert.equal(why(answer), 'The bed is taken.', way);
    assert.ok(!answer.text.includes(viktor), 'nobody is named');
  }
  const second = await ask('sara', 'POST', '/fhir/Encounter', { body: unnamed });
  assert.equal(second.status, 409, 'create');
  const refused: (string | undefined)[] = [];
  const told = (_resource: unknown, fate: string, more?: { failure?: Error }) =>
    refused.push(`${fate}: ${more?.failure?.message}`);
  const loader = new Loader(wiring.database, { caller: seedCaller, told });
  await loader.add(stayOf(linnea, place) as Identified);
  await loader.finish();
  assert.deepEqual(refused, ['refused: The bed is taken.']);
  await leave(first);
  await leave(lying);
});

test('nobody lies in two beds, and who is discharged makes room', async () => {
  const [place, other] = [await bed(), await bed()];
  const stay = await admit(viktor, place);
  assert.equal(why(await put(stayOf(viktor, other))), 'The patient lies in another bed.');
  const gone = await leave(stay);
  assert.equal(bedOf(gone), undefined);
  const next = await admit(linnea, place);
  const back = await put(takenBack(gone, place), seen(gone));
  assert.equal(why(back), 'The bed is taken.', 'a discharge is not taken back into a bed that has been given away');
  const there = await put(takenBack(await leave(next), place), seen(next));
  assert.equal(there.status, 412, 'nor from a version that nobody has any more');
});

test('two swap beds in one unit of work', async () => {
  const [left, right] = [await bed(), await bed()];
  const [a, b] = [await admit(viktor, left), await admit(linnea, right)];
  const swapped = await ask('sara', 'POST', '/fhir', {
    body: transaction(
      [movedTo(a, right, at(9)), { ifMatch: seen(a)['If-Match'] }],
      [movedTo(b, left, at(9)), { ifMatch: seen(b)['If-Match'] }],
    ),
  });
  assert.equal(swapped.status, 200, swapped.text);
  for (const id of [a.id, b.id]) {
    const now = (await ask('sara', 'GET', `/fhir/Encounter/${id}`)).body<Encounter>();
    assert.equal(now.location?.length, 2, 'where they have lain stays');
    await leave(now);
  }
});

test('of two who give one bed to two at once, one is told; of two who move one patient, too', async () => {
  for (let round = 0; round < 6; round++) {
    const place = await bed();
    const answers = await Promise.all([put(stayOf(viktor, place)), put(stayOf(linnea, place), {}, 'johan')]);
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, 409],
    );
    const stay = answers.find(({ status }) => status === 201)?.body<Encounter>() as Encounter;
    const [x, y] = [await bed(), await bed()];
    const moves = await Promise.all([
      put(movedTo(stay, x, at(2)), seen(stay)),
      put(movedTo(stay, y, at(2)), seen(stay), 'johan'),
    ]);
    assert.deepEqual(
      moves.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 412],
    );
    await leave((await ask('sara', 'GET', `/fhir/Encounter/${stay.id}`)).body<Encounter>());
  }
});

test('a stay is not deleted, is not changed unseen, and keeps where somebody has lain', async () => {
  const place = await bed();
  const stay = await admit(viktor, place);
  assert.equal((await put(movedTo(stay, await bed(), at(3)))).status, 412);
  assert.equal((await ask(system, 'DELETE', `/fhir/Encounter/${stay.id}`)).status, 409);
  const elsewhere = movedTo(stay, await bed(), at(3));
  const lost = await put({ ...elsewhere, location: elsewhere.location?.slice(1) ?? [] }, seen(stay));
  assert.equal(why(lost), 'Where somebody has lain stays in the stay.');
  const finished = await put({ ...stay, status: 'finished', period: { ...stay.period, end: at(9) } }, seen(stay));
  assert.equal(why(finished), 'Who is discharged leaves the bed.');
  await leave(stay);
});
