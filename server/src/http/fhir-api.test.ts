/** Norm tests of the RESTful API: http://hl7.org/fhir/R4/http.html. Each test's name could stand there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CapabilityStatement, Observation, OperationOutcome, Patient } from '@medplum/fhirtypes';
import { testWorld } from './test-world.ts';

const { ask, app } = await testWorld();
const bench = 'client:bench';

async function made(body: object): Promise<{ id: string; url: string }> {
  const {
    status,
    headers,
    text,
    body: read,
  } = await ask(bench, 'POST', `/fhir/${(body as Patient).resourceType}`, { body });
  assert.equal(status, 201, text);
  const { id = '' } = read<Patient>();
  assert.equal(headers['location'], `http://localhost:8080/fhir/${(body as Patient).resourceType}/${id}/_history/1`);
  return { id, url: `/fhir/${(body as Patient).resourceType}/${id}` };
}

const patient = { resourceType: 'Patient', name: [{ family: 'Prov' }] };
const weight = (id: string) =>
  `{"resourceType":"Observation","status":"final","code":{"text":"Vikt"},"subject":{"reference":"Patient/${id}"},"valueQuantity":{"value":70.50,"unit":"kg"}}`;

test('create answers 201 with Location, ETag and Last-Modified; read gives the resource back letter for letter', async () => {
  const { id } = await made(patient);
  const created = await ask(bench, 'POST', '/fhir/Observation', { body: weight(id) });
  assert.equal(created.status, 201);
  assert.equal(created.headers['etag'], 'W/"1"');
  assert.match(created.headers['last-modified'] ?? '', /GMT$/);
  const read = await ask(bench, 'GET', `/fhir/Observation/${created.body().id}`);
  assert.match(read.text, /"value":70\.50,"unit":"kg"/);
  assert.equal(read.headers['content-type'], 'application/fhir+json; charset=utf-8');
  assert.equal(read.headers['cache-control'], 'no-store');
});

test('Prefer decides what a create answers with', async () => {
  const minimal = await ask(bench, 'POST', '/fhir/Patient', { body: patient, headers: { prefer: 'return=minimal' } });
  assert.deepEqual([minimal.status, minimal.text], [201, '']);
  const outcome = await ask(bench, 'POST', '/fhir/Patient', {
    body: patient,
    headers: { prefer: 'return=OperationOutcome' },
  });
  assert.equal(outcome.body().resourceType, 'OperationOutcome');
});

test('If-None-Exist creates only when nothing matches, however many ask at once', async () => {
  const body = { ...patient, identifier: [{ system: 'urn:test', value: 'once' }] };
  const headers = { 'if-none-exist': 'identifier=urn:test|once' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ask(bench, 'POST', '/fhir/Patient', { body, headers })),
  );
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  assert.equal(answers.filter(({ status }) => status === 200).length, 9);
  assert.equal(new Set(answers.map((answer) => answer.body().id)).size, 1);
});

test('update by If-Match refuses an older version with 412, and one without it goes through', async () => {
  const { id, url } = await made(patient);
  const next = { ...patient, id, active: true };
  assert.equal((await ask(bench, 'PUT', url, { body: next, headers: { 'if-match': 'W/"1"' } })).status, 200);
  assert.equal(
    (await ask(bench, 'PUT', url, { body: { ...next, active: false }, headers: { 'if-match': 'W/"1"' } })).status,
    412,
  );
  assert.equal((await ask(bench, 'PUT', url, { body: { ...next, active: false } })).headers['etag'], 'W/"3"');
});

test('an update that changes nothing makes no new version', async () => {
  const { id, url } = await made(patient);
  const same = await ask(bench, 'PUT', url, { body: { ...patient, id } });
  assert.deepEqual([same.status, same.headers['etag']], [200, 'W/"1"']);
});

test('update creates with the client’s id; If-None-Match: * refuses when it is there', async () => {
  const body = { ...patient, id: 'my-own-id' };
  assert.equal(
    (await ask(bench, 'PUT', '/fhir/Patient/my-own-id', { body, headers: { 'if-none-match': '*' } })).status,
    201,
  );
  assert.equal(
    (
      await ask(bench, 'PUT', '/fhir/Patient/my-own-id', {
        body: { ...body, active: true },
        headers: { 'if-none-match': '*' },
      })
    ).status,
    412,
  );
});

test('conditional update: none creates, one updates, several are refused with 412', async () => {
  const body = (value: string, active: boolean) => ({
    ...patient,
    active,
    identifier: [{ system: 'urn:test', value }],
  });
  const url = '/fhir/Patient?identifier=urn:test|cond';
  assert.equal((await ask(bench, 'PUT', url, { body: body('cond', true) })).status, 201);
  assert.equal((await ask(bench, 'PUT', url, { body: body('cond', false) })).status, 200);
  await made(body('cond', true));
  assert.equal((await ask(bench, 'PUT', url, { body: body('cond', true) })).status, 412);
});

test('the id in the body must be the one in the address', async () => {
  const { url } = await made(patient);
  assert.equal((await ask(bench, 'PUT', url, { body: { ...patient, id: 'another' } })).status, 400);
});

test('JSON Patch with a test operation; id and meta cannot be patched', async () => {
  const { url } = await made(patient);
  const headers = { 'content-type': 'application/json-patch+json' };
  const patch = (operations: object[]) => ask(bench, 'PATCH', url, { body: operations, headers });
  const done = await patch([
    { op: 'test', path: '/name/0/family', value: 'Prov' },
    { op: 'add', path: '/active', value: true },
  ]);
  assert.deepEqual([done.status, done.body<Patient>().active], [200, true]);
  assert.equal((await patch([{ op: 'test', path: '/active', value: false }])).status, 422);
  assert.equal((await patch([{ op: 'replace', path: '/id', value: 'x' }])).status, 422);
  assert.equal((await patch([{ op: 'replace', path: '/meta/versionId', value: '9' }])).status, 422);
  assert.equal((await patch([{ op: 'add', path: '/gender', value: 'unheard of' }])).status, 422);
});

test('delete answers 204; then read is 410, vread of the earlier version 200, and the history tells of it', async () => {
  const { url } = await made(patient);
  assert.equal((await ask(bench, 'DELETE', url)).status, 204);
  assert.equal((await ask(bench, 'GET', url)).status, 410);
  assert.equal((await ask(bench, 'GET', `${url}/_history/1`)).status, 200);
  assert.equal((await ask(bench, 'GET', `${url}/_history/2`)).status, 410);
  const history = (await ask(bench, 'GET', `${url}/_history`)).body<Bundle>();
  assert.deepEqual(
    history.entry?.map(({ request }) => request?.method),
    ['DELETE', 'POST'],
  );
});

test('read with If-None-Match of the current version answers 304 without a body', async () => {
  const { url } = await made(patient);
  const unchanged = await ask(bench, 'GET', url, { headers: { 'if-none-match': 'W/"1"' } });
  assert.deepEqual([unchanged.status, unchanged.text, unchanged.headers['etag']], [304, '', 'W/"1"']);
  assert.equal((await ask(bench, 'GET', url, { headers: { 'if-none-match': 'W/"7"' } })).status, 200);
});

test('HEAD answers as GET does, without the body', async () => {
  const { url } = await made(patient);
  const head = await ask(bench, 'HEAD', url);
  assert.deepEqual([head.status, head.text, head.headers['etag']], [200, '', 'W/"1"']);
});

test('search by GET and by POST _search give the same', async () => {
  const { id } = await made({ ...patient, identifier: [{ system: 'urn:test', value: 'found' }] });
  const got = (await ask(bench, 'GET', '/fhir/Patient?identifier=urn:test|found')).body<Bundle>();
  const posted = (
    await ask(bench, 'POST', '/fhir/Patient/_search', {
      body: 'identifier=urn:test|found',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  ).body<Bundle>();
  assert.deepEqual(got.entry, posted.entry);
  assert.deepEqual([got.type, got.entry?.[0]?.resource?.id, got.entry?.[0]?.search?.mode], ['searchset', id, 'match']);
  assert.equal(got.link?.[0]?.url, 'http://localhost:8080/fhir/Patient?identifier=urn%3Atest%7Cfound');
  assert.equal(
    (await ask(bench, 'POST', '/fhir/Patient/_search', { body: { resourceType: 'Parameters' } })).status,
    415,
  );
});

test('an unknown search parameter is refused by name; handling=lenient ignores it and says so', async () => {
  const refused = await ask(bench, 'GET', '/fhir/Patient?shoe-size=43');
  assert.deepEqual([refused.status, refused.body<OperationOutcome>().issue[0]?.code], [400, 'not-supported']);
  assert.match(refused.text, /shoe-size/);
  const lenient = (
    await ask(bench, 'GET', '/fhir/Patient?shoe-size=43&_count=1', { headers: { prefer: 'handling=lenient' } })
  ).body<Bundle>();
  assert.equal(lenient.entry?.at(-1)?.search?.mode, 'outcome');
});

test('_elements and _summary give a part, marked SUBSETTED', async () => {
  const { url } = await made({ ...patient, active: true, maritalStatus: { text: 'Gift' } });
  const part = (await ask(bench, 'GET', `${url}?_elements=active`)).body<Patient>();
  assert.deepEqual(Object.keys(part).sort(), ['active', 'id', 'meta', 'resourceType']);
  assert.equal(part.meta?.tag?.[0]?.code, 'SUBSETTED');
  const summary = (await ask(bench, 'GET', `${url}?_summary=true`)).body<Patient>();
  assert.deepEqual([summary.active, summary.maritalStatus], [true, undefined]);
});

test('a transaction is done whole: references between entries are led to what they become', async () => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:6f3c2f0e-0000-4000-8000-000000000002',
        resource: {
          ...JSON.parse(weight('x')),
          subject: { reference: 'urn:uuid:6f3c2f0e-0000-4000-8000-000000000001' },
        },
        request: { method: 'POST', url: 'Observation' },
      },
      {
        fullUrl: 'urn:uuid:6f3c2f0e-0000-4000-8000-000000000001',
        resource: patient,
        request: { method: 'POST', url: 'Patient' },
      },
    ],
  };
  const answer = (await ask(bench, 'POST', '/fhir', { body: bundle })).body<Bundle>();
  assert.deepEqual(
    answer.entry?.map(({ response }) => response?.status),
    ['201 Created', '201 Created'],
  );
  const [observation, person] = answer.entry?.map(({ response }) => response?.location ?? '') ?? [];
  const read = (await ask(bench, 'GET', new URL(observation ?? '').pathname)).body<Observation>();
  assert.ok(person?.includes(read.subject?.reference ?? 'nothing'));
});

test('a reference with this server’s own address is the relative one: http://hl7.org/fhir/R4/search.html#reference', async () => {
  const base = 'http://localhost:8080/fhir';
  const { id } = await made(patient);
  const ofPatient = (reference: string) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference },
  });
  const read = (text: string) => JSON.parse(text) as Observation;
  const created = await ask(bench, 'POST', '/fhir/Observation', {
    body: JSON.stringify(ofPatient(`${base}/Patient/${id}`)).replaceAll('/', '\\/'),
  });
  assert.equal(read(created.text).subject?.reference, `Patient/${id}`, created.text);
  const elsewhere = await made({
    ...ofPatient(`Patient/${id}`),
    focus: [{ reference: `https://elsewhere.example/fhir/Patient/${id}` }],
  });
  const stored = await ask(bench, 'GET', elsewhere.url);
  assert.equal(read(stored.text).focus?.[0]?.reference, `https://elsewhere.example/fhir/Patient/${id}`);
  for (const asked of [`Patient/${id}`, `${base}/Patient/${id}`]) {
    const found = await ask(bench, 'GET', `/fhir/Observation?subject=${asked}&_total=accurate`);
    assert.equal(found.body<Bundle>().total, 2, asked);
  }
  // In a transaction what an entry is called goes before; a Bundle that is stored keeps its own addresses.
  const document = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: `${base}/Observation/a`, resource: { id: 'a', ...ofPatient(`${base}/Patient/${id}`) } }],
  };
  const answer = await ask(bench, 'POST', '/fhir', {
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: `${base}/Patient/new`, request: { method: 'POST', url: 'Patient' }, resource: patient },
        { request: { method: 'POST', url: 'Observation' }, resource: ofPatient(`${base}/Patient/new`) },
        { request: { method: 'POST', url: 'Observation' }, resource: ofPatient(`${base}/Patient/${id}`) },
        { request: { method: 'POST', url: 'Bundle' }, resource: document },
      ],
    },
    headers: { prefer: 'return=representation' },
  });
  assert.equal(answer.status, 200, answer.text);
  const [first, second, third, fourth] = (answer.body<Bundle>().entry ?? []).map(({ resource }) => resource);
  assert.equal((second as Observation).subject?.reference, `Patient/${first?.id}`);
  assert.equal((third as Observation).subject?.reference, `Patient/${id}`);
  const [inside] = (fourth as Bundle).entry ?? [];
  assert.deepEqual((inside?.resource as Observation | undefined)?.subject, { reference: `${base}/Patient/${id}` });
});

test('a transaction with one entry at fault does nothing, and names the entry', async () => {
  const value = `none-${Date.now()}`;
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        resource: { ...patient, identifier: [{ system: 'urn:test', value }] },
        request: { method: 'POST', url: 'Patient' },
      },
      { resource: { ...patient, gender: 'unheard of' }, request: { method: 'POST', url: 'Patient' } },
    ],
  };
  const answer = await ask(bench, 'POST', '/fhir', { body: bundle });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body<OperationOutcome>().issue[0]?.expression, ['Bundle.entry[1].resource.gender']);
  assert.equal((await ask(bench, 'GET', `/fhir/Patient?identifier=urn:test|${value}`)).body<Bundle>().entry, undefined);
});

test('the entries of a batch stand or fall by themselves', async () => {
  const { id } = await made(patient);
  const entry = (method: string, url: string, resource?: object) => ({
    request: { method, url },
    ...(resource && { resource }),
  });
  const bundle = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [
      entry('GET', `Patient/${id}`),
      entry('GET', 'Patient/nobody-here'),
      entry('POST', 'Patient', patient),
      entry('GET', 'Patient?_count=1'),
      entry('GET', `Patient/${id}/_history/1`),
    ],
  };
  const answer = (await ask(bench, 'POST', '/fhir', { body: bundle })).body<Bundle>();
  assert.deepEqual(
    answer.entry?.map(({ response }) => response?.status.slice(0, 3)),
    ['200', '404', '201', '200', '200'],
  );
  assert.equal(answer.entry?.[1]?.response?.outcome?.resourceType, 'OperationOutcome');
});

test('what is not R4 is refused with every issue, each with its place', async () => {
  const answer = await ask(bench, 'POST', '/fhir/Observation', {
    body: { resourceType: 'Observation', status: 'nearly', spirit: true },
  });
  assert.equal(answer.status, 422);
  assert.ok(answer.body<OperationOutcome>().issue.length >= 3);
});

for (const [what, method, url, body, headers, status] of [
  ['broken JSON', 'POST', '/fhir/Patient', '{"resourceType":"Patient",', {}, 400],
  ['a body of another type than the address', 'POST', '/fhir/Patient', '{"resourceType":"Observation"}', {}, 400],
  ['a type that R4 does not have', 'GET', '/fhir/Horse/1', undefined, {}, 404],
  ['an id that nobody has', 'GET', '/fhir/Patient/nobody', undefined, {}, 404],
  ['an operation that is not there', 'GET', '/fhir/Patient/x/$teleport', undefined, {}, 404],
  ['a method that is not there', 'PUT', '/fhir/metadata', '{}', {}, 405],
  ['broken JSON where nothing is', 'POST', '/nowhere', '{', { 'content-type': 'application/json' }, 400],
  ['a body that is announced only', 'OPTIONS', '/fhir/Patient', undefined, { 'content-type': 'application/json' }, 400],
  ['another form of body', 'POST', '/fhir/Patient', '[] .', { 'content-type': 'text/turtle' }, 415],
  [
    'a patch that is no resource, sent as one',
    'POST',
    '/fhir/Patient',
    '[]',
    { 'content-type': 'application/json-patch+json' },
    415,
  ],
  ['another form of answer', 'GET', '/fhir/Patient/x', undefined, { accept: 'text/turtle' }, 406],
  [
    'a body that is not UTF-8',
    'POST',
    '/fhir/Patient',
    undefined,
    { 'content-type': 'application/fhir+json', 'x-raw': 'latin1' },
    400,
  ],
] as const) {
  test(`${what} is refused with ${status} and an OperationOutcome`, async () => {
    const raw = 'x-raw' in headers;
    const answer = raw
      ? await app.inject({
          method,
          url,
          headers: { ...headers, authorization: await token() },
          payload: Buffer.from('{"resourceType":"Patient","name":[{"family":"Åberg"}]}', 'latin1'),
        })
      : await ask(bench, method, url, { ...(body !== undefined && { body }), headers });
    assert.equal('statusCode' in answer ? answer.statusCode : answer.status, status);
    const text = 'statusCode' in answer ? answer.body : answer.text;
    assert.equal((JSON.parse(text) as OperationOutcome).resourceType, 'OperationOutcome');
  });
}

async function token(): Promise<string> {
  return `Bearer ${(await app.inject({ method: 'POST', url: '/sign-in/token', headers: { 'x-vardkedjan': '1' }, payload: { client: 'bench' } })).body}`;
}

test('what the CapabilityStatement claims for a type is served, and it is read without signing in', async () => {
  const statement = (await ask(undefined, 'GET', '/fhir/metadata')).body<CapabilityStatement>();
  const patientClaims = statement.rest?.[0]?.resource?.find(({ type }) => type === 'Patient');
  assert.deepEqual(
    patientClaims?.interaction?.map(({ code }) => code),
    ['read', 'vread', 'update', 'patch', 'delete', 'create', 'search-type', 'history-instance', 'history-type'],
  );
  assert.ok(patientClaims?.operation?.some(({ name }) => name === 'chart'));
  assert.ok(patientClaims?.searchParam?.some(({ name }) => name === 'birthdate'));
});

test('_pretty indents without changing a digit', async () => {
  const { id } = await made(patient);
  const created = await ask(bench, 'POST', '/fhir/Observation?_pretty=true', { body: weight(id) });
  assert.match(created.text, /\n {4}"value": 70\.50,/);
});
