/**
 * Counter-signing over HTTP (PDL 3 kap. 10 §): a colleague who is asked reads and signs what the author has signed, or returns it with a reason;
 * nobody else does it, the author’s text stays byte for byte (F1), and a correction is countersigned anew. And `$correct` asks for the template’s words as `$sign` does.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, OperationOutcome, Questionnaire, QuestionnaireResponse, Task } from '@medplum/fhirtypes';
import { counterSignatureOf, signatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { counterSignedContent } from '@vardkedjan/care/record-keeping/signed-content.ts';
import { createHash } from 'node:crypto';
import { testWorld } from '../../src/http/test-world.ts';
import { seenIn } from './as-seen.ts';

const { ask } = await testWorld();
type Note = QuestionnaireResponse & { id: string };

const url = 'https://example.org/fhir/Questionnaire/countersigned';
const template: Questionnaire = {
  resourceType: 'Questionnaire',
  id: 'countersigned',
  url,
  version: '1',
  status: 'active',
  item: [
    { linkId: 'status', text: 'Status', type: 'text', required: true },
    { linkId: 'plan', text: 'Planering', type: 'text' },
  ],
};
assert.equal((await ask('client:bench', 'PUT', '/fhir/Questionnaire/countersigned', { body: template })).status, 201);
const words = '  Ingen misstanke om <5 & | ^ åäö \t\n ';
const johan = { reference: 'Practitioner/johan-ekdahl', display: 'Johan Ekdahl' };

const versioned = ({ meta }: { meta?: { versionId?: string } }) => ({
  headers: { 'if-match': `W/"${meta?.versionId}"` },
});
const call = (as: string, note: Note, code: string, ...parameter: object[]) =>
  ask(as, 'POST', `/fhir/QuestionnaireResponse/${note.id}/$${code}`, {
    ...versioned(note),
    ...(parameter.length > 0 && { body: { resourceType: 'Parameters', parameter } }),
  });
const askFor = (as: string, note: Note, of: { reference: string } = johan) =>
  call(as, note, 'ask-to-countersign', { name: 'of', valueReference: of });
const giveBack = (as: string, note: Note, reason: string) =>
  call(as, note, 'return-uncountersigned', { name: 'reason', valueString: reason });

async function drafted(text = words): Promise<Note> {
  const answer = await ask('sara', 'POST', '/fhir/QuestionnaireResponse', {
    body: {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      questionnaire: `${url}|1`,
      subject: { reference: 'Patient/viktor-eriksson' },
      authored: '2026-11-20T08:00:00Z',
      author: { reference: 'Practitioner/sara-lindqvist' },
      item: [{ linkId: 'status', text: 'Status', answer: [{ valueString: text }] }],
    },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<Note>();
}

async function signed(): Promise<Note> {
  const draft = await drafted();
  const answer = await call('sara', draft, 'sign', await seenIn(draft));
  assert.equal(answer.status, 200, answer.text);
  return answer.body<Note>();
}

const corrected = (note: Note, text: string): Note => ({
  ...note,
  item: [{ linkId: 'status', text: 'Status', answer: [{ valueString: text }] }],
});
const correct = async (as: string, note: Note, text: string) =>
  call(
    as,
    note,
    'correct',
    { name: 'reason', valueString: 'Fel' },
    { name: 'resource', resource: corrected(note, text) },
    await seenIn(corrected(note, text)),
  );

const textOf = ({ item = [] }: Note) => item[0]?.answer?.[0]?.valueString;
const faultOf = (body: OperationOutcome) => body.issue[0]?.diagnostics;

async function waitingFor(as: string, practitioner: string): Promise<Task[]> {
  const answer = await ask(
    as,
    'GET',
    `/fhir/Task?code=countersign&status=requested&owner=Practitioner/${practitioner}&_include=Task:focus`,
  );
  return (answer.body<Bundle>().entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Task' ? [resource] : [],
  );
}

test('the colleague who is asked countersigns: the author, the text and the author’s signature stay, and it waits no longer', async () => {
  const note = await signed();
  assert.equal((await askFor('sara', note)).status, 200);
  assert.deepEqual(
    (await waitingFor('johan', 'johan-ekdahl')).map(({ focus, requester }) => [focus?.reference, requester?.reference]),
    [[`QuestionnaireResponse/${note.id}`, 'Practitioner/sara-lindqvist']],
  );
  const answer = await call('johan', note, 'countersign');
  assert.equal(answer.status, 200, answer.text);
  const both = answer.body<Note>();
  assert.equal(textOf(both), words);
  assert.equal(both.author?.reference, 'Practitioner/sara-lindqvist');
  assert.equal(signatureOf(both)?.data, signatureOf(note)?.data);
  const { who, when = '', data = '' } = counterSignatureOf(both) ?? {};
  assert.equal(who?.reference, 'Practitioner/johan-ekdahl');
  const [, payload = ''] = Buffer.from(data, 'base64').toString().split('.');
  const digest = createHash('sha256')
    .update(counterSignedContent(both, who?.reference, when), 'utf8')
    .digest('base64url');
  assert.equal(payload, digest, 'what he signed is what stands there');
  assert.deepEqual(await waitingFor('johan', 'johan-ekdahl'), []);
  assert.equal((await call('johan', both, 'countersign')).status, 422, 'once');
});

test('nobody but the one who is asked countersigns or returns it, in the version that was read', async () => {
  const note = await signed();
  assert.equal(
    faultOf((await call('johan', note, 'countersign')).body<OperationOutcome>()),
    'No countersignature is waited for on this note.',
  );
  const own = await askFor('sara', note, { reference: 'Practitioner/sara-lindqvist' });
  assert.equal(faultOf(own.body<OperationOutcome>()), 'A note is countersigned by somebody else than its author.');
  assert.equal((await askFor('tomas', note)).status, 403, 'another unit’s staff ask nothing');
  assert.equal((await askFor('sara', note)).status, 200);
  for (const as of ['maria', 'sara']) {
    const refused = await call(as, note, 'countersign');
    assert.equal(refused.status, 422, `${as}: ${refused.text}`);
    assert.equal((await giveBack(as, note, 'Nej')).status, 422);
  }
  const changed = (await correct('sara', note, 'Annat')).body<Note>();
  assert.equal((await call('johan', note, 'countersign')).status, 412, 'he has not read what it says now');
  assert.equal((await call('johan', changed, 'countersign')).status, 200);
});

test('a draft is not countersigned', async () => {
  assert.equal((await askFor('sara', await drafted())).status, 422);
});

test('returned with a reason, it waits anew when it has been corrected; what is countersigned and corrected does too', async () => {
  const note = await signed();
  await askFor('sara', note);
  assert.equal((await giveBack('johan', note, ' ')).status, 400, 'with a reason');
  const returned = await giveBack('johan', note, 'Ange sida.');
  assert.equal(returned.status, 200, returned.text);
  assert.deepEqual(
    [returned.body<Task>().status, returned.body<Task>().statusReason?.text],
    ['rejected', 'Ange sida.'],
  );
  assert.equal((await call('johan', note, 'countersign')).status, 422, 'returned is not waiting');
  const right = (await correct('sara', note, 'Höger')).body<Note>();
  const [waiting] = (await waitingFor('johan', 'johan-ekdahl')).filter(({ focus }) =>
    focus?.reference?.endsWith(note.id),
  );
  assert.equal(waiting?.statusReason, undefined);
  const both = (await call('johan', right, 'countersign')).body<Note>();
  const again = (await correct('sara', both, 'Vänster')).body<Note>();
  assert.equal(counterSignatureOf(again), undefined, 'he has not signed what it says now');
  assert.equal((await call('johan', again, 'countersign')).status, 200);
});

test('a request is not answered by being written over, nor deleted', async () => {
  const note = await signed();
  const task = (await askFor('sara', note)).body<Task>();
  const put = (as: string, body: Task) => ask(as, 'PUT', `/fhir/Task/${task.id}`, { body, ...versioned(task) });
  assert.equal((await put('johan', { ...task, status: 'completed' })).status, 409);
  assert.equal((await put('sara', { ...task, status: 'rejected', statusReason: { text: 'Nej' } })).status, 409);
  assert.equal((await put('sara', { ...task, focus: { reference: 'Patient/viktor-eriksson' } })).status, 409);
  assert.equal((await ask('sara', 'DELETE', `/fhir/Task/${task.id}`)).status, 403);
  assert.equal((await put('sara', { ...task, status: 'cancelled' })).status, 200, 'who asked takes it back');
});

test('a correction fills in what its template asks for, as a signature does', async () => {
  const note = await signed();
  const without = { ...note, item: [{ linkId: 'plan', text: 'Planering', answer: [{ valueString: 'Åter' }] }] };
  const parameters = [
    { name: 'reason', valueString: 'Fel' },
    { name: 'resource', resource: without },
    await seenIn(without),
  ];
  const refused = await call('sara', note, 'correct', ...parameters);
  assert.equal(refused.status, 422);
  assert.equal(faultOf(refused.body<OperationOutcome>()), 'Fill in Status before you sign.');
});
