/** What was typed in a form goes with what is sent, as one unit of work: no order without its draft being taken, and none twice (F3, F14, F17). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, DocumentReference, Flag, OperationOutcome, Parameters } from '@medplum/fhirtypes';
import { formDraft, heldForm } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';
const by = { reference: 'Practitioner/sara-lindqvist' };
const texts = { text: '"MRSA"' };

let forms = 0;

interface Kept {
  id: string;
  address: string;
}

async function typed(patientId = viktor): Promise<Kept> {
  const of = {
    patientId,
    form: 'allergies/flag',
    args: { number: String(++forms) },
    assignment: 'sara-at-the-health-centre',
  };
  const answer = await ask('sara', 'POST', '/fhir/DocumentReference', { body: formDraft(of, texts, by) });
  assert.equal(answer.status, 201, answer.text);
  return keptOf(answer.body<DocumentReference>());
}

const keptOf = ({ id = '', meta }: DocumentReference): Kept => ({
  id,
  address: `DocumentReference/${id}/_history/${meta?.versionId}`,
});

const stored = async ({ id }: Kept) =>
  (await ask('sara', 'GET', `/fhir/DocumentReference/${id}`)).body<DocumentReference>();

const flag = (text: string, patient = viktor): Flag => ({
  resourceType: 'Flag',
  status: 'active',
  code: { text },
  subject: { reference: `Patient/${patient}` },
});

const bundle = (type: Bundle['type'], text: string): Bundle => ({
  resourceType: 'Bundle',
  type,
  entry: [{ resource: flag(text), request: { method: 'POST', url: 'Flag' } }],
});

const send = (draft: string, body: unknown, { path = '', as = 'sara' } = {}) =>
  ask(as, 'POST', `/fhir${path}`, { body, headers: { 'X-Vardkedjan-Draft': draft } });

const flagsOf = async (text: string) =>
  ((await ask('sara', 'GET', `/fhir/Flag?patient=${viktor}&_count=1000`)).body<Bundle<Flag>>().entry ?? []).filter(
    ({ resource }) => resource?.code?.text === text,
  ).length;

const told = (answer: { body: <T>() => T }) => answer.body<OperationOutcome>().issue[0]?.details?.text ?? '';

const letter = (title: string): Parameters => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'kind', valueCode: 'letter' },
    { name: 'title', valueString: title },
    { name: 'text', valueString: 'Välkommen åter.' },
  ],
});

const lettersCalled = async (title: string) =>
  (
    (await ask('sara', 'GET', `/fhir/DocumentReference?patient=${viktor}&_count=1000`)).body<
      Bundle<DocumentReference>
    >().entry ?? []
  ).filter(({ resource }) => resource?.description === title).length;

test('when the server has taken what is sent the draft holds nothing, though the browser says no more', async () => {
  const ways: readonly [string, string, (text: string) => unknown][] = [
    ['a transaction', '', (text) => bundle('transaction', text)],
    ['a resource', '/Flag', flag],
    ['an operation', `/Patient/${viktor}/$send-letter`, letter],
  ];
  for (const [way, path, body] of ways) {
    const draft = await typed();
    const answer = await send(draft.address, body(way), { path });
    assert.ok(answer.status < 300, `${way} ${answer.text}`);
    const after = await stored(draft);
    assert.equal(after.status, 'superseded', way);
    assert.deepEqual(heldForm(after)?.texts, {}, way);
    assert.equal(heldForm(after)?.form, 'allergies/flag', way);
  }
  assert.equal(await flagsOf('a transaction'), 1);
  assert.equal((await send((await typed()).address, bundle('transaction', 'x'))).body<Bundle>().entry?.length, 1);
});

test('what has been sent from another machine is not sent again, and the one who tries is told what has happened', async () => {
  for (const [text, path, body, count] of [
    ['Två gånger', '', bundle('transaction', 'Två gånger'), flagsOf],
    ['Två brev', `/Patient/${viktor}/$send-letter`, letter('Två brev'), lettersCalled],
  ] as const) {
    const draft = await typed();
    assert.ok((await send(draft.address, body, { path })).status < 300);
    const again = await send(draft.address, body, { path });
    assert.equal(again.status, 409, again.text);
    assert.match(told(again), /redan skickats.*Inget skickades en gång till/);
    assert.equal(await count(text), 1, text);
  }
});

test('of those who send the same at the same moment, one is taken', async () => {
  const draft = await typed();
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(draft.address, bundle('transaction', 'Samtidigt'))));
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409, 409, 409, 409],
  );
  assert.equal(await flagsOf('Samtidigt'), 1);
});

test('what has been changed at another machine meanwhile is not sent as it was before, and stays', async () => {
  const draft = await typed();
  const body = { ...(await stored(draft)), date: new Date().toISOString() };
  assert.equal((await ask('sara', 'PUT', `/fhir/DocumentReference/${draft.id}`, { body })).status, 200);
  const answer = await send(draft.address, bundle('transaction', 'Gammalt'));
  assert.equal(answer.status, 409);
  assert.match(told(answer), /ändrats på en annan dator/);
  assert.equal(await flagsOf('Gammalt'), 0);
  assert.deepEqual(heldForm(await stored(draft))?.texts, texts);
});

test('what is refused leaves the draft as it was', async () => {
  const draft = await typed();
  const wrong = { ...flag('Fel'), status: 'no-such-status' };
  assert.equal((await send(draft.address, wrong, { path: '/Flag' })).status, 422);
  assert.equal((await stored(draft)).status, 'current');
  assert.equal((await send(draft.address, flag('Rätt'), { path: '/Flag' })).status, 201);
});

test('nobody takes another’s draft, and none goes with a batch, with what writes nothing, or with what is no draft', async () => {
  const draft = await typed();
  assert.equal((await send(draft.address, bundle('transaction', 'Annans'), { as: 'johan' })).status, 409);
  assert.equal((await send(draft.address, bundle('batch', 'Bunt'))).status, 400);
  const headers = { 'X-Vardkedjan-Draft': draft.address };
  assert.equal((await ask('sara', 'GET', `/fhir/Flag?patient=${viktor}`, { headers })).status, 400);
  assert.equal((await send(`DocumentReference/${draft.id}`, bundle('transaction', 'Utan version'))).status, 400);
  assert.equal((await send('DocumentReference/none/_history/1', bundle('transaction', 'Inget'))).status, 404);
  for (const text of ['Annans', 'Bunt', 'Utan version', 'Inget']) assert.equal(await flagsOf(text), 0, text);
  assert.equal((await stored(draft)).status, 'current');
});

test('with one record on the screen a draft about another patient is not taken', async () => {
  const draft = await typed();
  const linnea = 'linnea-sjogren';
  const sent = { ...flag('Fel skärm', linnea) };
  const screen = { 'X-Vardkedjan-Patient': linnea };
  const headers = { ...screen, 'X-Vardkedjan-Draft': draft.address };
  const answer = await ask('sara', 'POST', '/fhir/Flag', { body: sent, headers });
  assert.equal(answer.status, 422, answer.text);
  assert.match(told(answer), /annan patient/);
  assert.equal((await stored(draft)).status, 'current');
  assert.equal((await ask('sara', 'POST', '/fhir/Flag', { body: sent, headers: screen })).status, 201);
});
