/** Forms that are begun and not sent, over HTTP: their author's own, about the patient on the screen, never shown to the patient (F16, F17). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, DocumentReference, OperationOutcome } from '@medplum/fhirtypes';
import { formDraft, formDraftSystem, heldForm } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const viktor = 'viktor-eriksson';
const of = { patientId: viktor, form: 'orders/referral', args: {}, assignment: 'sara-at-the-health-centre' };
const by = (id: string) => ({ reference: `Practitioner/${id}` });
const draft = (texts: Record<string, string>, author = 'sara-lindqvist') => formDraft(of, texts, by(author));
const put = (as: string, id: string, body: DocumentReference, headers: Record<string, string> = {}) =>
  ask(as, 'PUT', `/fhir/DocumentReference/${id}`, { body: { ...body, id }, headers });
const found = async (as: string, query: string) =>
  ((await ask(as, 'GET', `/fhir/DocumentReference?${query}`)).body<Bundle>().entry ?? []).map(
    ({ resource }) => resource as DocumentReference,
  );

test('a form is kept, found again by whose it is, and made only once', async () => {
  const identifier = `${formDraftSystem}|${draft({}).identifier?.[0]?.value ?? ''}`;
  const headers = { 'If-None-Exist': `identifier=${encodeURIComponent(identifier)}` };
  const first = await ask('sara', 'POST', '/fhir/DocumentReference', { body: draft({ a: '"1"' }), headers });
  assert.equal(first.status, 201, first.text);
  assert.equal(
    (await ask('sara', 'POST', '/fhir/DocumentReference', { body: draft({ a: '"2"' }), headers })).status,
    200,
  );
  const mine = `author=Practitioner/sara-lindqvist&status=current&identifier=${encodeURIComponent(`${formDraftSystem}|`)}`;
  assert.deepEqual(
    (await found('sara', mine)).map((each) => heldForm(each)?.texts),
    [{ a: '"1"' }],
  );
  const { id = '' } = first.body<DocumentReference>();
  assert.equal((await put('sara', id, draft({}))).status, 200);
  assert.deepEqual(await found('sara', mine), []);
});

test('nobody writes in another’s, takes it over, moves it to another patient or makes it final', async () => {
  const stored = await ask('sara', 'POST', '/fhir/DocumentReference', { body: draft({ a: '"1"' }) });
  const { id = '' } = stored.body<DocumentReference>();
  const refused: [string, DocumentReference][] = [
    ['johan', draft({ a: '"2"' })],
    ['johan', draft({ a: '"2"' }, 'johan-ekdahl')],
    ['sara', draft({ a: '"2"' }, 'johan-ekdahl')],
    ['sara', { ...draft({ a: '"2"' }), docStatus: 'final' }],
    ['sara', { ...draft({ a: '"2"' }), identifier: [{ system: 'urn:x', value: 'y' }] }],
  ];
  for (const [as, body] of refused) {
    const answer = await put(as, id, body);
    assert.equal(answer.status, 409, `${as} ${answer.text}`);
    assert.match(answer.body<OperationOutcome>().issue[0]?.details?.text ?? answer.text, /draft/i);
  }
  const moved = await put('sara', id, { ...draft({ a: '"2"' }), subject: { reference: 'Patient/linnea-strand' } });
  assert.ok(moved.status >= 400, moved.text);
  const patch = [{ op: 'replace', path: '/author/0/reference', value: 'Practitioner/johan-ekdahl' }];
  const headers = { 'Content-Type': 'application/json-patch+json' };
  assert.equal((await ask('johan', 'PATCH', `/fhir/DocumentReference/${id}`, { body: patch, headers })).status, 409);
  assert.deepEqual(
    heldForm((await ask('sara', 'GET', `/fhir/DocumentReference/${id}`)).body<DocumentReference>())?.texts,
    {
      a: '"1"',
    },
  );
});

test('it is saved with the patient it is about on the screen, or not at all', async () => {
  const headers = { 'X-Vardkedjan-Patient': 'linnea-strand' };
  const answer = await ask('sara', 'POST', '/fhir/DocumentReference', { body: draft({ a: '"1"' }), headers });
  assert.ok(answer.status >= 400, answer.text);
});

test('the patient does not see it', async () => {
  const stored = await ask('sara', 'POST', '/fhir/DocumentReference', { body: draft({ a: '"1"' }) });
  const { id = '' } = stored.body<DocumentReference>();
  assert.equal((await ask('viktor', 'GET', `/fhir/DocumentReference/${id}`)).status, 403);
});
