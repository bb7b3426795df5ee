import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation, Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { correctedValues, valuesOfNote } from '../../record-keeping/note-values.ts';
import { optionWithPoints, riskFormFaults, riskFormOf, type RiskScoring, withRisk } from './risk-form.ts';
import { riskScore, risksNow, unassessedRisks } from './risk-score.ts';

const question = (linkId: string, ...points: number[]) => ({
  linkId,
  text: linkId,
  type: 'choice' as const,
  required: true,
  answerOption: points.map((each) => optionWithPoints(`${each} poäng`, each)),
});
const form = (scoring: Partial<RiskScoring> = {}, item = [question('a', 0, 1, 3), question('b', 0, 2)]) =>
  withRisk<Questionnaire>(
    { resourceType: 'Questionnaire', title: 'Risk för fall', status: 'active', item },
    { kind: 'fall', scoring: { direction: 'at-least', risk: 2, high: 5, again: 7, ...scoring } },
  );
const level = (questionnaire: Questionnaire, a: string, b: string) =>
  riskScore(
    questionnaire,
    new Map([
      ['a', a],
      ['b', b],
    ]),
  )?.level;

test('the points of the answers are added, and the form says at which there is a risk', () => {
  assert.equal(level(form(), '1 poäng', '0 poäng'), 'none');
  assert.equal(level(form(), '0 poäng', '2 poäng'), 'risk');
  assert.equal(level(form(), '3 poäng', '2 poäng'), 'high');
});

test('in some instruments few points are the risk', () => {
  const few: Partial<RiskScoring> = { direction: 'at-most', risk: 2, high: 0 };
  assert.equal(level(form(few), '3 poäng', '0 poäng'), 'none');
  assert.equal(level(form(few), '1 poäng', '0 poäng'), 'risk');
  assert.equal(level(form(few), '0 poäng', '0 poäng'), 'high');
});

test('while a question has no answer, or one that the form does not have, there is no level', () => {
  assert.deepEqual(riskScore(form(), new Map([['a', '3 poäng']])), { points: 3, unanswered: ['b'], level: undefined });
  assert.equal(level(form(), '3 poäng', 'fem'), undefined);
});

test('a form that does not say where the risk begins gives no score', () => {
  const { extension: _scoring, ...untold } = form();
  assert.equal(riskFormOf(untold), undefined);
  assert.equal(riskScore(untold, new Map()), undefined);
});

test('what a form lacks is told before it is used', () => {
  assert.deepEqual(riskFormFaults(form()), []);
  assert.deepEqual(riskFormFaults(form({}, [])), ['no-points']);
  assert.deepEqual(riskFormFaults(form({ high: 1, again: 0 })), ['no-days', 'high-before-risk']);
  const { required: _required, ...asked } = question('a', 0, 1);
  const half = { ...asked, answerOption: [...asked.answerOption, { valueString: 'Vet ej' }] };
  assert.deepEqual(riskFormFaults({ ...form(), item: [half] }), ['unmarked-option', 'not-required']);
});

test('a form taken from what it assesses is a plain form again', () => {
  const plain: Questionnaire = { resourceType: 'Questionnaire', status: 'draft' };
  assert.deepEqual(
    withRisk(withRisk(plain, { kind: 'fall', scoring: { direction: 'at-least', risk: 1, again: 7 } }), undefined),
    plain,
  );
});

const signed = (a: string, b: string): QuestionnaireResponse & { id: string } => ({
  resourceType: 'QuestionnaireResponse',
  id: 'note',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  author: { reference: 'Practitioner/elin', display: 'Elin Sandberg' },
  item: [
    { linkId: 'a', answer: [{ valueString: a }] },
    { linkId: 'b', answer: [{ valueString: b }] },
  ],
});

test('the signed answers give one Observation, which says what they mean and when the risk is to be assessed anew', () => {
  const [made, ...more] = valuesOfNote(signed('3 poäng', '0 poäng'), form(), '2026-11-20T23:30:00Z');
  assert.equal(more.length, 0);
  const [risk] = risksNow([{ ...(made as Observation), id: 'o' }], '2026-11-29');
  assert.deepEqual(risk, {
    kind: 'fall',
    level: 'risk',
    points: 3,
    at: '2026-11-20T23:30:00Z',
    dueBy: '2026-11-28',
    isLate: true,
    form: 'Risk för fall',
    by: 'Elin Sandberg',
    id: 'o',
    note: 'note',
  });
});

test('a corrected note corrects its score; without a full answer the score does not hold any more', () => {
  const [before] = valuesOfNote(signed('3 poäng', '0 poäng'), form(), '2026-11-20T08:00:00Z') as [Observation];
  const after = valuesOfNote(signed('3 poäng', '2 poäng'), form(), '2026-11-20T08:00:00Z');
  const [corrected] = correctedValues([{ ...before, id: 'o' }], after);
  assert.deepEqual(
    [corrected?.id, corrected?.status, corrected?.valueQuantity?.value, corrected?.interpretation?.[0]?.text],
    ['o', 'corrected', 5, 'Hög risk'],
  );
  const none = valuesOfNote(signed('3 poäng', ''), form(), '2026-11-20T08:00:00Z');
  assert.deepEqual(
    correctedValues([{ ...before, id: 'o' }], none).map(({ status }) => status),
    ['entered-in-error'],
  );
});

test('the latest that is no error is the one that counts, and what nobody has assessed is known', () => {
  const at = (taken: string, a: string) => valuesOfNote(signed(a, '0 poäng'), form(), taken)[0] as Observation;
  const all = [
    at('2026-11-20T08:00:00Z', '0 poäng'),
    at('2026-11-27T08:00:00Z', '3 poäng'),
    { ...at('2026-11-28T08:00:00Z', '0 poäng'), status: 'entered-in-error' as const },
  ];
  const risks = risksNow(all, '2026-11-29');
  assert.deepEqual(
    risks.map(({ kind, level: said, isLate }) => [kind, said, isLate]),
    [['fall', 'risk', false]],
  );
  assert.deepEqual(unassessedRisks(risks), ['pressure-ulcer', 'malnutrition', 'oral-health']);
});
