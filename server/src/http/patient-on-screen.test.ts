/** What is saved from a page is saved in the record that is on the screen, or not at all (F16). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Condition, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { principalByWord } from '../sign-in/cast.ts';
import { testWorld } from './test-world.ts';

const { app, ask, signIn } = await testWorld();
const principal = await principalByWord('sara', signIn.cast, signIn.people);
if (principal.kind !== 'staff') throw new Error('Sara is staff');
const { token } = await signIn.sessions.start({ ...principal, app: 'clinician' });

/** From Sara's page, with this patient's record on the screen. */
async function send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload: object, onScreen?: string) {
  const answer = await app.inject({
    method,
    url: `/fhir/${url}`,
    headers: {
      host: 'localhost:8080',
      cookie: `${signIn.authenticator.cookieName}=${token}`,
      'x-vardkedjan': '1',
      'sec-fetch-site': 'same-origin',
      'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/fhir+json',
      ...(onScreen !== undefined && { 'x-vardkedjan-patient': onScreen }),
    },
    payload,
  });
  return { status: answer.statusCode, body: answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown) };
}

const conditionOf = (patient: string, text: string): Condition => ({
  resourceType: 'Condition',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
  },
  code: { text },
  subject: { reference: `Patient/${patient}` },
});

const bundleOf = (type: Bundle['type'], ...resources: Resource[]): Bundle => ({
  resourceType: 'Bundle',
  type,
  entry: resources.map((resource) => ({ resource, request: { method: 'POST', url: resource.resourceType } })),
});

async function textsOf(patient: string): Promise<(string | undefined)[]> {
  const found = (await ask('client:bench', 'GET', `/fhir/Condition?patient=${patient}&_count=1000`)).body<
    Bundle<Condition>
  >();
  return (found.entry ?? []).map(({ resource }) => resource?.code?.text);
}

const viktor = 'viktor-eriksson';
const linnea = 'linnea-sjogren';

test('with one record on the screen nothing is saved in another, by any way of saving', async () => {
  const text = 'Sparad fel';
  const own = await send('POST', 'Condition', conditionOf(viktor, 'Hosta'), viktor);
  assert.equal(own.status, 201);
  const { id = '', meta } = own.body as Condition;
  const note = {
    resourceType: 'QuestionnaireResponse',
    status: 'in-progress',
    subject: { reference: `Patient/${viktor}` },
  };
  const draft = (await send('POST', 'QuestionnaireResponse', note, viktor)).body as Resource;
  const ways = [
    () => send('POST', 'Condition', conditionOf(viktor, text), linnea),
    () => send('PUT', `Condition/${id}`, { ...conditionOf(viktor, text), id }, linnea),
    () => send('PATCH', `Condition/${id}`, [{ op: 'replace', path: '/code/text', value: text }], linnea),
    () => send('DELETE', `QuestionnaireResponse/${draft.id}`, {}, linnea),
    () => send('POST', '', bundleOf('transaction', conditionOf(linnea, text), conditionOf(viktor, text)), linnea),
    () =>
      send(
        'POST',
        `Patient/${viktor}/$block`,
        {
          resourceType: 'Parameters',
          parameter: [
            { name: 'of', valueReference: { reference: 'Organization/vc-kvarnbacken' } },
            { name: 'requestedBy', valueCode: 'patient' },
          ],
        },
        linnea,
      ),
    () => send('POST', `Patient/${viktor}/$print`, { resourceType: 'Parameters' }, linnea),
  ];
  for (const way of ways) {
    const { status, body } = await way();
    assert.equal(status, 422, `${String(way)}: ${JSON.stringify(body)}`);
    assert.match((body as OperationOutcome).issue?.[0]?.details?.text ?? '', /en annan patient/);
  }
  assert.ok(![...(await textsOf(viktor)), ...(await textsOf(linnea))].includes(text));
  const now = (await ask('client:bench', 'GET', `/fhir/Condition/${id}`)).body<Condition>();
  assert.deepEqual(now.meta, meta);
  assert.equal((await send('DELETE', `QuestionnaireResponse/${draft.id}`, {}, viktor)).status, 204);
});

test('of a batch only what concerns the record on the screen is done', async () => {
  const { status, body } = await send(
    'POST',
    '',
    bundleOf('batch', conditionOf(viktor, 'Rätt'), conditionOf(linnea, 'Fel')),
    viktor,
  );
  assert.equal(status, 200);
  const answers = (body as Bundle).entry?.map(({ response }) => response?.status?.slice(0, 3));
  assert.deepEqual(answers, ['201', '422']);
  assert.ok((await textsOf(viktor)).includes('Rätt'));
  assert.ok(!(await textsOf(linnea)).includes('Fel'));
});

test('a page that does not say whose record is on the screen saves nothing in one', async () => {
  assert.equal((await send('POST', 'Condition', conditionOf(viktor, 'Utan'))).status, 428);
  assert.equal((await send('POST', '', bundleOf('transaction', conditionOf(viktor, 'Utan')))).status, 428);
  assert.ok(!(await textsOf(viktor)).includes('Utan'));
});

test('an API client has no screen, but is held to what it says', async () => {
  const body = conditionOf(viktor, 'Från annat system');
  assert.equal((await ask('sara', 'POST', '/fhir/Condition', { body })).status, 201);
  const says = (patient: string) => ({ body, headers: { 'x-vardkedjan-patient': patient } });
  assert.equal((await ask('sara', 'POST', '/fhir/Condition', says(linnea))).status, 422);
  assert.equal((await ask('sara', 'POST', '/fhir/Condition', says(viktor))).status, 201);
});
