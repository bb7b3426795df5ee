import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { noteOf, randomNote, randomText, searchWords, textUnder } from '../../test/notes.ts';
import { Random } from '../../test/random.ts';
import { concurrentLine, type MergedNote, mergeNotes } from './merge-notes.ts';
import { isRefused } from './sign-note.ts';

function merged(base: QuestionnaireResponse, mine: QuestionnaireResponse, theirs: QuestionnaireResponse): MergedNote {
  const result = mergeNotes(base, mine, theirs);
  assert.ok(!isRefused(result));
  return result;
}

function edited(note: QuestionnaireResponse, linkId: string, text: string): QuestionnaireResponse {
  return {
    ...note,
    item: note.item?.map((item) => (item.linkId === linkId ? { ...item, answer: [{ valueString: text }] } : item)),
  };
}

describe('two write in one draft (F13)', () => {
  const base = noteOf({ anamnes: 'Hosta.', status: '' }, { meta: { versionId: '1' } });

  it('in different search words: both are there', () => {
    const { note, conflicts } = merged(base, edited(base, 'anamnes', 'Hosta i tre veckor.'), {
      ...edited(base, 'status', 'Lungor: ua.'),
      meta: { versionId: '2' },
    });
    assert.equal(textUnder(note, 'anamnes'), 'Hosta i tre veckor.');
    assert.equal(textUnder(note, 'status'), 'Lungor: ua.');
    assert.deepEqual(conflicts, []);
    assert.equal(note.meta?.versionId, '2');
  });

  it('in the same search word: both texts stand, and the conflict is named', () => {
    const { note, conflicts } = merged(
      base,
      edited(base, 'status', 'Lungor: ua.'),
      edited(base, 'status', 'Lungor: biljud höger bas.'),
    );
    assert.equal(textUnder(note, 'status'), `Lungor: biljud höger bas.${concurrentLine}Lungor: ua.`);
    assert.deepEqual(conflicts, [
      { path: 'status', label: 'status', mine: 'Lungor: ua.', theirs: 'Lungor: biljud höger bas.' },
    ]);
  });

  it('both go on from the same text: it stands once', () => {
    const { note } = merged(base, edited(base, 'anamnes', 'Hosta. Feber.'), edited(base, 'anamnes', 'Hosta. Trött.'));
    assert.equal(textUnder(note, 'anamnes'), `Hosta. Trött.${concurrentLine} Feber.`);
  });

  it('one goes on where the other left off: one text holds both', () => {
    const { note, conflicts } = merged(
      base,
      edited(base, 'anamnes', 'Hosta. Feber. Trött.'),
      edited(base, 'anamnes', 'Hosta. Feber.'),
    );
    assert.equal(textUnder(note, 'anamnes'), 'Hosta. Feber. Trött.');
    assert.deepEqual(conflicts, []);
  });

  it('what one took away does not come back by itself', () => {
    const two = noteOf({ anamnes: 'Hosta. Feber.' });
    const { conflicts } = merged(two, edited(two, 'anamnes', 'Hosta. Feber. Trött.'), edited(two, 'anamnes', 'Hosta.'));
    assert.equal(conflicts.length, 1);
    const gone = merged(base, base, { ...base, item: base.item?.slice(0, 1) });
    assert.equal(textUnder(gone.note, 'status'), undefined);
  });

  it('what one took away and the other wrote in is kept', () => {
    const { note } = merged(base, { ...base, item: base.item?.slice(1) }, edited(base, 'anamnes', 'Hosta och feber.'));
    assert.equal(textUnder(note, 'anamnes'), 'Hosta och feber.');
  });

  it('a search word that one added is there, in its place', () => {
    const mine = {
      ...base,
      item: [base.item?.[0], { linkId: 'ny', answer: [{ valueString: 'x' }] }, base.item?.[1]].flatMap((i) => i ?? []),
    };
    const { note } = merged(base, mine, edited(base, 'status', 'y'));
    assert.deepEqual(
      note.item?.map((item) => item.linkId),
      ['anamnes', 'ny', 'status'],
    );
  });

  it('items within items are merged too', () => {
    const nested = (a: string, b: string): QuestionnaireResponse =>
      noteOf(
        {},
        {
          item: [
            {
              linkId: 'g',
              item: ['a', 'b'].map((linkId, i) => ({ linkId, answer: [{ valueString: i === 0 ? a : b }] })),
            },
          ],
        },
      );
    const { note } = merged(nested('', ''), nested('mitt', ''), nested('', 'ditt'));
    assert.deepEqual(note, nested('mitt', 'ditt'));
  });

  it('answers that are no text are both kept when they differ', () => {
    const dated = (date: string): QuestionnaireResponse =>
      noteOf({}, { item: [{ linkId: 'd', answer: [{ valueDate: date }] }] });
    const { note, conflicts } = merged(dated('2026-01-01'), dated('2026-01-02'), dated('2026-01-03'));
    assert.deepEqual(note.item?.[0]?.answer, [{ valueDate: '2026-01-03' }, { valueDate: '2026-01-02' }]);
    assert.equal(conflicts.length, 1);
  });

  it('a note that was signed meanwhile is not merged into', () => {
    assert.deepEqual(mergeNotes(base, base, { ...base, status: 'completed' }), { refused: 'not-a-draft' });
  });

  it('notes of two patients are never merged', () => {
    assert.deepEqual(mergeNotes(base, base, { ...base, subject: { reference: 'Patient/2' } }), {
      refused: 'another-patient',
    });
  });
});

describe('over random notes and edits', () => {
  it('no edit is lost, and untouched text is the same to the byte', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const random = new Random(seed);
      const base = randomNote(random);
      const edit = (note: QuestionnaireResponse) =>
        searchWords.filter(() => random.chance(0.4)).reduce((so, word) => edited(so, word, randomText(random)), note);
      const mine = edit(base);
      const theirs = edit(base);
      const { note, conflicts } = merged(base, mine, theirs);
      for (const word of searchWords) {
        const [was, own, other, now] = [base, mine, theirs, note].map((one) => textUnder(one, word) ?? '');
        if (own === was) assert.equal(now, other, `seed ${seed}, ${word}`);
        else if (other === was) assert.equal(now, own, `seed ${seed}, ${word}`);
        else {
          const common = own?.startsWith(was ?? '') && other?.startsWith(was ?? '') ? (was ?? '').length : 0;
          assert.ok(now?.includes(own?.slice(common) ?? '') && now.includes(other ?? ''), `seed ${seed}, ${word}`);
        }
        const named = conflicts.some((conflict) => conflict.path === word);
        const bothHeld = now === own || now === other;
        assert.equal(named, !bothHeld, `seed ${seed}, ${word}`);
      }
    }
  });

  it('twenty writers with one draft: every sentence of everyone is in it', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = new Random(seed);
      let server = randomNote(random);
      const writers = Array.from({ length: 20 }, (_, number) => ({
        number,
        base: server,
        mine: server,
        said: [] as string[],
      }));
      for (let step = 0; step < 200; step++) {
        const writer = random.pick(writers);
        const sentence = `Mening ${writer.number}-${step}.`;
        const word = random.pick(searchWords);
        writer.mine = edited(writer.mine, word, `${textUnder(writer.mine, word)} ${sentence}`);
        writer.said.push(sentence);
        if (random.chance(0.5)) continue;
        server = merged(writer.base, writer.mine, server).note;
        writer.base = writer.mine = server;
      }
      for (const writer of writers) server = merged(writer.base, writer.mine, server).note;
      const everything = searchWords.map((word) => textUnder(server, word)).join();
      for (const { said } of writers)
        for (const sentence of said) assert.ok(everything.includes(sentence), `seed ${seed}: ${sentence}`);
    }
  });
});
