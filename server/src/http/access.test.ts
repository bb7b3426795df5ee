/** The law over HTTP: who is refused, what the refusal says, and that nothing leaves before it is logged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEvent, Bundle, OperationOutcome, Patient, QuestionnaireResponse } from '@medplum/fhirtypes';
import type { Finding } from '@vardkedjan/care/access/finding.ts';
import { asSeen, seenIn } from '../../test/notes/as-seen.ts';
import { testWorld } from './test-world.ts';

const { ask, wiring, app } = await testWorld();
const viktor = 'viktor-eriksson';

async function logOf(patient: string): Promise<AuditEvent[]> {
  const answer = await ask(patient, 'GET', `/fhir/Patient/${patient}/$access-log?_count=1000`);
  return (answer.body<Bundle>().entry ?? []).map(({ resource }) => resource as AuditEvent);
}

test('a nurse without a relation is refused, told by which provision and what the law offers, and the attempt is logged', async () => {
  const answer = await ask('tomas', 'GET', `/fhir/Patient/${viktor}/$chart`);
  assert.equal(answer.status, 403);
  const [issue] = answer.body<OperationOutcome>().issue;
  assert.equal(issue?.code, 'forbidden');
  assert.match(issue?.details?.text ?? '', /patientrelation/);
  assert.match(issue?.details?.coding?.[0]?.display ?? '', /4 kap\. 1 § patientdatalagen/);
  assert.ok(
    issue?.extension?.some(({ url, valueCode }) => url.endsWith('/lawful-step') && valueCode === 'state-relation'),
  );
  const [last] = await logOf(viktor);
  assert.deepEqual(
    [last?.outcome, last?.agent[0]?.name, last?.entity?.[0]?.name],
    ['4', 'Tomas Berglund', 'GET Patient/$chart'],
  );
});

for (const [what, url] of [
  ['a search that names the patient', `/fhir/Observation?patient=${viktor}`],
  ['a search that names the patient as subject', `/fhir/Condition?subject=Patient/${viktor}`],
  ['everything', `/fhir/Patient/${viktor}/$everything`],
  ['full-text search', `/fhir/Patient/${viktor}/$text-search?text=feber`],
  ['the access log', `/fhir/Patient/${viktor}/$access-log`],
] as const) {
  test(`without a relation ${what} is refused`, async () => {
    assert.equal((await ask('tomas', 'GET', url)).status, 403);
  });
}

test('a resource of a record that one may not open: refused by id, absent from searches across patients', async () => {
  const own = (await ask('sara', 'GET', `/fhir/Encounter?patient=${viktor}&_count=1`)).body<Bundle>().entry?.[0]
    ?.resource;
  assert.ok(own?.id, 'the health centre has an encounter with him');
  assert.equal((await ask('tomas', 'GET', `/fhir/Encounter/${own.id}`)).status, 403);
  assert.equal((await ask('tomas', 'GET', `/fhir/Encounter/${own.id}/_history`)).status, 403);
  const across = (await ask('tomas', 'GET', `/fhir/Encounter?_id=${own.id}&_total=accurate`)).body<Bundle>();
  assert.deepEqual([across.entry, across.total], [undefined, 0]);
});

test('what the record’s filter answers is logged with what let the caller ask and what it holds: a reading by id, a list, and the same again', async () => {
  const list = (await ask('sara', 'GET', '/fhir/Encounter?_count=200')).body<Bundle>();
  const own = list.entry?.find(({ resource }) => JSON.stringify(resource).includes(`Patient/${viktor}`))?.resource;
  assert.ok(own?.id);
  for (let n = 0; n < 2; n++) assert.equal((await ask('sara', 'GET', `/fhir/Encounter/${own.id}`)).status, 200);
  const findingsOf = (event: AuditEvent | undefined) =>
    (
      JSON.parse(event?.entity?.[0]?.detail?.find(({ type }) => type === 'findings')?.valueString ?? '[]') as Finding[]
    ).map(({ rule, outcome }) => `${rule} ${outcome}`);
  const through = [
    'signed-in-with-assignment met',
    'purpose-permits met',
    'right-by-analysis met',
    'care-relation-or-stated met',
  ];
  const events = (await logOf(viktor)).slice(0, 3);
  assert.deepEqual(
    events.map((event) => findingsOf(event)),
    [through, through, through],
  );
  assert.deepEqual(new Set(events.map(({ entity }) => entity?.[0]?.name)), new Set(['GET Encounter']));
});

test('a protected person is not found by name, nor read, by those without a relation', async () => {
  const found = (await ask('tomas', 'GET', '/fhir/Patient?_id=linnea-sjogren')).status;
  assert.equal(found, 403);
  assert.equal((await ask('tomas', 'GET', '/fhir/Patient/linnea-sjogren')).status, 403);
  assert.equal((await ask('tomas', 'GET', '/fhir/Patient?family=Sjögren')).body<Bundle>().entry, undefined);
  assert.equal((await ask('sara', 'GET', '/fhir/Patient/linnea-sjogren')).status, 200);
});

test('a document is of the patient in it who has the id of one here, and of nobody else’s record; of a stranger it is refused', async () => {
  const document = (patient: string) => ({
    resourceType: 'Bundle',
    type: 'document',
    timestamp: '2026-11-01T12:00:00Z',
    identifier: {
      system: 'urn:ietf:rfc:3986',
      value: `urn:uuid:6f1c6f3b-4c8b-4c59-9a55-${Date.now().toString().padStart(12, '0')}`,
    },
    entry: [
      {
        fullUrl: 'urn:uuid:244ad7c3-beeb-41d1-8a2f-c76b8cf720aa',
        resource: {
          resourceType: 'Composition',
          status: 'final',
          type: { text: 'Sammanfattning' },
          subject: { reference: 'urn:uuid:244ad7c3-beeb-41d1-8a2f-c76b8cf720ad' },
          date: '2026-11-01',
          author: [{ display: 'En annan vårdgivare' }],
          title: 'Sammanfattning',
        },
      },
      {
        fullUrl: 'urn:uuid:244ad7c3-beeb-41d1-8a2f-c76b8cf720ad',
        resource: { resourceType: 'Patient', id: patient, name: [{ text: 'Ur ett annat system' }] },
      },
    ],
  });
  const made = await ask('sara', 'POST', '/fhir/Bundle', { body: document(viktor) });
  assert.equal(made.status, 201, made.text);
  const address = `/fhir/Bundle/${made.body<Bundle>().id}`;
  assert.equal((await ask('sara', 'GET', address)).status, 200);
  assert.equal((await ask('viktor', 'GET', address)).status, 200);
  for (const as of ['tomas', 'linnea']) assert.equal((await ask(as, 'GET', address)).status, 403, as);
  assert.equal((await ask('tomas', 'POST', '/fhir/Bundle', { body: document(viktor) })).status, 403);
  assert.equal((await ask('client:bench', 'POST', '/fhir/Bundle', { body: document('a-stranger') })).status, 422);
});

test('stating a relation opens the record for the one who asked, with the reason in the log', async () => {
  const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
  const patient = { name: 'patient', valueReference: { reference: `Patient/${viktor}` } };
  const url = '/fhir/Patient/$state-relation';
  const silent = await ask('lena', 'POST', url, { body: parameters(patient) });
  assert.equal(silent.status, 400, 'a reason must be given');
  const blank = await ask('lena', 'POST', url, { body: parameters(patient, { name: 'reason', valueString: '   ' }) });
  assert.equal(blank.status, 400, 'a text of white space only is none in FHIR');
  const stated = await ask('lena', 'POST', url, {
    body: parameters(patient, { name: 'reason', valueString: 'Vikarierar på natten' }),
  });
  assert.equal(stated.status, 201, stated.text);
  assert.equal((await ask('lena', 'GET', `/fhir/Patient/${viktor}/$chart`)).status, 200);
  const event = (await logOf(viktor)).find(({ subtype }) => subtype?.[0]?.code === 'state-relation');
  assert.equal(event?.purposeOfEvent?.[0]?.text, 'Vikarierar på natten');
});

test('a resident sees the own record and no other', async () => {
  assert.equal((await ask('viktor', 'GET', `/fhir/Patient/${viktor}/$chart`)).status, 200);
  assert.equal((await ask('viktor', 'GET', '/fhir/Patient/linnea-sjogren')).status, 403);
  assert.equal((await ask('viktor', 'GET', '/fhir/Patient')).body<Bundle>().entry?.length, 1);
  assert.equal(
    (
      await ask('viktor', 'PUT', `/fhir/Patient/${viktor}`, {
        body: { resourceType: 'Patient', id: viktor, active: false },
      })
    ).status,
    403,
  );
});

test('staff with several assignments must choose one before the record opens', async () => {
  const answer = await ask('sofia', 'GET', `/fhir/Patient/${viktor}`);
  assert.equal(answer.status, 403);
  assert.match(answer.text, /choose-assignment/);
});

const note = (
  status: QuestionnaireResponse['status'],
  text = 'Mår bra. Ingen feber, CRP <5.',
): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  status,
  subject: { reference: `Patient/${viktor}` },
  item: [{ linkId: 'status', text: 'Status', answer: [{ valueString: text }] }],
});

test('a note is drafted, signed by $sign only, then neither changed nor deleted, but corrected', async () => {
  assert.equal(
    (await ask('sara', 'POST', '/fhir/QuestionnaireResponse', { body: note('completed') })).status,
    403,
    'a signed note is made by signing',
  );
  const draft = await ask('sara', 'POST', '/fhir/QuestionnaireResponse', { body: note('in-progress') });
  const { id } = draft.body();
  const url = `/fhir/QuestionnaireResponse/${id}`;
  assert.equal((await ask('viktor', 'GET', url)).status, 403, 'the resident does not see drafts');
  const moved = await ask('sara', 'PUT', url, {
    headers: { 'if-match': 'W/"1"' },
    body: { ...note('in-progress'), id, subject: { reference: 'Patient/linnea-sjogren' } },
  });
  assert.equal(moved.status, 422, 'a note stays in the record where it was begun');
  assert.match(moved.text, /stays in the record where it was written/);
  const seen = await asSeen(draft.body<QuestionnaireResponse>());
  assert.equal((await ask('sara', 'POST', `${url}/$sign`, { body: seen.body })).status, 428);
  const unseen = await ask('sara', 'POST', `${url}/$sign`, { headers: seen.headers });
  assert.deepEqual([unseen.status, /needs the parameter seen/.test(unseen.text)], [400, true], 'no hash, no signature');
  const stale = await asSeen(draft.body<QuestionnaireResponse>(), '9');
  assert.equal((await ask('johan', 'POST', `${url}/$sign`, stale)).status, 412);
  const other = await asSeen(note('in-progress', 'Mår bra. Feber, CRP <5.'), '1');
  const differs = await ask('sara', 'POST', `${url}/$sign`, other);
  assert.deepEqual(
    [differs.status, /not-as-seen/.test(differs.text)],
    [422, true],
    'a word more or less is refused (F1)',
  );
  const signed = await ask('sara', 'POST', `${url}/$sign`, seen);
  assert.equal(signed.status, 200, signed.text);
  const { status, author, item } = signed.body<QuestionnaireResponse>();
  assert.deepEqual(
    [status, author?.display, item?.[0]?.answer?.[0]?.valueString],
    ['completed', 'Sara Lindqvist, distriktsläkare', 'Mår bra. Ingen feber, CRP <5.'],
  );
  assert.equal((await ask('viktor', 'GET', url)).status, 200);
  assert.equal((await ask('sara', 'PUT', url, { body: { ...note('completed', 'Feber.'), id } })).status, 403);
  assert.equal((await ask('sara', 'PUT', url, { body: { ...note('in-progress', 'Feber.'), id } })).status, 403);
  assert.equal((await ask('sara', 'DELETE', url)).status, 403);
  const patch = {
    headers: { 'content-type': 'application/json-patch+json' },
    body: [{ op: 'replace', path: '/item/0/answer/0/valueString', value: 'Feber.' }],
  };
  assert.equal((await ask('sara', 'PATCH', url, patch)).status, 403);
  const correction = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'reason', valueString: 'Fel värde' },
      { name: 'resource', resource: note('completed', 'Mår bra. Ingen feber, CRP 8.') },
      await seenIn(note('completed', 'Mår bra. Ingen feber, CRP 8.')),
    ],
  };
  const lacking = { ...correction, parameter: correction.parameter.with(2, await seenIn(note('completed', 'Feber.'))) };
  const refused = await ask('sara', 'POST', `${url}/$correct`, { body: lacking, headers: { 'if-match': 'W/"2"' } });
  assert.deepEqual([refused.status, /not-as-seen/.test(refused.text)], [422, true]);
  const corrected = await ask('sara', 'POST', `${url}/$correct`, {
    body: correction,
    headers: { 'if-match': 'W/"2"' },
  });
  assert.deepEqual(
    [corrected.status, corrected.body<QuestionnaireResponse>().status],
    [200, 'amended'],
    corrected.text,
  );
  const versions = (await ask('viktor', 'GET', `${url}/_history`))
    .body<Bundle>()
    .entry?.map(({ resource }) => (resource as QuestionnaireResponse).status);
  assert.deepEqual(versions, ['amended', 'completed']);
});

test('staff write about patients of theirs, in their own unit’s name whatever they say', async () => {
  const condition = { resourceType: 'Condition', subject: { reference: `Patient/${viktor}` }, code: { text: 'Hosta' } };
  const meta = {
    extension: [
      {
        url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
        valueReference: { reference: 'Organization/region' },
      },
    ],
  };
  const written = await ask('sara', 'POST', '/fhir/Condition', { body: { ...condition, meta } });
  assert.equal(written.status, 201, written.text);
  assert.match(written.text, /"reference":"Organization\/vc-kvarnbacken"/);
  assert.equal((await ask('tomas', 'POST', '/fhir/Condition', { body: condition })).status, 403);
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: condition, request: { method: 'POST', url: 'Condition' } }],
  };
  assert.equal((await ask('tomas', 'POST', '/fhir', { body: bundle })).status, 403);
});

test('a refused entry of a batch is logged as refused, and the others are answered', async () => {
  const entry = (url: string) => ({ request: { method: 'GET', url } });
  const bundle = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [entry(`Observation?patient=${viktor}`), entry('Organization/vc-kvarnbacken')],
  };
  const answer = (await ask('tomas', 'POST', '/fhir', { body: bundle })).body<Bundle>();
  assert.deepEqual(
    answer.entry?.map(({ response }) => response?.status),
    ['403 Forbidden', '200 OK'],
  );
  const [last] = await logOf(viktor);
  assert.deepEqual([last?.outcome, last?.entity?.[0]?.name], ['4', 'GET Observation']);
});

test('an answer with personal data does not leave when the access log cannot be written', async (context) => {
  context.mock.method(wiring.accessLog, 'append', () => Promise.reject(new Error('the disk of the log is full')));
  const read = await ask('sara', 'GET', `/fhir/Patient/${viktor}`);
  assert.equal(read.status, 500);
  assert.ok(!read.text.includes('Eriksson'));
  const unit = await ask('sara', 'GET', '/fhir/Organization/vc-kvarnbacken');
  assert.equal(unit.status, 200, 'what is about nobody needs no row');
});

test('an unknown error tells nothing but the request’s id', async (context) => {
  context.mock.method(wiring.access, 'decide', () => Promise.reject(new Error(`secret of ${viktor}`)));
  const answer = await ask('sara', 'GET', `/fhir/Patient/${viktor}/$chart`);
  assert.equal(answer.status, 500);
  assert.ok(!answer.text.includes('secret'));
  assert.ok(answer.text.includes(answer.headers['x-request-id'] ?? 'no id'));
});

test('with as many requests under way as it takes, the server asks the next to try again', async (context) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const append = wiring.accessLog.append.bind(wiring.accessLog);
  context.mock.method(wiring.accessLog, 'append', async (notes: Parameters<typeof append>[0]) => {
    await held;
    return append(notes);
  });
  const token = await app.inject({
    method: 'POST',
    url: '/sign-in/token',
    headers: { 'x-vardkedjan': '1' },
    payload: { as: 'sara' },
  });
  const headers = { authorization: `Bearer ${token.body}` };
  const first = Array.from({ length: wiring.config.maxInFlight }, () =>
    app.inject({ url: `/fhir/Patient/${viktor}`, headers }),
  );
  while (!(await wiring.metrics.registry.metrics()).includes(`vardkedjan_fhir_in_flight ${wiring.config.maxInFlight}`))
    await new Promise(setImmediate);
  const turnedAway = await app.inject({ url: `/fhir/Patient/${viktor}`, headers });
  assert.deepEqual([turnedAway.statusCode, turnedAway.headers['retry-after']], [503, '1']);
  release();
  assert.ok((await Promise.all(first)).every(({ statusCode }) => statusCode === 200));
});

test('every answer carries the headers that protect browsers', async () => {
  const { headers } = await ask('sara', 'GET', `/fhir/Patient/${viktor}`);
  assert.match(headers['content-security-policy'] ?? '', /script-src 'self';.*frame-ancestors 'none'/);
  assert.deepEqual(
    [headers['x-content-type-options'], headers['referrer-policy'], headers['cache-control']],
    ['nosniff', 'no-referrer', 'no-store'],
  );
});

test('/metrics holds figures and nobody’s data; /health says that the database answers', async () => {
  const metrics = (await ask(undefined, 'GET', '/metrics')).text;
  assert.match(metrics, /vardkedjan_fhir_seconds_count\{interaction="read",status="2xx"\} \d+/);
  assert.ok(!/Eriksson|viktor/.test(metrics));
  assert.deepEqual((await ask(undefined, 'GET', '/health')).body<object>(), {
    status: 'pass',
    checks: { database: 'pass' },
  });
});

test('the patient is one and the same in the token and the answer', async () => {
  assert.equal((await ask('viktor', 'GET', `/fhir/Patient/${viktor}`)).body<Patient>().id, viktor);
});
