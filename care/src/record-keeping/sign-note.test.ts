import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { noteOf, randomNote, randomText } from '../../test/notes.ts';
import { Random } from '../../test/random.ts';
import { correctionsOf, correctNote } from './correct-note.ts';
import { isLawfulSuccessor } from './lawful-successor.ts';
import { noteItems, textOf } from './note-items.ts';
import { signatureOf, withSignature } from './note-signature.ts';
import { entryStateOf } from './note-state.ts';
import { recordKeepingFaults, type Refused } from './record-keeping-fault.ts';
import { isRefused, signNote } from './sign-note.ts';
import { signedContent } from './signed-content.ts';

const author = { reference: 'Practitioner/anna', display: 'Anna Ek' };
const at = '2026-11-22T09:30:00.000+01:00';

function accepted(result: QuestionnaireResponse | Refused): QuestionnaireResponse {
  assert.ok(!isRefused(result), JSON.stringify(result));
  return result;
}

describe('a draft is signed (PDL 3 kap. 6 and 10 §§)', () => {
  it('says who and when, and is then part of the record', () => {
    const signed = accepted(signNote(noteOf({ status: 'Opåverkad.' }), { author, at }));
    assert.deepEqual([signed.status, signed.author, signed.authored], ['completed', author, at]);
    assert.equal(entryStateOf(signed), 'signed');
  });

  const refusals: [string, QuestionnaireResponse, Refused['refused']][] = [
    ['a note that is signed', noteOf({ status: 'x' }, { status: 'completed' }), 'not-a-draft'],
    ['a note of nobody', noteOf({ status: 'x' }, { subject: undefined }), 'no-patient'],
    ['a note without a word', noteOf({ status: ' \n' }), 'empty'],
    ['a note without items', noteOf({}, { item: undefined }), 'empty'],
  ];
  for (const [what, note, fault] of refusals)
    it(`${what} is refused`, () => assert.deepEqual(signNote(note, { author, at }), { refused: fault }));

  it('64 kB of text goes through whole', () => {
    const random = new Random(7);
    let text = '';
    while (text.length < 65_536) text += randomText(random, 60);
    const signed = accepted(signNote(noteOf({ anamnes: text }), { author, at }));
    const [item] = noteItems(signed);
    assert.equal(item === undefined ? '' : textOf(item), text);
  });
});

describe('what the signature covers', () => {
  const signed = accepted(
    signNote(noteOf({ anamnes: 'Ingen feber. Tar ingen medicin.', status: 'Ua' }), { author, at }),
  );

  it('any word that is lost, in any place, changes it (F1)', () => {
    const seen = new Set([signedContent(signed)]);
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const note = randomNote(random);
      const content = signedContent(note);
      const items = note.item ?? [];
      const place = random.below(items.length);
      const text = items[place]?.answer?.[0]?.valueString ?? '';
      if (text === '') continue;
      const cut = random.below(text.length);
      const lost = text.slice(0, cut) + text.slice(cut + 1);
      const changed = items.map((item, index) =>
        index === place ? { ...item, answer: [{ valueString: lost }] } : item,
      );
      assert.notEqual(signedContent({ ...note, item: changed }), content, `seed ${seed}`);
      seen.add(content);
    }
    assert.ok(seen.size > 100);
  });

  it('another patient, search word, template, author or time changes it', () => {
    const others: Partial<QuestionnaireResponse>[] = [
      { subject: { reference: 'Patient/2' } },
      { questionnaire: 'https://vardkedjan.se/fhir/Questionnaire/annan' },
      { author: { reference: 'Practitioner/bo' } },
      { authored: '2026-11-22T09:30:00.001+01:00' },
      { item: signed.item?.map((item) => ({ ...item, text: `${item.text}!` })) },
    ];
    for (const other of others)
      assert.notEqual(signedContent({ ...signed, ...other }), signedContent(signed), JSON.stringify(other));
  });

  it('text cannot move between search words unseen', () => {
    assert.notEqual(signedContent(noteOf({ a: 'x', b: '' })), signedContent(noteOf({ a: '', b: 'x' })));
  });

  it('what the server adds around it does not', () => {
    assert.equal(signedContent({ ...signed, id: 'n1', meta: { versionId: '3' } }), signedContent(signed));
  });
});

describe('a signed note is corrected (PDL 3 kap. 14 §)', () => {
  const signed = withSignature(accepted(signNote(noteOf({ status: 'Höger knä svullet.' }), { author, at })), {
    at,
    who: author,
    data: 'a',
  });
  const by = { reference: 'Practitioner/bo', display: 'Bo Lind' };
  const right = noteOf({ status: 'Vänster knä svullet.' });

  it('says when, who and why; author and time of the entry stay', () => {
    const corrected = accepted(
      correctNote(signed, right, { at: '2026-11-23T08:00:00Z', by, reason: 'Fel sida angiven' }),
    );
    assert.deepEqual([corrected.status, corrected.author, corrected.authored], ['amended', author, at]);
    assert.deepEqual(correctionsOf(corrected), [{ at: '2026-11-23T08:00:00Z', by, reason: 'Fel sida angiven' }]);
    assert.equal(signatureOf(corrected), undefined, 'the old signature does not cover the new text');
    const again = accepted(
      correctNote(corrected, noteOf({ status: 'Båda knäna svullna.' }), { at, by, reason: 'Båda' }),
    );
    assert.deepEqual(
      correctionsOf(again).map(({ reason }) => reason),
      ['Fel sida angiven', 'Båda'],
    );
  });

  const refusals: [string, QuestionnaireResponse, QuestionnaireResponse, string, Refused['refused']][] = [
    ['a draft', noteOf({ status: 'x' }), right, 'y', 'not-signed'],
    ['without a reason', signed, right, ' ', 'no-reason'],
    ['moving it to another patient', signed, { ...right, subject: { reference: 'Patient/2' } }, 'y', 'another-patient'],
    ['changing its template', signed, { ...right, questionnaire: 'z' }, 'y', 'another-template'],
    ['emptying it', signed, noteOf({ status: '' }), 'y', 'empty'],
    ['changing nothing', signed, { ...right, item: signed.item }, 'y', 'nothing-corrected'],
  ];
  for (const [what, current, corrected, reason, fault] of refusals)
    it(`${what} is refused`, () =>
      assert.deepEqual(correctNote(current, corrected, { at, by, reason }), { refused: fault }));
});

describe('what may follow a version (PDL 3 kap. 14 §)', () => {
  const draft = noteOf({ status: 'Ua' });
  const signedBy = (data: string) => withSignature({ ...draft, status: 'completed' }, { at, who: author, data });

  it('a draft may be followed by anything', () => {
    assert.ok(isLawfulSuccessor(draft, noteOf({ status: 'Opåverkad' })));
    assert.ok(isLawfulSuccessor(draft, signedBy('a')));
    assert.ok(isLawfulSuccessor(draft, undefined));
    assert.ok(isLawfulSuccessor({ resourceType: 'Patient' }, undefined));
  });

  it('a signed note only by one that is signed anew', () => {
    assert.ok(isLawfulSuccessor(signedBy('a'), { ...signedBy('b'), status: 'amended' }));
    assert.ok(!isLawfulSuccessor(signedBy('a'), draft));
    assert.ok(!isLawfulSuccessor(signedBy('a'), undefined));
    assert.ok(!isLawfulSuccessor(signedBy('a'), { ...signedBy('a'), item: noteOf({ status: 'Annat' }).item }));
    assert.ok(!isLawfulSuccessor(signedBy('a'), { ...draft, status: 'completed' }));
  });
});

it('every fault has its provision and its words', () => {
  for (const { provision, text } of Object.values(recordKeepingFaults)) {
    assert.match(provision, /^PDL 3 kap\. /);
    assert.match(text.sv, /\.$/);
    assert.match(text.en, /\.$/);
  }
});
