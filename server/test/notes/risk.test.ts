/**
 * A risk assessed over HTTP: its score is an Observation (http://hl7.org/fhir/R4/observation.html) made by the unit of work that signs the answers,
 * by the form's own points; a correction corrects it; answers that are not whole are not signed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Observation, Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { assessedRiskSystem, optionWithPoints, withRisk } from '@vardkedjan/care/clinical/nursing/risk-form.ts';
import { risksNow } from '@vardkedjan/care/clinical/nursing/risk-score.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { asSeen, seenIn } from './as-seen.ts';

const { ask } = await testWorld();
const url = 'https://example.org/fhir/Questionnaire/fall';
const question = (linkId: string) => ({
  linkId,
  text: linkId,
  type: 'choice' as const,
  required: true,
  answerOption: [optionWithPoints('Nej', 0), optionWithPoints('Ja', 2)],
});
const form = withRisk<Questionnaire>(
  {
    resourceType: 'Questionnaire',
    id: 'fall',
    url,
    version: '1',
    title: 'Risk för fall',
    status: 'active',
    item: [question('a'), question('b')],
  },
  { kind: 'fall', scoring: { direction: 'at-least', risk: 2, high: 4, again: 7 } },
);
assert.equal((await ask('client:bench', 'PUT', `/fhir/Questionnaire/${form.id}`, { body: form })).status, 201);

const answered = (answers: Record<string, string>): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  questionnaire: `${url}|1`,
  subject: { reference: 'Patient/viktor-eriksson' },
  authored: '2026-11-20T08:00:00Z',
  author: { reference: 'Practitioner/sara-lindqvist' },
  item: Object.entries(answers).map(([linkId, valueString]) => ({ linkId, text: linkId, answer: [{ valueString }] })),
});
const seen = ({ meta }: QuestionnaireResponse) => ({ 'If-Match': `W/"${meta?.versionId}"` });

async function scoresOf(who: string): Promise<Observation[]> {
  const code = encodeURIComponent(`${assessedRiskSystem}|`);
  const found = await ask(who, 'GET', `/fhir/Observation?patient=Patient/viktor-eriksson&code=${code}`);
  return (found.body<Bundle>().entry ?? []).map(({ resource }) => resource as Observation);
}

async function begun(answers: Record<string, string>): Promise<QuestionnaireResponse> {
  const answer = await ask('sara', 'POST', '/fhir/QuestionnaireResponse', { body: answered(answers) });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<QuestionnaireResponse>();
}

test('answers that are not whole are not signed, and give no score', async () => {
  const draft = await begun({ a: 'Ja' });
  const signed = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${draft.id}/$sign`, await asSeen(draft));
  assert.equal(signed.status, 422);
  assert.deepEqual(await scoresOf('sara'), []);
});

test('the signed answers give a score once, and their correction corrects it', async () => {
  const draft = await begun({ a: 'Ja', b: 'Nej' });
  assert.deepEqual(await scoresOf('sara'), [], 'a draft is no assessment');
  const signed = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${draft.id}/$sign`, await asSeen(draft));
  assert.equal(signed.status, 200, signed.text);
  const note = signed.body<QuestionnaireResponse>();
  const [risk, ...more] = risksNow(await scoresOf('sara'), '2026-11-28');
  assert.equal(more.length, 0);
  assert.deepEqual([risk?.level, risk?.points, risk?.dueBy, risk?.note], ['risk', 2, '2026-11-27', note.id]);

  const resource = { ...note, item: answered({ a: 'Ja', b: 'Ja' }).item };
  const parameter = [
    { name: 'reason', valueString: 'Fel patient i fråga b' },
    { name: 'resource', resource },
    await seenIn(resource),
  ];
  const corrected = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$correct`, {
    headers: seen(note),
    body: { resourceType: 'Parameters', parameter },
  });
  assert.equal(corrected.status, 200, corrected.text);
  const [after, ...others] = await scoresOf('sara');
  assert.equal(others.length, 0);
  assert.deepEqual([after?.status, risksNow([after as Observation], '2026-11-21')[0]?.level], ['corrected', 'high']);
});

test('another care provider without a relation sees no risk', async () => {
  assert.deepEqual(await scoresOf('tomas'), []);
});
