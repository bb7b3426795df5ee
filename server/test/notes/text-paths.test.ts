/**
 * F1 for notes: whatever is typed comes out as it went in, byte for byte, by every path that a text can take from its author to its readers,
 * over HTTP and by the app's own way of keeping, signing and checking; and a word that is lost on its way is not signed. Random texts;
 * more of them by `--cases N`, others by `--seed N`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import type { Basic, Bundle, QuestionnaireResponse } from '@medplum/fhirtypes';
import { dissentsOf } from '@vardkedjan/care/record-keeping/after-signing/dissenting-opinion.ts';
import { checkSignature, type NoteKey } from '@vardkedjan/care/record-keeping/check-signature.ts';
import { dictationResources, typedDictation } from '@vardkedjan/care/record-keeping/dictation.ts';
import { seenHashOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { quickTextFor, quickTextsOf, wordBefore } from '@vardkedjan/care/record-keeping/quick-texts/quick-texts.ts';
import type { DraftTexts } from '@vardkedjan/clinician/drafts/draft-store.ts';
import { storedNoteOf } from '@vardkedjan/clinician/features/notes/draft/fhir-note-store.ts';
import { itemsOf, textsOf } from '@vardkedjan/clinician/features/notes/draft/note-items.ts';
import { correctNote, type Note, noteDissent, type Template } from '@vardkedjan/clinician/features/notes/queries.ts';
import { signDraft } from '@vardkedjan/clinician/features/notes/write/sign-draft.ts';
import { keepQuickTexts } from '@vardkedjan/clinician/quick-texts/queries.ts';
import { operate, readResource, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { Random } from '../../../care/test/random.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { appOverHttp, type Way } from './app-over-http.ts';

const { values: flags } = parseArgs({
  strict: false,
  options: { cases: { type: 'string', default: '4' }, seed: { type: 'string', default: '1' } },
});

const world = await testWorld();
const { ask } = world;
const app = await appOverHttp(world);
const patientId = 'viktor-eriksson';
const author = { reference: 'Practitioner/sara-lindqvist', display: 'Sara Lindqvist, distriktsläkare' } as const;
const words = ['anamnes', 'status', 'planering'];
const template: Template = {
  resourceType: 'Questionnaire',
  id: 'text-paths',
  url: 'https://example.org/fhir/Questionnaire/text-paths',
  version: '1',
  title: 'Besök',
  status: 'active',
  item: [
    { linkId: 'anamnes', text: 'Anamnes', type: 'text' },
    { linkId: 'grupp', text: 'Status', type: 'group', item: [{ linkId: 'status', text: 'Hjärta', type: 'text' }] },
    { linkId: 'planering', text: 'Planering', type: 'text' },
  ],
};
assert.equal((await ask('client:bench', 'PUT', `/fhir/Questionnaire/${template.id}`, { body: template })).status, 201);
const { keys } = (await ask(undefined, 'GET', '/.well-known/note-keys')).body<{ keys: NoteKey[] }>();

/** What other systems have lost, split, folded or turned about. */
const pieces = [
  'ingen ',
  'inte',
  'ej',
  'utan ',
  'åäö ÅÄÖ',
  'CRP <5',
  '>7,0',
  '&',
  '&amp;',
  '<br/>',
  '|',
  '^',
  '~',
  '\\',
  '"',
  "'",
  '{}',
  'null',

  '\t',
  '\n',
  '\r\n',
  '\r',
  '\n\n\n',
  '  ',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u200b',
  '\u200d',

  'e\u0301',
  'é',
  'a\u0308\u0323',
  '🩺',
  '👩🏽‍⚕️',
  '🇸🇪',
  '\u{1f9b4}',
  '½',
  '≥',
  'µg',
  '−',
  '–',

  'שלום',
  'مرحبا 120/80',
  '\u202eabc\u202c',
  '\u2067נ\u2069',
  '漢字',
  '\u007f',
  '\u0080',
  '\u009f',
  '\ufffd',
  '\uffff',

  'x'.repeat(3000),
  'lång rad utan slut '.repeat(400),
];

const anyText = (random: Random): string =>
  `${Array.from({ length: random.below(14) }, () => random.pick(pieces)).join('')}${random.pick(['å', '.', 'ingen'])}`;

const anyTexts = (random: Random): DraftTexts => Object.fromEntries(words.map((word) => [word, anyText(random)]));

const draftOf = (draft: string) => ({ draft, patientId, template, author });

/** Typed as it is typed: bit by bit, with something taken back on the way. */
function type(autosave: ReturnType<typeof app.open>, texts: DraftTexts, random: Random): void {
  for (const [word, text] of Object.entries(texts)) {
    for (let at = 0; at < text.length; at += 1 + random.below(900)) autosave.type(word, text.slice(0, at));
    autosave.type(word, `${text}fel`);
    autosave.type(word, text);
  }
}

async function typedAndSigned(texts: DraftTexts, random: Random): Promise<Note> {
  const autosave = app.open(draftOf(crypto.randomUUID()));
  type(autosave, texts, random);
  const result = await signDraft(autosave, template, patientId);
  assert.equal(result.kind, 'signed', JSON.stringify(result));
  return (result as { note: Note }).note;
}

/** By whoever reads it: the very texts, and the seal says so. */
async function readsAs(who: string, id: string, texts: DraftTexts): Promise<Note> {
  const note = await app.as(who, async () => (await readResource<Note>('QuestionnaireResponse', id)).resource);
  assert.deepEqual(textsOf(note, template), texts, `as ${who} reads it`);
  assert.equal(await checkSignature(note, keys), 'verified', `as ${who} reads it`);
  return note;
}

async function readByAll(id: string, texts: DraftTexts): Promise<void> {
  for (const who of ['sara', 'johan', 'viktor']) await readsAs(who, id, texts);
}

type Path = (random: Random) => Promise<void>;

const paths: Record<string, Path> = {
  async 'typed, kept as it is typed, signed, read by colleagues and by the resident'(random) {
    const texts = anyTexts(random);
    await readByAll((await app.as('sara', () => typedAndSigned(texts, random))).id, texts);
  },

  async 'dictated, typed by a secretary, signed by its author'(random) {
    const texts = anyTexts(random);
    const [id, noteId] = [crypto.randomUUID(), crypto.randomUUID()];
    const begun: QuestionnaireResponse & { id: string } = {
      resourceType: 'QuestionnaireResponse',
      id: noteId,
      status: 'in-progress',
      questionnaire: `${template.url}|1`,
    };
    const sound = {
      contentType: 'audio/webm',
      data: 'AAAA',
      size: 3,
      hash: 'KJkk0gwTpTTaVNYhQ5SpmK15kGA=',
      seconds: 1,
    };
    const unit = { reference: 'Organization/vc-kvarnbacken' };
    const now = new Date();
    const resources = dictationResources({ id, patientId, note: begun, author, unit, sound, isUrgent: false, now });
    const entry = resources.map((resource) => ({
      resource,
      request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
    }));
    const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
    const sent = await ask('sara', 'POST', '/fhir', { body });
    assert.equal(sent.status, 200, sent.text);
    await app.as('birgitta', async () => {
      const { resource, etag } = await readResource<Note>('QuestionnaireResponse', noteId);
      const task = (await readResource('Task', id)).resource;
      assert.ok(task.resourceType === 'Task');
      const [, typed] = typedDictation(task, { ...resource, item: itemsOf(template, texts) }, now);
      await updateResource({ ...typed, id: noteId }, etag, patientId);
    });
    await app.as('sara', async () => {
      const { resource } = await readResource<Note>('QuestionnaireResponse', noteId);
      const base = storedNoteOf(resource, template);
      const autosave = app.open({ ...draftOf(noteId), note: resource }, { base, texts: base.texts });
      assert.equal((await signDraft(autosave, template, patientId)).kind, 'signed');
    });
    await readByAll(noteId, texts);
  },

  async 'put in by a short word'(random) {
    const text = anyText(random).slice(0, 15_000);
    const texts = await app.as('sara', async () => {
      const read = () => operate<Basic>('Basic/$quick-texts', { query: { of: 'own' } });
      await keepQuickTexts('own', [{ word: 'bra', text }], (await read()).etag ?? '');
      const before = `${anyText(random)} ;bra`;
      const found = wordBefore(before, before.length);
      const put = quickTextFor(found?.word ?? '', quickTextsOf((await read()).resource), []);
      return { status: before.slice(0, found?.from) + put?.text };
    });
    assert.ok(texts.status.endsWith(` ${text}`));
    await readByAll((await app.as('sara', () => typedAndSigned(texts, random))).id, texts);
  },

  async corrected(random) {
    const after = anyTexts(random);
    const id = await app.as('sara', async () => {
      const note = await typedAndSigned(anyTexts(random), random);
      const corrected = { ...note, item: itemsOf(template, after, note.item ?? []) };
      return (await correctNote(note, corrected, anyText(random).slice(0, 9000), patientId)).id;
    });
    await readByAll(id, after);
  },

  async 'held against by the patient'(random) {
    const texts = anyTexts(random);
    const opinion = anyText(random).slice(0, 15_000);
    const { id } = await app.as('sara', async () =>
      noteDissent(await typedAndSigned(texts, random), opinion, patientId),
    );
    for (const who of ['sara', 'viktor'])
      assert.deepEqual(
        dissentsOf(await readsAs(who, id, texts)).map((said) => said.opinion),
        [opinion],
      );
  },

  async 'taken out with everything, in JSON and in XML, and brought in again'(random) {
    const texts = anyTexts(random);
    const { id } = await app.as('sara', () => typedAndSigned(texts, random));
    const everything = await app.as('sara', () => operate<Bundle>(`Patient/${patientId}/$everything?_count=1000`));
    const note = everything.resource.entry?.find(({ resource }) => resource?.id === id)?.resource as Note;
    const xml = await ask('sara', 'GET', `/fhir/QuestionnaireResponse/${id}`, {
      headers: { accept: 'application/fhir+xml' },
    });
    const [json, fromXml] = [crypto.randomUUID(), crypto.randomUUID()];
    const put = (to: string, body: unknown, type: string) =>
      ask('client:bench', 'PUT', `/fhir/QuestionnaireResponse/${to}`, { body, headers: { 'content-type': type } });
    const inJson = await put(json, { ...note, id: json, identifier: undefined }, 'application/fhir+json');
    assert.equal(inJson.status, 201, inJson.text);
    const renamed = xml.text
      .replace(`<id value="${id}"/>`, `<id value="${fromXml}"/>`)
      .replace(/<identifier>.*?<\/identifier>/su, '');
    const inXml = await put(fromXml, renamed, 'application/fhir+xml');
    assert.equal(inXml.status, 201, inXml.text);
    for (const copy of [json, fromXml]) await readByAll(copy, texts);
  },
};

for (const [path, take] of Object.entries(paths))
  test(`a text is the same, byte for byte: ${path}`, async () => {
    for (let each = 0; each < Number(flags.cases); each++) {
      const seed = Number(flags.seed) + each;
      try {
        await take(new Random(seed));
      } catch (failure) {
        throw new Error(`--seed ${seed}`, { cause: failure });
      }
    }
  });

test('what a text cannot hold is refused and shown, never changed', async () => {
  for (const code of [0, 1, 8, 0xb, 0xc, 0xe, 0x1f]) {
    const typed = `Ingen${String.fromCharCode(code)}feber`;
    await app.as('sara', async () => {
      const autosave = app.open(draftOf(crypto.randomUUID()));
      autosave.type('anamnes', typed);
      assert.equal((await signDraft(autosave, template, patientId)).kind, 'not-saved');
      const { state, texts, note } = autosave.view();
      assert.deepEqual([state, texts, note], ['refused', { anamnes: typed }, undefined], `U+${code.toString(16)}`);
      autosave.stop();
    });
  }
});

/** The server gets what is sent without a word, and the app is answered as if it had got all of it. */
const losing = (whole: string, less: string): Way => ({
  there: (method, body) => (method === 'PUT' || method === 'POST' ? body.replace(whole, less) : body),
  back: (method, body) => (method === 'GET' ? body : body.replace(`"${less}`, `"${whole}`)),
});

test('a word that is lost on its way to the server is not signed: what is stored is shown, and what differs', async () => {
  const whole = 'Ingen feber. Tar inte Waran.';
  const less = 'Ingen feber. Tar Waran.';
  const autosave = app.open(draftOf(crypto.randomUUID()));
  await app.as(
    'sara',
    async () => {
      autosave.type('anamnes', whole);
      assert.deepEqual(await signDraft(autosave, template, patientId), { kind: 'not-as-seen' });
    },
    losing(whole, less),
  );
  const { texts, others, note } = autosave.view();
  assert.equal(texts['anamnes'], less, 'what is stored');
  assert.deepEqual(
    others.map(({ linkId, before, after }) => [linkId, before, after]),
    [['anamnes', whole, less]],
  );
  const stored = await ask('sara', 'GET', `/fhir/QuestionnaireResponse/${note?.id}`);
  assert.equal(stored.body<Note>().status, 'in-progress');
  await app.as('sara', async () => {
    autosave.type('anamnes', whole);
    assert.equal((await signDraft(autosave, template, patientId)).kind, 'signed', 'put right, it is signed');
  });
  await readByAll(note?.id ?? '', { anamnes: whole });
});

test('a word that a correction loses on its way is not signed', async () => {
  const note = await app.as('sara', () => typedAndSigned({ status: 'Höger knä svullet.' }, new Random(1)));
  const whole = 'Vänster knä inte svullet.';
  const item = itemsOf(template, { status: whole }, note.item ?? []);
  await assert.rejects(
    app.as(
      'sara',
      () => correctNote(note, { ...note, item }, 'Fel sida', patientId),
      losing(whole, 'Vänster knä svullet.'),
    ),
    /inte det som stod på skärmen/,
  );
  await readByAll(note.id, { status: 'Höger knä svullet.' });
});

test('a reader is told of a note that is sealed, but is not what its author saw', async () => {
  const note = await app.as('sara', () => typedAndSigned({ status: 'Inga fynd.' }, new Random(1)));
  const others = await app.as('sara', () => typedAndSigned({ status: 'Fynd.' }, new Random(1)));
  const [own, another] = [seenHashOf(note) ?? '', seenHashOf(others) ?? ''];
  assert.notEqual(own, another);
  const exchanged = JSON.parse(JSON.stringify(note).replace(own, another)) as Note;
  assert.equal(await checkSignature(exchanged, keys), 'differs');
});
