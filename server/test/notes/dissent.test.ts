/** The patient's dissenting opinion at a note, over HTTP (PDL 3 kap. 8 §): in the patient's words byte for byte (F1), the note as it was, and the patient reads it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { dissentContent, dissentsOf } from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { signatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { asSeen, seenIn } from './as-seen.ts';

const { ask } = await testWorld();
type Note = QuestionnaireResponse & { id: string };
const opinion = '  Jag har ALDRIG rökt <5 cig & | ^ åäö \t\n ';
const versioned = ({ meta }: Note) => ({ headers: { 'if-match': `W/"${meta?.versionId}"` } });
const dissent = (as: string, note: Note, said = opinion) =>
  ask(as, 'POST', `/fhir/QuestionnaireResponse/${note.id}/$note-dissent`, {
    ...versioned(note),
    body: { resourceType: 'Parameters', parameter: [{ name: 'opinion', valueString: said }] },
  });

async function drafted(): Promise<Note> {
  const body: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    subject: { reference: 'Patient/viktor-eriksson' },
    authored: '2026-11-20T08:00:00Z',
    author: { reference: 'Practitioner/sara-lindqvist' },
    item: [{ linkId: 'status', text: 'Status', answer: [{ valueString: 'Rökare.' }] }],
  };
  return (await ask('sara', 'POST', '/fhir/QuestionnaireResponse', { body })).body<Note>();
}

async function signed(): Promise<Note> {
  const draft = await drafted();
  return (await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${draft.id}/$sign`, await asSeen(draft))).body<Note>();
}

test('it stands at the note in the patient’s words, with who noted it; the note and its signature are as they were', async () => {
  const note = await signed();
  const answer = await dissent('maria', note);
  assert.equal(answer.status, 200, answer.text);
  const noted = answer.body<Note>();
  const [said, ...more] = dissentsOf(noted);
  assert.equal(more.length, 0);
  assert.equal(said?.opinion, opinion);
  assert.equal(said?.by.reference, 'Practitioner/maria-holm');
  assert.deepEqual(
    [noted.item, noted.status, noted.author, noted.authored],
    [note.item, note.status, note.author, note.authored],
  );
  assert.equal(signatureOf(noted)?.data, signatureOf(note)?.data);
  assert.ok(said);
  const [, payload] = Buffer.from(said.seal?.data ?? '', 'base64')
    .toString()
    .split('.');
  assert.equal(payload, createHash('sha256').update(dissentContent(noted, said), 'utf8').digest('base64url'));
  const read = (await ask('viktor', 'GET', `/fhir/QuestionnaireResponse/${note.id}`)).body<Note>();
  assert.equal(dissentsOf(read)[0]?.opinion, opinion, 'the patient reads it');
});

test('a second stands after the first, and both follow a correction', async () => {
  const once = (await dissent('sara', await signed())).body<Note>();
  const twice = (await dissent('johan', once, 'Och jag är inte gift.')).body<Note>();
  const item = [{ linkId: 'status', text: 'Status', answer: [{ valueString: 'Aldrig rökt.' }] }];
  const parameter = [
    { name: 'reason', valueString: 'Fel' },
    { name: 'resource', resource: { ...twice, item } },
    await seenIn({ ...twice, item }),
  ];
  const answer = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${twice.id}/$correct`, {
    ...versioned(twice),
    body: { resourceType: 'Parameters', parameter },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(
    dissentsOf(answer.body<Note>()).map((said) => said.opinion),
    [opinion, 'Och jag är inte gift.'],
  );
});

test('not at a draft, not without words, not by another unit, not in a version that was not read', async () => {
  assert.equal((await dissent('sara', await drafted())).status, 422);
  const note = await signed();
  assert.equal((await dissent('sara', note, ' \n')).status, 400);
  assert.equal((await dissent('tomas', note)).status, 403);
  await dissent('sara', note);
  assert.equal((await dissent('sara', note)).status, 412);
});
