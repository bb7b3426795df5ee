/**
 * Diagnoses and measures coded in a note, over HTTP: they become Conditions and Procedures in the unit of work that signs the note, once, the
 * principal diagnosis first on the contact; a correction of the note corrects them; what has no code is text, byte for byte (F1).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  Bundle,
  Condition,
  Encounter,
  OperationOutcome,
  Procedure,
  Questionnaire,
  QuestionnaireResponse,
  QuestionnaireResponseItemAnswer,
  Resource,
} from '@medplum/fhirtypes';
import { codedItem, codedLines, onProblemListUrl } from '@vardkedjan/care/record-keeping/coding/coded-lines.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { asSeen, seenIn } from './as-seen.ts';

const { ask } = await testWorld();
const url = 'https://example.org/fhir/Questionnaire/visit-with-codes';
const template: Questionnaire & { id: string } = {
  resourceType: 'Questionnaire',
  id: 'visit-with-codes',
  url,
  version: '1',
  title: 'Besök',
  status: 'active',
  item: [
    { linkId: 'status', text: 'Status', type: 'text' },
    codedItem('diagnoses, and |more', 'diagnoses'),
    codedItem('procedures', 'procedures'),
  ],
};
assert.equal((await ask('client:bench', 'PUT', `/fhir/Questionnaire/${template.id}`, { body: template })).status, 201);

const icd = (code: string, display: string): QuestionnaireResponseItemAnswer => ({
  valueCoding: { system: codedLines.diagnoses.system, code, display },
});
const hypertension = icd('I10.9', 'Essentiell hypertoni (högt blodtryck utan känd orsak)');
const tonsillitis = icd('J03.9', 'Akut tonsillit, ospecificerad');
const words = '  Ingen känd diagnos <5 & | ^ åäö ';
const ecg = { valueCoding: { system: codedLines.procedures.system, code: 'AF023', display: 'EKG, tagning' } };
const onList = (answer: QuestionnaireResponseItemAnswer) => ({
  extension: [{ url: onProblemListUrl, valueBoolean: true }],
  ...answer,
});
const status = { linkId: 'status', text: 'Status', answer: [{ valueString: 'Oförändrat.' }] };
const diagnosed = (...answer: QuestionnaireResponseItemAnswer[]) => ({
  linkId: 'diagnoses, and |more',
  text: 'Diagnoser',
  answer,
});
const measured = (...answer: QuestionnaireResponseItemAnswer[]) => ({ linkId: 'procedures', answer });

async function created<T extends Resource>(body: T): Promise<T> {
  const answer = await ask('sara', 'POST', `/fhir/${body.resourceType}`, { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<T>();
}

const contact = () =>
  created<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: 'Patient/viktor-eriksson' },
  });

const draft = (encounter: Encounter, ...item: NonNullable<QuestionnaireResponse['item']>) =>
  created<QuestionnaireResponse>({
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    questionnaire: `${url}|1`,
    subject: { reference: 'Patient/viktor-eriksson' },
    encounter: { reference: `Encounter/${encounter.id}` },
    authored: '2026-11-20T08:00:00Z',
    author: { reference: 'Practitioner/sara-lindqvist' },
    item,
  });

const seen = ({ meta }: Resource) => ({ 'If-Match': `W/"${meta?.versionId}"` });

async function sign(note: QuestionnaireResponse): Promise<QuestionnaireResponse> {
  const answer = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$sign`, await asSeen(note));
  assert.equal(answer.status, 200, answer.text);
  return answer.body<QuestionnaireResponse>();
}

async function correct(note: QuestionnaireResponse, ...item: NonNullable<QuestionnaireResponse['item']>) {
  const parameter = [
    { name: 'reason', valueString: 'Fel kod' },
    { name: 'resource', resource: { ...note, item } },
  ];
  const answer = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$correct`, {
    headers: seen(note),
    body: { resourceType: 'Parameters', parameter: [...parameter, await seenIn({ ...note, item })] },
  });
  assert.equal(answer.status, 200, answer.text);
  return answer.body<QuestionnaireResponse>();
}

async function of<T extends Resource>(type: T['resourceType'], { id }: Encounter): Promise<T[]> {
  const found = await ask('sara', 'GET', `/fhir/${type}?encounter=Encounter/${id}`);
  return (found.body<Bundle>().entry ?? []).map(({ resource }) => resource as T);
}

const read = async ({ id }: Encounter) => (await ask('sara', 'GET', `/fhir/Encounter/${id}`)).body<Encounter>();

const shown = (conditions: readonly Condition[]) =>
  conditions
    .map(({ code, verificationStatus, category = [] }) =>
      [
        code?.coding?.[0]?.code ?? code?.text,
        verificationStatus?.coding?.[0]?.code,
        category.flatMap(({ coding = [] }) => coding.map((each) => each.code)).join('+'),
      ].join(' '),
    )
    .sort();

/** The codes of the contact's diagnoses in their order, as its references lead to them. */
async function listed(encounter: Encounter): Promise<string[]> {
  const conditions = await of<Condition>('Condition', encounter);
  const { diagnosis = [] } = await read(encounter);
  return diagnosis.map(({ condition, rank }) => {
    const its = conditions.find(({ id }) => condition.reference === `Condition/${id}`);
    return `${rank} ${its?.code?.coding?.[0]?.code ?? its?.code?.text}`;
  });
}

test('what is coded becomes diagnoses and measures when the note is signed, not before, and once', async () => {
  const encounter = await contact();
  const note = await draft(
    encounter,
    status,
    diagnosed(onList(hypertension), tonsillitis, { valueString: words }, tonsillitis),
    measured(ecg),
  );
  assert.deepEqual(await of('Condition', encounter), []);
  const signed = await sign(note);
  assert.deepEqual(signed.item, note.item, 'the note is as it was written');
  const conditions = await of<Condition>('Condition', encounter);
  assert.deepEqual(shown(conditions), [
    `${words} confirmed encounter-diagnosis`,
    'I10.9 confirmed encounter-diagnosis+problem-list-item',
    'J03.9 confirmed encounter-diagnosis',
  ]);
  for (const { recordedDate, recorder, asserter, clinicalStatus, code } of conditions) {
    assert.equal(recordedDate, signed.authored);
    assert.equal(recorder?.reference, 'Practitioner/sara-lindqvist');
    assert.equal(asserter?.reference, 'Practitioner/sara-lindqvist');
    assert.equal(clinicalStatus?.coding?.[0]?.code, code?.coding?.[0]?.code === 'I10.9' ? 'active' : undefined);
  }
  const [procedure, ...more] = await of<Procedure>('Procedure', encounter);
  assert.equal(more.length, 0);
  assert.equal(procedure?.code?.coding?.[0]?.code, 'AF023');
  assert.equal(procedure?.performedDateTime, '2026-11-20T08:00:00Z');
  assert.deepEqual(await listed(encounter), ['1 I10.9', '2 J03.9', `3 ${words}`]);
  const again = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${note.id}/$sign`, await asSeen(signed));
  assert.equal(again.status, 422);
  assert.equal((await of('Condition', encounter)).length, 3);
});

test('a correction strikes what is taken away, writes what is new, and leaves the rest in its version', async () => {
  const encounter = await contact();
  const signed = await sign(await draft(encounter, status, diagnosed(hypertension, tonsillitis), measured(ecg)));
  const kept = (await of<Condition>('Condition', encounter)).find(({ code }) => code?.coding?.[0]?.code === 'J03.9');
  const asthma = icd('J45.9', 'Astma, ospecificerad');
  const corrected = await correct(signed, status, diagnosed(asthma, tonsillitis));
  const after = await of<Condition>('Condition', encounter);
  assert.deepEqual(shown(after), [
    'I10.9 entered-in-error encounter-diagnosis',
    'J03.9 confirmed encounter-diagnosis',
    'J45.9 confirmed encounter-diagnosis',
  ]);
  assert.equal(after.find(({ id }) => id === kept?.id)?.meta?.versionId, kept?.meta?.versionId);
  assert.deepEqual(
    (await of<Procedure>('Procedure', encounter)).map((each) => each.status),
    ['entered-in-error'],
  );
  assert.deepEqual(await listed(encounter), ['1 J45.9', '2 J03.9']);

  await correct(corrected, status, diagnosed(onList(hypertension), asthma), measured(ecg));
  assert.deepEqual(shown(await of<Condition>('Condition', encounter)), [
    'I10.9 confirmed encounter-diagnosis+problem-list-item',
    'J03.9 entered-in-error encounter-diagnosis',
    'J45.9 confirmed encounter-diagnosis',
  ]);
  assert.deepEqual(
    (await of<Procedure>('Procedure', encounter)).map((each) => each.status),
    ['completed'],
  );
  assert.deepEqual(await listed(encounter), ['1 I10.9', '2 J45.9']);
});

test('what others have put on the contact keeps its place, and a problem that has ended stays so', async () => {
  const encounter = await contact();
  const other = await created<Condition>({
    resourceType: 'Condition',
    subject: { reference: 'Patient/viktor-eriksson' },
    encounter: { reference: `Encounter/${encounter.id}` },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
    },
    code: { coding: [{ system: codedLines.diagnoses.system, code: 'R05.9', display: 'Hosta' }] },
  });
  const diagnosis = [{ condition: { reference: `Condition/${other.id}` }, rank: 1 }];
  const put = await ask('sara', 'PUT', `/fhir/Encounter/${encounter.id}`, {
    headers: seen(encounter),
    body: { ...encounter, diagnosis },
  });
  assert.equal(put.status, 200, put.text);
  const signed = await sign(await draft(encounter, status, diagnosed(onList(hypertension))));
  assert.deepEqual(await listed(encounter), ['1 R05.9', '2 I10.9']);
  const [problem] = (await of<Condition>('Condition', encounter)).filter(({ clinicalStatus }) => clinicalStatus);
  assert.ok(problem);
  const resolved = [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'resolved' }];
  const ended = await ask('sara', 'PUT', `/fhir/Condition/${problem.id}`, {
    headers: seen(problem),
    body: { ...problem, clinicalStatus: { coding: resolved } },
  });
  assert.equal(ended.status, 200, ended.text);
  await correct(signed, status, diagnosed(onList(hypertension), tonsillitis));
  const after = (await of<Condition>('Condition', encounter)).find(({ id }) => id === problem.id);
  assert.equal(after?.clinicalStatus?.coding?.[0]?.code, 'resolved');
  assert.deepEqual(await listed(encounter), ['1 R05.9', '2 I10.9', '3 J03.9']);
});

test('what its template asks for is filled in before a note is signed, codes too', async () => {
  const asking: Questionnaire & { id: string } = {
    ...template,
    id: 'visit-that-asks',
    url: `${url}-that-asks`,
    item: [
      { linkId: 'status', text: 'Status', type: 'text', required: true },
      { linkId: 'under', type: 'group', item: [{ linkId: 'plan', text: 'Planering', type: 'text', required: true }] },
      { ...codedItem('procedures', 'procedures'), required: true },
      {
        linkId: 'sometimes',
        type: 'text',
        required: true,
        enableWhen: [{ question: 'plan', operator: 'exists', answerBoolean: true }],
      },
    ],
  };
  assert.equal((await ask('client:bench', 'PUT', `/fhir/Questionnaire/${asking.id}`, { body: asking })).status, 201);
  const encounter = await contact();
  const plan = (valueString: string) => ({ linkId: 'under', item: [{ linkId: 'plan', answer: [{ valueString }] }] });
  const by = async (...item: NonNullable<QuestionnaireResponse['item']>) =>
    created<QuestionnaireResponse>({
      ...(await draft(encounter, ...item)),
      questionnaire: `${asking.url}|1`,
      id: undefined as never,
    });
  const lacking = await by(status);
  const refused = await ask('sara', 'POST', `/fhir/QuestionnaireResponse/${lacking.id}/$sign`, await asSeen(lacking));
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body<OperationOutcome>().issue.map(({ details }) => details?.text),
    ['Fyll i Planering innan du signerar.', 'Fyll i Åtgärder (KVÅ) innan du signerar.'],
  );
  assert.deepEqual(await of('Procedure', encounter), []);
  await sign(await by(status, plan('Åter'), measured(ecg)));
  assert.equal((await of('Procedure', encounter)).length, 1);
});
