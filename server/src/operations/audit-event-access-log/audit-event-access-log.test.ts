/** A user's log over HTTP: who may ask for it, what is in it, in which pages, and that the asking is logged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEvent, Bundle, OperationOutcome } from '@medplum/fhirtypes';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { loosened } from '../../../test/loosened.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask, wiring } = await testWorld();
const viktor = 'viktor-eriksson';
const linnea = 'linnea-sjogren';
const url = '/fhir/AuditEvent/$access-log';
const eventsOf = (bundle: Bundle): AuditEvent[] => (bundle.entry ?? []).map(({ resource }) => resource as AuditEvent);
const nameOf = ({ agent, entity }: AuditEvent): string =>
  `${agent[0]?.name} ${entity?.[0]?.what?.reference} ${entity?.[0]?.name}`;

await ask('sara', 'GET', `/fhir/Patient/${viktor}/$chart`);
await ask('sara', 'GET', `/fhir/Patient/${linnea}/$chart`);
await ask('tomas', 'GET', `/fhir/Patient/${viktor}/$chart`);
await ask('sara', 'GET', '/fhir/Patient');
const first = (await ask('viktor', 'GET', `/fhir/Patient/${viktor}/$access-log`)).body<Bundle>();
const sara =
  eventsOf(first).find(({ agent }) => agent[0]?.name?.startsWith('Sara'))?.agent[0]?.who?.identifier?.value ?? '';

test('a reviewer has a user’s log, newest first, an event for each patient of an act, each of them valid', async () => {
  const answer = await ask('gunnar', 'GET', `${url}?agent=${sara}`);
  assert.equal(answer.status, 200, answer.text);
  const events = eventsOf(answer.body<Bundle>());
  for (const event of events) assert.deepEqual(validate(event), []);
  assert.ok(events.every(({ agent }) => agent[0]?.who?.identifier?.value === sara));
  const name = events[0]?.agent[0]?.name;
  assert.deepEqual(events.map(nameOf).toSorted(), [
    `${name} Patient/${linnea} GET Patient`,
    `${name} Patient/${linnea} GET Patient/$chart`,
    `${name} Patient/${viktor} GET Patient`,
    `${name} Patient/${viktor} GET Patient/$chart`,
  ]);
  assert.equal(new Set(events.map(({ id }) => id)).size, 4);
});

test('its pages are the whole, and a patient narrows it', async () => {
  const met: string[] = [];
  for (let next: string | undefined = `${url}?agent=${sara}&_count=1`; next !== undefined; ) {
    const page: Bundle = (await ask('gunnar', 'GET', next)).body<Bundle>();
    met.push(...eventsOf(page).map(nameOf));
    next = page.link?.find(({ relation }) => relation === 'next')?.url.replace(/^http:\/\/[^/]+/, '');
  }
  assert.equal(met.length, 4);
  assert.match(met[0] ?? '', /GET Patient$/);
  const narrowed = eventsOf((await ask('gunnar', 'GET', `${url}?agent=${sara}&patient=${viktor}`)).body<Bundle>());
  assert.equal(narrowed.length, 2);
  assert.ok(narrowed.every((event) => nameOf(event).includes(viktor)));
});

test('a period narrows both a user’s log and a patient’s', async () => {
  for (const whose of [`agent=${sara}`, `patient=${viktor}`, `agent=${sara}&patient=Patient/${viktor}`]) {
    const count = async (period: string): Promise<number> =>
      eventsOf((await ask('gunnar', 'GET', `${url}?${whose}&${period}`)).body<Bundle>()).length;
    assert.ok((await count('start=2026-01-01')) > 0, whose);
    assert.equal(await count('end=2026-01-01'), 0, whose);
    assert.equal(await count('start=2126-01-01'), 0, whose);
  }
});

test('a user’s log is for log reviewers; the own record’s also for the resident; and nobody’s without saying whose', async () => {
  assert.equal((await ask('sara', 'GET', `${url}?agent=${sara}`)).status, 403);
  const refused = await ask('viktor', 'GET', `${url}?agent=${sara}`);
  assert.equal(refused.status, 403);
  assert.match(refused.body<OperationOutcome>().issue[0]?.details?.coding?.[0]?.display ?? '', /5 kap\. 5 §/);
  assert.equal((await ask('viktor', 'GET', `${url}?patient=${linnea}`)).status, 403);
  assert.equal((await ask('viktor', 'GET', `${url}?patient=${viktor}`)).status, 200);
  const ofStaff = await ask('viktor', 'GET', `${url}?patient=${viktor}&agent=${sara}`);
  assert.equal(ofStaff.status, 403, 'who knows an HSA-id is not told where its holder works');
  assert.equal((await ask('gunnar', 'GET', url)).status, 400);
  assert.equal((await ask('gunnar', 'GET', `${url}?agent=nobody`)).body<Bundle>().entry, undefined);
});

test('whose records the answer names is logged for each of them', async () => {
  await ask('gunnar', 'GET', `${url}?agent=${sara}`);
  for (const patient of [viktor, linnea]) {
    const [last] = eventsOf((await ask('client:bench', 'GET', `/fhir/Patient/${patient}/$access-log`)).body<Bundle>());
    assert.equal(last?.entity?.[0]?.name, 'GET AuditEvent/$access-log');
  }
});

test('a row that cannot be read any more is an event that says so, valid as the others', async () => {
  const path = `${url}?agent=${sara}`;
  const before = eventsOf((await ask('gunnar', 'GET', path)).body<Bundle>());
  const act = "where callers[1] = $1 and told like '%Patient/$chart%' and told like '%linnea%'";
  await loosened(wiring.database);
  await wiring.database.rows({ name: '', text: `update access_sheet set told = '{' ${act}` }, [sara]);
  const events = eventsOf((await ask('gunnar', 'GET', path)).body<Bundle>());
  assert.equal(events.length, before.length);
  for (const event of events) assert.deepEqual(validate(event), []);
  assert.equal(before.filter(({ outcome }) => outcome === '8').length, 0);
  assert.equal(events.filter(({ outcome }) => outcome === '8').length, 1);
});
