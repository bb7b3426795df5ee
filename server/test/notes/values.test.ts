/**
 * Values in a note over HTTP: what its template marks (http://hl7.org/fhir/uv/sdc/extraction.html) becomes Observations in the unit of work
 * that signs it, once; a correction of the note corrects them; the note itself is as it was written, to the letter (F1).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Observation, Questionnaire, QuestionnaireResponse } from '@medplum/fhirtypes';
import { extractCategoryUrl, extractUrl } from '@vardkedjan/care/record-keeping/note-values.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { asSeen, seenIn } from './as-seen.ts';

const { ask } = await testWorld();
const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const url = 'https://example.org/fhir/Questionnaire/visit-with-values';
const extracted = [
  { url: extractUrl, valueBoolean: true },
  {
    url: extractCategoryUrl,
    valueCodeableConcept: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
    },
  },
];
const part = (linkId: string, code: string) => ({
  linkId,
  text: linkId,
  type: 'quantity' as const,
  code: [{ system: loinc, code }],
});
const template: Questionnaire & { id: string } = {
  resourceType: 'Questionnaire',
  id: 'visit-with-values',
  url,
  version: '1',
  title: 'Besök',
  status: 'active',
  item: [
    { linkId: 'status', text: 'Status', type: 'text' },
    {
      linkId: 'bp',
      text: 'Blodtryck',
      type: 'group',
      code: [{ system: loinc, code: '85354-9' }],
      extension: extracted,
      item: [part('bp-s', '8480-6'), part('bp-d', '8462-4')],
    },
    { ...part('weight', '29463-7'), extension: extracted },
    { linkId: 'steps', text: 'Steg', type: 'quantity' },
  ],
};
assert.equal((await ask('client:bench', 'PUT', `/fhir/Questionnaire/${template.id}`, { body: template })).status, 201);

const mmHg = (value: number) => [{ valueQuantity: { value, unit: 'mmHg', system: ucum, code: 'mm[Hg]' } }];
const kg = (value: number) => [{ valueQuantity: { value, unit: 'kg', system: ucum, code: 'kg' } }];
const status = { linkId: 'status', text: 'Status', answer: [{ valueString: 'Ingen <5 & | ^ åäö\n\toförändrat.' }] };
const pressure = (systolic: number, diastolic: number) => ({
  linkId: 'bp',
  text: 'Blodtryck',
  item: [
    { linkId: 'bp-s', text: 'bp-s', answer: mmHg(systolic) },
    { linkId: 'bp-d', text: 'bp-d', answer: mmHg(diastolic) },
  ],
});

async function draft(...item: NonNullable<QuestionnaireResponse['item']>): Promise<QuestionnaireResponse> {
  const body: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    questionnaire: `${url}|1`,
    subject: { reference: 'Patient/viktor-eriksson' },
    authored: '2026-11-20T08:00:00Z',
    author: { reference: 'Practitioner/sara-lindqvist' },
    item,
  };
  const answer = await ask('sara', 'POST', '/fhir/QuestionnaireResponse', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<QuestionnaireResponse>();
}

const seen = ({ meta }: QuestionnaireResponse) => ({ 'If-Match': `W/"${meta?.versionId}"` });

async function sign(note: QuestionnaireResponse): Promise<QuestionnaireResponse> {
  const answer = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$sign`, await asSeen(note));
  assert.equal(answer.status, 200, answer.text);
  return answer.body<QuestionnaireResponse>();
}

async function correct(note: QuestionnaireResponse, item: NonNullable<QuestionnaireResponse['item']>) {
  const corrected = { ...note, item };
  const answer = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$correct`, {
    headers: seen(note),
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'reason', valueString: 'Fel avläst' },
        { name: 'resource', resource: corrected },
        await seenIn(corrected),
      ],
    },
  });
  assert.equal(answer.status, 200, answer.text);
  return answer.body<QuestionnaireResponse>();
}

async function valuesOf(note: QuestionnaireResponse): Promise<Observation[]> {
  const found = await ask('sara', 'GET', `/fhir/Observation?derived-from=QuestionnaireResponse/${note.id}&_sort=code`);
  return (found.body<Bundle>().entry ?? []).map(({ resource }) => resource as Observation);
}

const shown = (values: readonly Observation[]) =>
  values
    .map(
      ({ code, status: state, valueQuantity, component = [] }) =>
        `${code.coding?.[0]?.code} ${[valueQuantity, ...component.map((each) => each.valueQuantity)].flatMap((one) => one?.value ?? []).join('/')} ${state}`,
    )
    .sort();

test('what is marked becomes an observation when the note is signed, not before, and once', async () => {
  const note = await draft(
    status,
    pressure(138, 84),
    { linkId: 'weight', answer: kg(82.5) },
    {
      linkId: 'steps',
      answer: [{ valueQuantity: { value: 4000 } }],
    },
  );
  assert.deepEqual(await valuesOf(note), []);
  const signed = await sign(note);
  assert.deepEqual(signed.item, note.item, 'the note is as it was written');
  const values = await valuesOf(note);
  assert.deepEqual(shown(values), ['29463-7 82.5 final', '85354-9 138/84 final']);
  for (const value of values) {
    assert.equal(value.subject?.reference, 'Patient/viktor-eriksson');
    assert.equal(value.effectiveDateTime, '2026-11-20T08:00:00Z');
    assert.equal(value.performer?.[0]?.reference, 'Practitioner/sara-lindqvist');
    assert.equal(value.category?.[0]?.coding?.[0]?.code, 'vital-signs');
  }
  const again = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$sign`, await asSeen(signed));
  assert.equal(again.status, 422);
  assert.equal((await valuesOf(note)).length, 2);
});

test('signing that is refused leaves no values', async () => {
  const note = await draft(status, pressure(120, 70));
  const sign = `/fhir/QuestionnaireResponse/${note.id}/$sign`;
  assert.equal((await ask('sara', 'POST', sign, await asSeen(note, '99'))).status, 412);
  assert.deepEqual(await valuesOf(note), []);
});

test('a correction of the note corrects its values: changed, taken away and added, and what is the same is left', async () => {
  const note = await sign(await draft(status, pressure(138, 84), { linkId: 'weight', answer: kg(82.5) }));
  const once = await correct(note, [status, pressure(183, 84), { linkId: 'weight', answer: kg(82.5) }]);
  const values = await valuesOf(note);
  assert.deepEqual(shown(values), ['29463-7 82.5 final', '85354-9 183/84 corrected']);
  assert.deepEqual(new Set(values.map(({ meta }) => meta?.versionId)), new Set(['1', '2']));
  assert.equal(values.find((one) => one.status === 'corrected')?.effectiveDateTime, '2026-11-20T08:00:00Z');
  const twice = await correct(once, [status, pressure(183, 84)]);
  assert.deepEqual(shown(await valuesOf(note)), ['29463-7 82.5 entered-in-error', '85354-9 183/84 corrected']);
  await correct(twice, [status, pressure(183, 84), { linkId: 'weight', answer: kg(82.5) }]);
  assert.deepEqual(shown(await valuesOf(note)), ['29463-7 82.5 corrected', '85354-9 183/84 corrected']);
});

test('a note by a template that is not here is signed all the same', async () => {
  const { questionnaire: _by, ...other } = await draft(status);
  const answer = await ask('sara', 'PUT', `/fhir/QuestionnaireResponse/${other.id}`, {
    body: { ...other, questionnaire: 'https://example.org/gone|1' },
    headers: seen(other as QuestionnaireResponse),
  });
  assert.equal(answer.status, 200, answer.text);
  const note = await sign(answer.body<QuestionnaireResponse>());
  assert.deepEqual(await valuesOf(note), []);
});
