import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { checkResponse } from '@vardkedjan/fhir/validation/questionnaire/check-response.ts';
import { type Analysis, analysisItems, analysisOf, isAnalysis, rightsSaid, signedAnalysisOf } from './analysis.ts';
import { rightsDifference } from './difference.ts';
import { analysisFaults, faultText } from './faults.ts';
import { analysisForm, analysisQuestionnaire, parts } from './form.ts';
import { daysBetween, nextReview, reviewState } from './review.ts';
import { type Right, rights, standing } from './rights.ts';

function whole(given: readonly Right[] = ['read', 'write']): Analysis {
  return {
    unit: 'Organization/u',
    unitName: 'Enheten',
    role: 'nurse',
    roleName: 'Sjuksköterska',
    words: Object.fromEntries(parts.map((part) => [part, `Om ${part}`])) as Analysis['words'],
    said: Object.fromEntries(
      rights.map((right) => [right, { given: given.includes(right), why: `Därför ${right}` }]),
    ) as Analysis['said'],
    review: undefined,
  };
}

const responseOf = (analysis: Analysis, more: Partial<QuestionnaireResponse> = {}): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: analysisForm,
  status: 'completed',
  subject: { reference: analysis.unit, display: analysis.unitName },
  authored: '2026-11-29T08:00:00.000Z',
  author: { reference: 'Practitioner/johan', display: 'Johan' },
  item: analysisItems(analysis),
  ...more,
});

test('what is written is what is read, and answers the form', () => {
  const analysis = { ...whole(), review: '2027-05-01' };
  assert.deepEqual(analysisOf(responseOf(analysis)), analysis);
  assert.deepEqual(checkedAgainstForm(responseOf(analysis)), []);
  assert.notDeepEqual(checkedAgainstForm(responseOf({ ...analysis, role: '' })), []);
});

function checkedAgainstForm(response: QuestionnaireResponse): string[] {
  const said: string[] = [];
  const plain = (value: object) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  checkResponse(plain(analysisQuestionnaire), plain(response), {
    report: (_code, path, what) => void said.push(`${path} ${what}`),
    inValueSet: () => true,
  });
  return said;
}

test('only what is signed, about a unit and a role, by a person, gives rights', () => {
  const signed = signedAnalysisOf(responseOf(whole()));
  assert.deepEqual(signed, {
    unit: 'Organization/u',
    role: 'nurse',
    rights: ['read', 'write'],
    signed: '2026-11-29T08:00:00.000Z',
    by: 'Johan',
    reviewBy: '2027-11-29',
  });
  const { author: _author, ...nobodys } = responseOf(whole());
  const none: QuestionnaireResponse[] = [
    responseOf(whole(), { status: 'in-progress' }),
    responseOf(whole(), { status: 'entered-in-error' }),
    responseOf(whole(), { questionnaire: `${analysisForm}-2` }),
    responseOf(whole(), { subject: { reference: 'Patient/p' } }),
    responseOf({ ...whole(), role: '' }),
    nobodys,
  ];
  for (const response of none) assert.equal(signedAnalysisOf(response), undefined, JSON.stringify(response));
  assert.ok(isAnalysis(responseOf(whole(), { questionnaire: `${analysisForm}|1.0` })));
});

test('what is not said is not given, and a right without what it rests on is none', () => {
  const { said } = whole(['write', 'sign', 'shared', 'emergency', 'read-other-units']);
  assert.deepEqual(rightsSaid(said), []);
  assert.deepEqual(standing(new Set(['read', 'shared', 'emergency', 'sign', 'print'])), ['read', 'print']);
  assert.deepEqual(standing(new Set(rights)), [...rights]);
  const { said: open } = whole(['read']);
  open.write = { given: undefined, why: '' };
  assert.deepEqual(rightsSaid(open), ['read']);
});

test('an analysis that lacks something is told all that it lacks, in both languages', () => {
  assert.deepEqual(analysisFaults(whole(), '2026-11-29'), []);
  const lacking = whole(['sign', 'read']);
  lacking.role = '';
  lacking.words.tasks = ' ';
  lacking.said.print = { given: undefined, why: '' };
  lacking.said.emergency.why = '';
  const faults = analysisFaults({ ...lacking, review: '2026-11-29' }, '2026-11-29');
  assert.deepEqual(faults, [
    { is: 'no-role' },
    { is: 'no-words', part: 'tasks' },
    { is: 'no-reason', right: 'emergency' },
    { is: 'rests-on', right: 'sign', missing: 'write' },
    { is: 'not-decided', right: 'print' },
    { is: 'review-day' },
  ]);
  const texts = faults.flatMap((fault) => [faultText(fault, 'sv'), faultText(fault, 'en')]);
  assert.equal(new Set(texts).size, 12);
  assert.deepEqual(analysisFaults({ ...whole(), review: '2027-11-30' }, '2026-11-29'), [{ is: 'review-day' }]);
  assert.deepEqual(analysisFaults({ ...whole(), review: '2026-11-30' }, '2026-11-29'), []);
});

test('the review is within a year by the Swedish day of the signing, and earlier when the analysis says so', () => {
  assert.equal(nextReview('2026-11-29'), '2027-11-29');
  assert.equal(nextReview('2026-12-31T23:30:00.000Z'), '2028-01-01');
  assert.equal(nextReview('2028-02-29'), '2029-02-28');
  assert.equal(nextReview('2026-11-29', '2027-02-01'), '2027-02-01');
  assert.equal(nextReview('2026-11-29', '2030-02-01'), '2027-11-29');
  assert.equal(reviewState('2027-11-29', '2027-11-30'), 'overdue');
  assert.equal(reviewState('2027-11-29', '2027-11-29'), 'soon');
  assert.equal(reviewState('2027-11-29', '2027-09-30'), 'soon');
  assert.equal(reviewState('2027-11-29', '2027-09-29'), 'in-time');
  assert.equal(daysBetween('2027-03-27', '2027-03-29'), 2);
});

test('what a new analysis gives and takes', () => {
  assert.deepEqual(rightsDifference(['read', 'print'], ['read', 'write']), {
    gained: ['write'],
    lost: ['print'],
    kept: ['read'],
  });
});
