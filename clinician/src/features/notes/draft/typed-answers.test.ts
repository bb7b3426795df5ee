import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { parseJson } from '@vardkedjan/fhir/json.ts';
import { withKind } from '../templates/shape/template-kinds.ts';
import { mergeBy } from './merge-by-template.ts';
import { itemsOf, textsOf } from './note-items.ts';
import { understood, unlikelySaid, withUnit } from './typed-answers.ts';

const weight = withKind({ linkId: 'weight', text: 'Vikt', type: 'text' }, 'measure:29463-7');
const pressure = withKind({ linkId: 'bp', type: 'text' }, 'measure:85354-9');
const steps = withUnit({ linkId: 'steps', type: 'quantity' }, { display: 'steg' });
const side: QuestionnaireItem = {
  linkId: 'side',
  type: 'choice',
  answerOption: [{ valueString: 'Höger' }, { valueCoding: { code: 'l', display: 'Vänster' } }],
};
const template: Questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: 'a', type: 'text' },
    weight,
    pressure,
    steps,
    side,
    { linkId: 'day', type: 'date' },
    { linkId: 'yes', type: 'boolean' },
  ],
};
const texts = {
  a: '82,5',
  weight: '82,5',
  'bp-8480-6': '138',
  'bp-8462-4': '84',
  steps: '4000',
  side: 'Vänster',
  day: '2026-11-29',
  yes: 'false',
};

describe('typed answers', () => {
  it('are stored as the kind that the template asks for, and are the same text again', () => {
    const items = itemsOf(template, texts);
    assert.deepEqual(textsOf({ item: items }, template), texts);
    const answers = Object.fromEntries(items.map(({ linkId, answer }) => [linkId, answer?.[0]]));
    assert.deepEqual(answers, {
      a: { valueString: '82,5' },
      weight: { valueQuantity: { value: 82.5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
      bp: undefined,
      steps: { valueQuantity: { value: 4000, unit: 'steg' } },
      side: { valueCoding: { code: 'l', display: 'Vänster' } },
      day: { valueDate: '2026-11-29' },
      yes: { valueBoolean: false },
    });
  });
  it('stay as they were stored while they say the same, with every digit', () => {
    const before = parseJson(
      '[{"linkId":"weight","answer":[{"valueQuantity":{"value":82.50,"unit":"kilo"}}]}]',
    ) as never;
    const read = textsOf({ item: before }, template);
    assert.deepEqual(read, { weight: '82,50' });
    assert.deepEqual(itemsOf(template, read, before)[0]?.answer, (before as [{ answer: unknown }])[0].answer);
  });
  it('are left as they are when they are of another kind, or when nothing that was typed is one', () => {
    const other = [{ linkId: 'weight', answer: [{ valueString: 'vet ej' }] }];
    assert.deepEqual(textsOf({ item: other }, template), {});
    assert.deepEqual(itemsOf(template, {}, other)[0]?.answer, other[0]?.answer);
    const foreign = [{ linkId: 'side', answer: [{ valueCoding: { code: 'b', display: 'Båda' } }] }];
    assert.deepEqual(textsOf({ item: foreign }, template), {}, 'none of the options');
    assert.deepEqual(itemsOf(template, {}, foreign)[0]?.answer, foreign[0]?.answer);
    assert.deepEqual(itemsOf(template, { weight: 'tung' }), []);
  });
  it('are understood as people type them, or not at all', () => {
    const said = (typed: string, question: QuestionnaireItem) => understood(typed, question);
    assert.deepEqual(
      ['82.5', ' 82 ', '', '82kg', '82 kg', '8 2', '82 g', 'kg', '1e3', '٣'].map((typed) => said(typed, weight)),
      ['82,5', '82', '', '82', '82', undefined, undefined, undefined, undefined, undefined],
    );
    const day: QuestionnaireItem = { linkId: 'd', type: 'date' };
    assert.deepEqual(
      ['20261129', '2026-11-29', '2026-02-30', '29/11'].map((typed) => said(typed, day)),
      ['2026-11-29', '2026-11-29', undefined, undefined],
    );
  });
  it('of two who wrote one each: what is on screen stays and can be stored, and both are told', () => {
    const merged = mergeBy(template)({}, { weight: '82', a: 'x' }, { weight: '79', a: 'y' });
    assert.equal(merged.texts['weight'], '82');
    assert.ok(merged.both.includes('weight'));
    assert.match(merged.texts['a'] ?? '', /x/);
    assert.match(merged.texts['a'] ?? '', /y/);
  });
});

describe('a value that is seldom seen', () => {
  const of = (...item: QuestionnaireItem[]): Questionnaire => ({
    resourceType: 'Questionnaire',
    status: 'active',
    item,
  });
  const told = (texts: Record<string, string>) => unlikelySaid(of(weight, pressure, steps), texts);
  it('is told as it is typed, with what it is: a pressure of 1384/84', () => {
    assert.equal(told({ 'bp-8480-6': '1384', 'bp-8462-4': '84' }), 'Systoliskt 1384 mmHg');
    assert.equal(
      told({ weight: '7200,5', 'bp-8480-6': '80', 'bp-8462-4': '110' }),
      'Vikt 7200,5 kg, Diastoliskt 110 mmHg',
    );
  });
  it('is none that is usual, left out or measured by nobody else', () => {
    assert.equal(told({ weight: '72,5', 'bp-8480-6': '138', 'bp-8462-4': '84', steps: '999999' }), '');
    assert.equal(told({}), '');
  });
});
