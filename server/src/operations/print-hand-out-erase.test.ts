/** What leaves the record, and what is destroyed: PDL (2008:355) 3 kap. 11 § and 8 kap. 4 §, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEvent, Bundle, Communication, OperationOutcome, Parameters } from '@medplum/fhirtypes';
import { testWorld } from '../http/test-world.ts';

const { ask, wiring } = await testWorld();
const viktor = 'viktor-eriksson';
const linnea = 'linnea-sjogren';
const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Vikt' },
  subject: { reference: `Patient/${viktor}` },
};

async function made(text: string): Promise<string> {
  const answer = await ask('sara', 'POST', '/fhir/Observation', { body: { ...observation, valueString: text } });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<{ id: string }>().id;
}

function called(as: string, path: string, ...parameter: NonNullable<Parameters['parameter']>) {
  return ask(as, 'POST', `/fhir/${path}`, { body: { resourceType: 'Parameters', parameter } });
}

async function logged(act: string): Promise<AuditEvent | undefined> {
  const log = (await ask('viktor', 'GET', `/fhir/Patient/${viktor}/$access-log?_count=20`)).body<Bundle>();
  return (log.entry ?? [])
    .map(({ resource }) => resource as AuditEvent)
    .find(({ subtype }) => subtype?.some(({ code }) => code === act));
}

const ruleOf = (answer: { body: <T>() => T }): string[] =>
  answer.body<OperationOutcome>().issue.flatMap(({ details }) => details?.coding?.map(({ code }) => code ?? '') ?? []);

const order = (reason: string, decided = '2026-01-02'): NonNullable<Parameters['parameter']> => [
  { name: 'decision', valueString: '3.5.1-00001/2026' },
  { name: 'decided', valueDate: decided },
  { name: 'reason', valueString: reason },
];

test('an entry that the authority has decided on is destroyed, in all its versions, by the head of its unit, and the log keeps by which decision', async () => {
  const id = await made('en hemlighet');
  const body = { ...observation, id, valueString: 'en annan hemlighet' };
  assert.equal((await ask('sara', 'PUT', `/fhir/Observation/${id}`, { body })).status, 200);
  const erased = await called('johan', `Observation/${id}/$erase`, ...order('Förstörs i sin helhet'));
  assert.equal(erased.status, 200, erased.text);
  assert.deepEqual(erased.body<Parameters>().parameter, [{ name: 'versions', valueInteger: 2 }]);
  for (const version of ['', '/_history/1', '/_history/2', '/_history/3'])
    assert.equal((await ask('sara', 'GET', `/fhir/Observation/${id}${version}`)).status, 410, version);
  const history = await ask('sara', 'GET', `/fhir/Observation/${id}/_history`);
  assert.deepEqual([history.status, history.text.includes('hemlighet')], [200, false]);
  for (const table of ['resource', 'resource_history'])
    assert.deepEqual(
      await wiring.database.rows({ name: '', text: `select id from ${table} where body like '%hemlighet%'` }),
      [],
    );
  const words = await ask('sara', 'GET', `/fhir/Patient/${viktor}/$text-search?text=hemlighet`);
  assert.equal(words.body<Bundle>().entry, undefined);
  const event = await logged('erase');
  assert.match(JSON.stringify(event), /3\.5\.1-00001\/2026, 2026-01-02: Förstörs i sin helhet/);
});

test('nobody else destroys, nor without a decision, nor on one that is still to come', async () => {
  const id = await made('står kvar');
  const asked = (as: string, reason = 'Förstörs', decided?: string) =>
    called(as, `Observation/${id}/$erase`, ...order(reason, decided));
  assert.deepEqual(ruleOf(await asked('sara')), ['erased-by-head']);
  assert.deepEqual(ruleOf(await asked('tomas')), ['erased-by-head']);
  assert.equal((await asked('johan', ' ')).status, 400);
  assert.deepEqual(ruleOf(await asked('johan', 'Förstörs', '2999-01-01')), ['erasure-ordered']);
  assert.equal((await asked('client:bench')).status, 403);
  assert.equal((await called('johan', `Observation/${id}/$erase`)).status, 400);
  assert.equal((await ask('sara', 'GET', `/fhir/Observation/${id}`)).status, 200);
});

test('what was deleted before is destroyed too; what others refer to is not, until they are', async () => {
  const id = await made('borttagen');
  assert.equal((await ask('client:bench', 'DELETE', `/fhir/Observation/${id}`)).status, 204);
  const erased = await called('johan', `Observation/${id}/$erase`, ...order('Förstörs'));
  assert.deepEqual(erased.body<Parameters>().parameter, [{ name: 'versions', valueInteger: 1 }]);
  const referred = await made('en av två');
  const referring = await ask('sara', 'POST', '/fhir/Observation', {
    body: { ...observation, valueString: 'den andra', derivedFrom: [{ reference: `Observation/${referred}` }] },
  });
  assert.equal(referring.status, 201);
  assert.equal((await called('johan', `Observation/${referred}/$erase`, ...order('Förstörs'))).status, 409);
  assert.equal((await ask('sara', 'GET', `/fhir/Observation/${referred}`)).status, 200);
});

test('what is handed out is noted in the record: to whom, what and when; the resident sees it', async () => {
  const id = await made('68 kg');
  const parameters: NonNullable<Parameters['parameter']> = [
    { name: 'recipient', valueString: 'Prov Försäkring AB' },
    { name: 'entry', valueReference: { reference: `Observation/${id}` } },
    { name: 'assessed', valueBoolean: true },
    { name: 'reason', valueString: 'Begärt med fullmakt' },
  ];
  const answer = await called('sara', `Patient/${viktor}/$hand-out`, ...parameters);
  assert.equal(answer.status, 201, answer.text);
  const noted = answer.body<Communication>();
  assert.deepEqual(
    [noted.recipient?.[0]?.display, noted.payload?.[0]?.contentReference?.reference, noted.sender?.display],
    ['Prov Försäkring AB', `Observation/${id}/_history/1`, 'Sara Lindqvist'],
  );
  assert.equal((await ask('viktor', 'GET', `/fhir/Communication/${noted.id}`)).status, 200);
  assert.ok(await logged('hand-out'));

  const not = (name: string, ...more: NonNullable<Parameters['parameter']>) => [
    ...parameters.filter((one) => one.name !== name),
    ...more,
  ];
  const path = `Patient/${viktor}/$hand-out`;
  assert.deepEqual(ruleOf(await called('sara', path, ...not('assessed', { name: 'assessed', valueBoolean: false }))), [
    'secrecy-assessed',
  ]);
  assert.deepEqual(ruleOf(await called('tomas', path, ...parameters)), ['care-relation-or-stated']);
  const ofAnother = not('entry', { name: 'entry', valueReference: { reference: `Patient/${linnea}` } });
  assert.equal((await called('sara', path, ...ofAnother)).status, 400);
});

test('what is printed is told in the log, and to the resident; who may not open the record does not print it', async () => {
  const id = await made('Utskrift');
  const entry = { name: 'entry', valueReference: { reference: `Observation/${id}` } };
  assert.equal((await called('sara', `Patient/${viktor}/$print`, entry)).status, 200);
  assert.equal((await logged('print'))?.agent[0]?.name, 'Sara Lindqvist');
  assert.deepEqual(ruleOf(await called('tomas', `Patient/${viktor}/$print`, entry)), ['care-relation-or-stated']);
});
