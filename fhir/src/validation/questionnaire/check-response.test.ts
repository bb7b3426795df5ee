/** Norm: http://hl7.org/fhir/R4/questionnaireresponse.html#link. Each row is what is answered, and what is then said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../json.ts';
import { checkResponse } from './check-response.ts';
import type { Json } from './form.ts';

const extension = (name: string, value: object): Json => ({
  url: `http://hl7.org/fhir/StructureDefinition/${name}`,
  ...value,
});

function said(items: Json[], answered: Json[] | string, status = 'completed'): string[] {
  const item: unknown = typeof answered === 'string' ? parseJson(answered) : answered;
  const found: string[] = [];
  checkResponse(
    { resourceType: 'Questionnaire', item: items },
    { resourceType: 'QuestionnaireResponse', status, item },
    {
      report: (_code, path, what) => found.push(`${path.replace('QuestionnaireResponse.', '')} ${what}`),
      inValueSet: (_valueSet, { code }) => code === 'in',
    },
  );
  return found;
}

const q = (type: string, more: Json = {}): Json => ({ linkId: 'q', type, ...more });
const a = (...answer: Json[]): Json => ({ linkId: 'q', answer });

test('items are those of the questionnaire, in their place and order', () => {
  const items = [q('string'), { linkId: 'g', type: 'group', item: [{ linkId: 'inner', type: 'string' }] }];
  const group = { linkId: 'g', item: [{ linkId: 'inner', answer: [{ valueString: 'x' }] }] };
  assert.deepEqual(said(items, [a({ valueString: 'x' }), group]), []);
  assert.deepEqual(said(items, [group, a({ valueString: 'x' })]), ['item[1] is not in the order of the questionnaire']);
  assert.deepEqual(said(items, [{ linkId: 'inner' }]), ['item[0] is no item that the questionnaire has here']);
  assert.deepEqual(said(items, [{ linkId: 'g', answer: [{ valueString: 'x' }] }]), [
    'item[0] must have no answer, being a group',
  ]);
  assert.deepEqual(said([q('display')], [a({ valueString: 'x' })]), ['item[0] must have no answer, being a display']);
});

test('required items are answered, once the response is complete', () => {
  const items = [q('string', { required: true })];
  assert.deepEqual(said(items, []), ['QuestionnaireResponse lacks an item that the questionnaire requires']);
  assert.deepEqual(said(items, [{ linkId: 'q' }]), ['item[0] lacks the answer that the questionnaire requires']);
  assert.deepEqual(said(items, [], 'in-progress'), []);
});

test('what is not enabled has no answer, and is not required', () => {
  const when = { question: 'first', operator: '=', answerBoolean: true };
  const items = [{ linkId: 'first', type: 'boolean' }, q('string', { required: true, enableWhen: [when] })];
  const first = (valueBoolean: boolean): Json => ({ linkId: 'first', answer: [{ valueBoolean }] });
  assert.deepEqual(said(items, [first(true), a({ valueString: 'x' })]), []);
  assert.deepEqual(said(items, [first(false)]), []);
  assert.deepEqual(said(items, [first(true)]), ['QuestionnaireResponse lacks an item that the questionnaire requires']);
  assert.deepEqual(said(items, [first(false), a({ valueString: 'x' })]), [
    'item[1] has an answer though it is not enabled',
  ]);
});

test('answers are of the type that is asked for, and as many', () => {
  assert.deepEqual(said([q('integer')], [a({ valueInteger: 1 })]), []);
  assert.deepEqual(said([q('integer')], [a({ valueString: '1' })]), [
    'item[0].answer[0] must be a integer, as the questionnaire says',
  ]);
  const two = a({ valueInteger: 1 }, { valueInteger: 2 });
  assert.deepEqual(said([q('integer')], [two]), ['item[0] is answered more than once, and does not repeat']);
  assert.deepEqual(said([q('integer', { repeats: true })], [two]), []);
  const most = extension('questionnaire-maxOccurs', { valueInteger: 1 });
  assert.deepEqual(said([q('integer', { repeats: true, extension: [most] })], [two]), [
    'item[0] may have at most 1 answers',
  ]);
});

test('options and value sets', () => {
  const options = q('choice', { answerOption: [{ valueCoding: { system: 's', code: 'c' } }] });
  assert.deepEqual(said([options], [a({ valueCoding: { system: 's', code: 'c', display: 'other' } })]), []);
  assert.deepEqual(said([options], [a({ valueCoding: { system: 's', code: 'd' } })]), [
    'item[0].answer[0].valueCoding is none of the options of the questionnaire',
  ]);
  const bound = q('open-choice', { answerValueSet: 'http://example.org/vs' });
  assert.deepEqual(said([bound], [a({ valueString: 'free' })]), []);
  assert.deepEqual(said([bound], [a({ valueCoding: { code: 'in' } })]), []);
  assert.deepEqual(said([bound], [a({ valueCoding: { code: 'out' } })]), [
    'item[0].answer[0].valueCoding must have a code of the value set of the question',
  ]);
});

test('limits of the extensions for questionnaires', () => {
  const limited = (type: string, name: string, value: object, answer: Json): string[] =>
    said([q(type, { extension: [extension(name, value)] })], [a(answer)]);
  assert.deepEqual(limited('integer', 'minValue', { valueInteger: 5 }, { valueInteger: 5 }), []);
  assert.equal(limited('integer', 'minValue', { valueInteger: 5 }, { valueInteger: 4 }).length, 1);
  assert.equal(limited('string', 'minLength', { valueInteger: 3 }, { valueString: 'ab' }).length, 1);
  assert.equal(limited('string', 'regex', { valueString: '[a-z]+' }, { valueString: 'a1' }).length, 1);
  assert.deepEqual(
    limited('string', 'regex', { valueString: '(a+)+b' }, { valueString: 'a'.repeat(50) }),
    [],
    'not run',
  );
  assert.equal(
    limited('attachment', 'mimeType', { valueCode: 'image/png' }, { valueAttachment: { contentType: 'a/b' } }).length,
    1,
  );
  assert.equal(
    limited(
      'reference',
      'questionnaire-referenceResource',
      { valueCode: 'Patient' },
      { valueReference: { reference: 'Group/1' } },
    ).length,
    1,
  );
  const places = q('decimal', { extension: [extension('maxDecimalPlaces', { valueInteger: 2 })] });
  const decimal = (text: string): string => `[{"linkId":"q","answer":[{"valueDecimal":${text}}]}]`;
  assert.deepEqual(said([places], decimal('1.50')), []);
  assert.equal(said([places], decimal('1.500')).length, 1, 'as it is written');
});
