/**
 * F13 over HTTP: twenty write in one draft at once, in the same search words and in others, in numbers and in coded lines, by the app's own
 * way of keeping. Nothing that anybody wrote is lost, nothing stands twice, and nobody is locked out. `--writers N`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import type { QuestionnaireItem } from '@medplum/fhirtypes';
import { codedItem } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { measureItem, measures } from '@vardkedjan/care/record-keeping/measures.ts';
import { codedAnswer } from '@vardkedjan/clinician/coding/entries.ts';
import { codedOfText, textOfCoded } from '@vardkedjan/clinician/features/notes/draft/coded-answers.ts';
import { storedNoteOf } from '@vardkedjan/clinician/features/notes/draft/fhir-note-store.ts';
import { itemsOf, textsOf } from '@vardkedjan/clinician/features/notes/draft/note-items.ts';
import type { Note, Template } from '@vardkedjan/clinician/features/notes/queries.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { appOverHttp } from './app-over-http.ts';

const { values: flags } = parseArgs({ strict: false, options: { writers: { type: 'string', default: '20' } } });

const world = await testWorld();
const app = await appOverHttp(world);
const patientId = 'viktor-eriksson';
const author = { reference: 'Practitioner/sara-lindqvist', display: 'Sara Lindqvist, distriktsläkare' } as const;
const words = ['anamnes', 'status', 'planering'];
const numbers: QuestionnaireItem[] = measures
  .filter(({ parts }) => parts === undefined)
  .map((measure) => measureItem(`m-${measure.code}`, measure));
const template: Template = {
  resourceType: 'Questionnaire',
  id: 'twenty-writers',
  url: 'https://example.org/fhir/Questionnaire/twenty-writers',
  version: '1',
  status: 'active',
  item: [
    ...words.map((linkId) => ({ linkId, text: linkId, type: 'text' as const })),
    ...numbers,
    codedItem('dx', 'diagnoses'),
  ],
};

test('twenty write in one note at once: all of it stands there, once, and all of them see it', async () => {
  const put = await world.ask('client:bench', 'PUT', `/fhir/Questionnaire/${template.id}`, { body: template });
  assert.equal(put.status, 201, put.text);
  const begun = await world.ask('sara', 'POST', '/fhir/QuestionnaireResponse', {
    body: {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      questionnaire: `${template.url}|1`,
      subject: { reference: `Patient/${patientId}` },
      authored: '2026-11-20T08:00:00Z',
      author,
      item: itemsOf(template, { anamnes: 'Början. ' }),
    },
  });
  assert.equal(begun.status, 201, begun.text);
  const note = begun.body<Note>();
  const base = storedNoteOf(note, template);
  const writers = Array.from({ length: Number(flags.writers) }, (_, writer) => ({
    writer,
    who: ['sara', 'johan', 'maria'][writer % 3] ?? 'sara',
    draft: app.open({ draft: note.id, patientId, template, author, note }, { base, texts: base.texts }, 20),
  }));
  const typed: string[] = [];
  const write = async ({ writer, draft }: (typeof writers)[number]): Promise<void> => {
    for (let step = 0; step < 4; step++) {
      const word = words[(writer + step) % words.length] ?? 'status';
      const token = `[${writer}:${step}]`;
      draft.type(word, `${draft.view().texts[word] ?? ''}${token}`);
      typed.push(token);
      if (step === 1) {
        const number = numbers[writer % numbers.length]?.linkId ?? '';
        if (writer < numbers.length) draft.type(number, String(writer + 1));
        const coded = codedOfText(draft.view().texts['dx'] ?? '');
        const code = `Z${String(writer).padStart(2, '0')}.9`;
        draft.type('dx', textOfCoded([...coded, codedAnswer('diagnoses', { code, display: code })]));
      }
      await draft.settle();
    }
  };
  await Promise.all(writers.map((each) => app.as(each.who, () => write(each))));
  const isUneven = () => writers.some(({ draft }) => draft.view().state !== 'saved');
  for (let round = 0; isUneven(); round++) {
    assert.ok(round < 200, 'somebody is locked out');
    for (const { who, draft } of writers) await app.as(who, () => draft.settle());
  }
  for (const { who, draft } of writers) await app.as(who, () => draft.poll());
  const stored = textsOf(
    (await world.ask('sara', 'GET', `/fhir/QuestionnaireResponse/${note.id}`)).body<Note>(),
    template,
  );
  const all = words.map((word) => stored[word] ?? '').join('');
  for (const token of ['Början. ', ...typed]) assert.equal(all.split(token).length, 2, `${token} stands once`);
  const codes = codedOfText(stored['dx'] ?? '').map(({ valueCoding }) => valueCoding?.code);
  assert.deepEqual(
    codes.toSorted((a = '', b = '') => a.localeCompare(b)),
    writers.map(({ writer }) => `Z${String(writer).padStart(2, '0')}.9`),
  );
  for (const { writer } of writers.slice(0, numbers.length))
    assert.equal(stored[numbers[writer]?.linkId ?? ''], String(writer + 1));
  for (const { draft } of writers) {
    assert.deepEqual(draft.view().texts, stored);
    draft.stop();
  }
});
