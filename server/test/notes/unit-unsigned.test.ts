/** The unit's unsigned notes (PDL 2008:355, 3 kap. 10 §), by the app's own question over HTTP: the head finds what a colleague left, and may answer for it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Note, signNote, type Unsigned, unitUnsignedQuery } from '@vardkedjan/clinician/features/notes/queries.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { appOverHttp } from './app-over-http.ts';

const world = await testWorld();
const app = await appOverHttp(world);
const patientId = 'viktor-eriksson';

async function drafted(text: string, authored: string): Promise<string> {
  const answer = await world.ask('sara', 'POST', '/fhir/QuestionnaireResponse', {
    body: {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      subject: { reference: `Patient/${patientId}` },
      authored,
      author: { reference: 'Practitioner/sara-lindqvist' },
      item: [{ linkId: 'status', text: 'Status', answer: [{ valueString: text }] }],
    },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<Note>().id;
}

const waiting = (who: string, self: string, unit = 'vc-kvarnbacken') =>
  app.as(who, () => (unitUnsignedQuery(unit, `Practitioner/${self}`).queryFn as (of: object) => Promise<Unsigned>)({}));

test('a colleague’s are listed, the oldest first, with whose they are, and not one’s own; whoever signs becomes the author', async () => {
  const later = await drafted('Nyare.', '2026-11-20T08:00:00Z');
  const earlier = await drafted('Äldre.', '2026-10-01T08:00:00Z');
  const found = await waiting('johan', 'johan-ekdahl');
  const ours = found.notes.map(({ id }) => id).filter((id) => id === later || id === earlier);
  assert.deepEqual(ours, [earlier, later]);
  assert.ok(found.patients.has(patientId));
  const own = await waiting('sara', 'sara-lindqvist');
  assert.deepEqual(
    own.notes.filter(({ id }) => id === later || id === earlier),
    [],
  );
  const note = found.notes.find(({ id }) => id === earlier);
  assert.ok(note);
  const signed = await app.as('johan', () => signNote(note, patientId));
  assert.deepEqual([signed.status, signed.author?.reference], ['completed', 'Practitioner/johan-ekdahl']);
  const after = await waiting('johan', 'johan-ekdahl');
  assert.ok(!after.notes.some(({ id }) => id === earlier));
});

test('another unit’s staff find nothing of it', async () => {
  await drafted('På Kvarnbacken.', '2026-11-21T08:00:00Z');
  assert.deepEqual((await waiting('tomas', 'tomas-berg')).notes, []);
});
