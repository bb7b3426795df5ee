/** A letter and its file stay as they were sent, whichever way staff write them (F1); nor does anything else become one. Over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Binary, DocumentReference, Resource } from '@medplum/fhirtypes';
import { formDraftSystem } from '@vardkedjan/care/record-keeping/form-draft.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const subject = { reference: 'Patient/viktor-eriksson' };

const sent = await ask('sara', 'POST', '/fhir/Patient/viktor-eriksson/$send-letter', {
  body: {
    resourceType: 'Parameters',
    parameter: [
      { name: 'kind', valueCode: 'letter' },
      { name: 'title', valueString: 'Ditt provsvar' },
      { name: 'text', valueString: 'Provet var bra.' },
    ],
  },
});
assert.equal(sent.status, 201, sent.text);
const letter = sent.body<DocumentReference & { id: string }>();
const pdf = letter.content[0]?.attachment.url ?? '';

const put = (who: string, resource: Resource & { id?: string }) =>
  ask(who, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });
const kept = async (name: string) =>
  (await ask('sara', 'GET', `/fhir/${name}`, { headers: { accept: 'application/fhir+json' } })).body().meta?.versionId;

test('nobody rewrites a letter, hides it as a draft of their own, or takes it away; its sender neither', async () => {
  const [file, text] = letter.content;
  assert.ok(file && text);
  const rewritten = {
    attachment: {
      contentType: 'text/plain',
      title: 'Ditt provsvar',
      data: Buffer.from('Provet var dåligt.').toString('base64'),
    },
  };
  const author = [{ reference: 'Practitioner/maria-holm' }];
  const hidden = { author, docStatus: 'preliminary' as const, identifier: [{ system: formDraftSystem, value: 'x' }] };
  for (const who of ['maria', 'sara'])
    for (const more of [
      { content: [file, rewritten] },
      hidden,
      { status: 'entered-in-error' as const },
      { category: [{ text: 'x' }], type: { text: 'x' } },
      { meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' }] } },
    ])
      assert.equal((await put(who, { ...letter, ...more })).status, 409, `${who} ${JSON.stringify(more)}`);
  const patched = await ask('maria', 'PATCH', `/fhir/DocumentReference/${letter.id}`, {
    body: [{ op: 'replace', path: '/description', value: 'Annat' }],
    headers: { 'content-type': 'application/json-patch+json' },
  });
  assert.equal(patched.status, 409, patched.text);
  assert.equal(await kept(`DocumentReference/${letter.id}`), '1');
});

test('the file that a letter names is not changed, and goes into no other patient’s record', async () => {
  const id = pdf.replace('Binary/', '');
  const file: Binary & { id: string } = {
    resourceType: 'Binary',
    id,
    contentType: 'text/plain',
    data: 'QQ==',
    securityContext: subject,
  };
  for (const who of ['maria', 'sara']) assert.equal((await put(who, file)).status, 409);
  const raw = await ask('maria', 'PUT', `/fhir/${pdf}`, {
    body: 'fejk',
    headers: { 'content-type': 'text/plain', 'x-security-context': subject.reference },
  });
  assert.ok(raw.status >= 400, raw.text);
  assert.equal(await kept(pdf), '1');
});

test('nobody writes a letter in another’s name, or makes one of another document', async () => {
  const { id: _id, meta: _meta, ...own } = letter;
  const forged = { ...own, author: [{ reference: 'Practitioner/johan-ekdahl' }] };
  assert.equal((await ask('sara', 'POST', '/fhir/DocumentReference', { body: forged })).status, 409);
  const other: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    subject,
    content: [{ attachment: { title: 'Intyg' } }],
  };
  const made = (await ask('johan', 'POST', '/fhir/DocumentReference', { body: other })).body<DocumentReference>();
  assert.equal((await put('sara', { ...forged, ...(made.id !== undefined && { id: made.id }) })).status, 409);
  const draft = { ...made, docStatus: 'preliminary' as const, author: [{ reference: 'Practitioner/sara-lindqvist' }] };
  const taken = await put('sara', { ...draft, identifier: [{ system: formDraftSystem, value: 'x' }] });
  assert.match(taken.text, /does not become a draft/);
});
