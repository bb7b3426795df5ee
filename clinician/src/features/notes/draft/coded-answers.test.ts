import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Questionnaire, QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';
import { codedItem } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { codedAnswer, withEntry, withProblemList } from '../../../coding/entries.ts';
import { codedOfText, textOfCoded, toldCoded } from './coded-answers.ts';
import { mergeBy } from './merge-by-template.ts';
import { itemsOf, textsOf } from './note-items.ts';

const template: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [{ linkId: 'text', text: 'Bedömning', type: 'text' }, codedItem('dx', 'diagnoses')],
};
const a = codedAnswer('diagnoses', { code: 'I10.9', display: 'Hypertoni' });
const b = codedAnswer('diagnoses', { code: 'J03.9', display: 'Tonsillit' });
const c = codedAnswer('diagnoses', { code: 'R05.9', display: 'Hosta' });
const words = { valueString: ' {"ingen": <5 & | ^ åäö}\n\t\u2028 ' };
const lines = (...answers: QuestionnaireResponseItemAnswer[]) => textOfCoded(answers);

describe('a coded line', () => {
  it('comes back from a draft as it went in, free text byte for byte', () => {
    const text = lines(withProblemList(a, true), words, b);
    const item = itemsOf(template, { dx: text });
    assert.deepEqual(item[0]?.answer, [withProblemList(a, true), words, b]);
    assert.deepEqual(textsOf({ item: JSON.parse(JSON.stringify(item)) }, template), { dx: text });
    assert.deepEqual(itemsOf(template, {}, item), []);
  });
  it('has each entry once, and the mark of the problem list comes and goes', () => {
    assert.deepEqual(withEntry([withProblemList(a, true)], a), [withProblemList(a, true)]);
    assert.deepEqual(withProblemList(withProblemList(a, true), false), a);
  });
  it('is told with its codes', () => {
    assert.equal(
      toldCoded(lines(withProblemList(a, true), { valueString: 'trött' })),
      'I10.9 Hypertoni (problemlistan)\ntrött',
    );
  });
});

describe('two who code at once', () => {
  const merge = mergeBy(template);
  const merged = (base: string, mine: string, theirs: string) => {
    const { texts, both } = merge({ dx: base }, { dx: mine }, { dx: theirs });
    assert.deepEqual(both, []);
    return codedOfText(texts['dx'] ?? '');
  };
  it('lose nothing that either put there', () => {
    assert.deepEqual(merged('', lines(a), lines(b)), [b, a]);
    assert.deepEqual(merged(lines(a), lines(a, c), lines(a, b)), [a, b, c]);
  });
  it('take away what one took away, and keep what the other changed meanwhile', () => {
    assert.deepEqual(merged(lines(a, b), lines(b), lines(a, b, c)), [b, c]);
    assert.deepEqual(merged(lines(a, b), lines(a), lines(b)), []);
    assert.deepEqual(merged(lines(a, b), lines(b), lines(withProblemList(a, true), b)), [withProblemList(a, true), b]);
  });
  it('keep the order that one of them changed', () => {
    assert.deepEqual(merged(lines(a, b), lines(b, a), lines(a, b)), [b, a]);
    assert.deepEqual(merged(lines(a, b), lines(a, b), lines(b, a)), [b, a]);
  });
  it('keep the mark that one of them set', () => {
    assert.deepEqual(merged(lines(a), lines(withProblemList(a, true)), lines(a, b)), [withProblemList(a, true), b]);
    assert.deepEqual(merged(lines(a), lines(a, b), lines(withProblemList(a, true))), [withProblemList(a, true), b]);
  });
});
