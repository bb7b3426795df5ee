/** Who an unknown person turned out to be, over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, OperationOutcome, Patient } from '@medplum/fhirtypes';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';

const unknown = async (): Promise<string> =>
  (await ask('sara', 'POST', '/fhir/Patient/$register-unknown')).body<Patient & { id: string }>().id;
const called = (as: string, code: string, id: string, known = viktor, headers: Record<string, string> = {}) =>
  ask(as, 'POST', `/fhir/Patient/${id}/$${code}`, {
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'known', valueReference: { reference: `Patient/${known}` } }],
    },
    headers,
  });
const read = async (id: string) => (await ask('sara', 'GET', `/fhir/Patient/${id}`)).body<Patient>();
const plain = (patient: Patient): Patient => ({ ...patient, meta: {} });

test('it is said on both, every version stays, and it is taken back so that both are as they were', async () => {
  const id = await unknown();
  const before = await Promise.all([read(id), read(viktor)]);
  const linked = await called('sara', 'link', id);
  assert.equal(linked.status, 200, linked.text);
  assert.deepEqual(
    (await Promise.all([read(id), read(viktor)])).map(({ link, active }) => [link, active]),
    [
      [[{ other: { reference: `Patient/${viktor}` }, type: 'replaced-by' }], false],
      [[{ other: { reference: `Patient/${id}` }, type: 'replaces' }], before[1].active],
    ],
  );
  assert.equal((await called('sara', 'unlink', id)).status, 200);
  assert.deepEqual((await Promise.all([read(id), read(viktor)])).map(plain), before.map(plain));
  const history = (await ask('sara', 'GET', `/fhir/Patient/${id}/_history`)).body<Bundle>();
  assert.equal(history.entry?.length, 3);
});

test('of two who say at the same moment who it is, one is told', async () => {
  const id = await unknown();
  const other = await unknown();
  const answers = await Promise.all([called('sara', 'link', id), called('sara', 'link', id, other)]);
  const [done, told] = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  assert.equal(done, 200);
  assert.ok(told === 409 || told === 412, `${told}`);
  const { link } = await read(id);
  assert.equal(link?.length, 1);
});

test('nobody known is linked to another, and none to two; those who may not write in both are refused', async () => {
  const id = await unknown();
  assert.equal((await called('sara', 'link', viktor, id)).status, 409);
  assert.equal((await called('sara', 'link', id, id)).status, 409);
  assert.equal((await called('sara', 'unlink', id)).status, 409);
  assert.equal((await called('sara', 'link', id, 'nobody-here')).status, 404);
  const refused = await called('tomas', 'link', id);
  assert.equal(refused.status, 403, refused.text);
  assert.ok(refused.body<OperationOutcome>().issue.length > 0);
  assert.equal((await read(id)).link, undefined);
});

test('a page must have both on the screen', async () => {
  const id = await unknown();
  const onScreen = (...ids: string[]) => called('sara', 'link', id, viktor, { 'x-vardkedjan-patient': ids.join(',') });
  assert.equal((await onScreen(id)).status, 422);
  assert.equal((await onScreen(viktor)).status, 422);
  assert.equal((await onScreen(id, viktor)).status, 200);
});
