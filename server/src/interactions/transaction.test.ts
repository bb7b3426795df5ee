/** Norm tests of batch and transaction: http://hl7.org/fhir/R4/http.html#transaction */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, BundleEntry, Observation, OperationOutcome, Patient, Resource } from '@medplum/fhirtypes';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const bench = 'client:bench';
const rules = 'http://hl7.org/fhir/R4/http.html#trules';

interface Wanted extends Omit<BundleEntry, 'request' | 'resource'> {
  resource?: object;
  request: {
    method: string;
    url: string;
    ifMatch?: string;
    ifNoneMatch?: string;
    ifNoneExist?: string;
    ifModifiedSince?: string;
  };
}

async function send(type: 'batch' | 'transaction', entry: readonly Wanted[], headers = {}) {
  const answer = await ask(bench, 'POST', '/fhir', { body: { resourceType: 'Bundle', type, entry }, headers });
  const entries = answer.status === 200 ? (answer.body<Bundle>().entry ?? []) : [];
  return { ...answer, entries, statuses: entries.map(({ response }) => response?.status) };
}
const transaction = (entry: readonly Wanted[], headers = {}) => send('transaction', entry, headers);

let numbers = 0;
const unique = (): string => `t${++numbers}`;
const person = (value: string, more: object = {}) => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:test', value }],
  ...more,
});
const weight = (subject: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Vikt' },
  subject: { reference: subject },
  ...more,
});
const post = (resource: object, more: object = {}, fullUrl?: string): Wanted => ({
  ...(fullUrl !== undefined && { fullUrl }),
  resource,
  request: { method: 'POST', url: (resource as Resource).resourceType, ...more },
});
const uuid = (): string => `urn:uuid:00000000-0000-4000-8000-${String(++numbers).padStart(12, '0')}`;
const idOf = (entry: BundleEntry | undefined): string => entry?.response?.location?.split('/').at(-3) ?? '';
async function made(resource: object): Promise<string> {
  const { resourceType } = resource as Resource;
  const answer = await ask(bench, 'POST', `/fhir/${resourceType}`, { body: resource });
  assert.equal(answer.status, 201, answer.text);
  return answer.body().id ?? '';
}
const read = async <T extends Resource>(name: string): Promise<T> =>
  (await ask(bench, 'GET', `/fhir/${name}`)).body<T>();

test(`an empty transaction and an empty batch are in order: ${rules}`, async () => {
  for (const type of ['batch', 'transaction'] as const) {
    const answer = await ask(bench, 'POST', '/fhir', { body: { resourceType: 'Bundle', type } });
    assert.equal(answer.status, 200);
    assert.equal(answer.body<Bundle>().type, `${type}-response`);
    assert.equal(answer.body<Bundle>().entry, undefined);
  }
});

test(`answers are in the order of the entries, whatever order they are done in, each with status, location, etag and lastModified`, async () => {
  const gone = await made(person(unique()));
  const own = unique();
  const { entries, statuses } = await transaction([
    { request: { method: 'GET', url: `Patient?identifier=urn:test|${own}` } },
    { resource: person(own, { id: own }), request: { method: 'PUT', url: `Patient/${own}` } },
    post(person(unique())),
    { request: { method: 'DELETE', url: `Patient/${gone}` } },
    { request: { method: 'GET', url: `Patient/${own}` } },
    { request: { method: 'HEAD', url: `Patient/${own}` } },
    { request: { method: 'GET', url: `Patient/${own}/$everything` } },
  ]);
  assert.deepEqual(statuses, ['200 OK', '201 Created', '201 Created', '204 No Content', '200 OK', '200 OK', '200 OK']);
  assert.equal((entries[0]?.resource as Bundle | undefined)?.entry?.[0]?.resource?.id, own);
  const stored = await read<Patient>(`Patient/${own}`);
  assert.deepEqual(entries[1]?.response, {
    status: '201 Created',
    location: `http://localhost:8080/fhir/Patient/${own}/_history/1`,
    etag: 'W/"1"',
    lastModified: stored.meta?.lastUpdated,
  });
  assert.equal(entries[3]?.response?.etag, 'W/"2"');
  assert.equal(entries[4]?.resource?.id, own);
  assert.deepEqual([entries[5]?.resource, entries[5]?.response?.etag], [undefined, 'W/"1"']);
  assert.equal((entries[6]?.resource as Bundle | undefined)?.entry?.[0]?.resource?.id, own);
});

test('when anything in it fails nothing is done, a read that finds nothing included', async () => {
  const value = unique();
  const { status, body } = await transaction([
    post(person(value)),
    { request: { method: 'GET', url: 'Patient/nobody-at-all' } },
  ]);
  assert.equal(status, 404);
  assert.deepEqual(body<OperationOutcome>().issue[0]?.expression, ['Bundle.entry[1]']);
  const found = await ask(bench, 'GET', `/fhir/Patient?identifier=urn:test|${value}&_summary=count`);
  assert.equal(found.body<Bundle>().total, 0);
});

test(`deletions come first: what is deleted is not found by a condition of the same transaction: ${rules}`, async () => {
  const value = unique();
  const old = await made(person(value));
  const { statuses, entries } = await transaction([
    post(person(value), { ifNoneExist: `identifier=urn:test|${value}` }),
    { request: { method: 'DELETE', url: `Patient/${old}` } },
  ]);
  assert.deepEqual(statuses, ['201 Created', '204 No Content']);
  assert.notEqual(idOf(entries[0]), old);
});

test(`references by criteria are resolved last, and find what the transaction creates and updates: ${rules}`, async () => {
  const [created, updated] = [unique(), unique()];
  const existing = await made(person(unique()));
  const { status, entries, text } = await transaction([
    post(weight(`Patient?identifier=urn:test|${created}`)),
    post(weight(`Patient?identifier=urn:test|${updated}`)),
    post(person(created)),
    { resource: person(updated, { id: existing }), request: { method: 'PUT', url: `Patient/${existing}` } },
  ]);
  assert.equal(status, 200, text);
  const subjects = await Promise.all([0, 1].map((at) => read<Observation>(`Observation/${idOf(entries[at])}`)));
  assert.deepEqual(
    subjects.map(({ subject }) => subject?.reference),
    [`Patient/${idOf(entries[2])}`, `Patient/${existing}`],
  );
});

test('a reference by criteria that finds none, or several, fails the transaction with 412', async () => {
  const twice = unique();
  await made(person(twice));
  await made(person(twice));
  assert.equal((await transaction([post(weight(`Patient?identifier=urn:test|${unique()}`))])).status, 412);
  assert.equal((await transaction([post(weight(`Patient?identifier=urn:test|${twice}`))])).status, 412);
  assert.equal((await transaction([post(weight('Patient?_count=1'))])).status, 400);
  assert.equal((await transaction([post(weight('Patient?spam=1'))])).status, 400);
});

test('two entries that create the same by If-None-Exist make one, and both lead to it', async () => {
  const value = unique();
  const ifNoneExist = `identifier=urn:test|${value}`;
  const [one, two] = [uuid(), uuid()];
  const { statuses, entries } = await transaction([
    post(person(value), { ifNoneExist }, one),
    post(person(value), { ifNoneExist }, two),
    post(weight(two)),
  ]);
  assert.deepEqual(statuses, ['201 Created', '200 OK', '201 Created']);
  assert.equal(idOf(entries[0]), idOf(entries[1]));
  const { subject } = await read<Observation>(`Observation/${idOf(entries[2])}`);
  assert.equal(subject?.reference, `Patient/${idOf(entries[0])}`);
});

test(`the same resource twice fails the transaction, also when a condition finds it: ${rules}`, async () => {
  const value = unique();
  const id = await made(person(value));
  const put = (url: string): Wanted => ({
    resource: person(value, { id, active: true }),
    request: { method: 'PUT', url },
  });
  const remove = (url: string): Wanted => ({ request: { method: 'DELETE', url } });
  for (const entries of [
    [put(`Patient/${id}`), put(`Patient/${id}`)],
    [put(`Patient/${id}`), remove(`Patient/${id}`)],
    [put(`Patient?identifier=urn:test|${value}`), remove(`Patient/${id}`)],
    [remove(`Patient?identifier=urn:test|${value}`), put(`Patient/${id}`)],
  ])
    assert.equal((await transaction(entries)).status, 400);
  assert.equal((await read<Patient>(`Patient/${id}`)).meta?.versionId, '1');
  const fresh = unique();
  const both = await transaction([
    post(person(fresh)),
    { resource: person(fresh), request: { method: 'PUT', url: `Patient?identifier=urn:test|${fresh}` } },
  ]);
  assert.equal(both.status, 400);
});

test('links between entries are led to what they become: references, uris, narratives, urn:oid, absolute urls; circles too', async () => {
  const [patient, observation] = ['http://elsewhere.example/fhir/Patient/1', 'urn:oid:1.2.3.4.5.6'];
  const div = `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${patient}#name">Vem</a> ${observation}</div>`;
  const { entries, text, status } = await transaction([
    post(person(unique(), { link: [{ other: { reference: patient }, type: 'seealso' }] }), {}, patient),
    post(
      weight('Patient/1', {
        text: { status: 'generated', div },
        extension: [
          { url: 'http://example.org/uri', valueUri: patient },
          { url: 'http://example.org/string', valueString: patient },
          { url: 'http://example.org/canonical', valueCanonical: patient },
        ],
        hasMember: [{ reference: observation }],
      }),
      {},
      'http://elsewhere.example/fhir/Observation/2',
    ),
    post(
      weight(patient, { derivedFrom: [{ reference: 'http://elsewhere.example/fhir/Observation/2' }] }),
      {},
      observation,
    ),
  ]);
  assert.equal(status, 200, text);
  const [owner, first, second] = entries.map((entry, at) => `${at === 0 ? 'Patient' : 'Observation'}/${idOf(entry)}`);
  const stored = await read<Observation>(first ?? '');
  assert.equal(stored.subject?.reference, owner);
  assert.equal(stored.hasMember?.[0]?.reference, second);
  assert.deepEqual(
    stored.extension?.map(({ valueUri, valueString, valueCanonical }) => valueUri ?? valueString ?? valueCanonical),
    [owner, patient, patient],
  );
  assert.match(stored.text?.div ?? '', new RegExp(`href="${owner}#name">Vem</a> urn:oid:1\\.2\\.3\\.4\\.5\\.6<`));
  assert.equal((await read<Observation>(second ?? '')).derivedFrom?.[0]?.reference, first);
});

test(`a reference with a version stays one, of the version that the transaction makes: ${rules}`, async () => {
  const id = await made(person(unique()));
  const [fresh, known] = [uuid(), `http://localhost:8080/fhir/Patient/${id}`];
  const asVersion = [
    { url: 'http://hl7.org/fhir/StructureDefinition/resolve-as-version-specific', valueBoolean: true },
  ];
  const { entries, text, status } = await transaction([
    post(person(unique()), {}, fresh),
    { fullUrl: known, resource: person(unique(), { id }), request: { method: 'PUT', url: `Patient/${id}` } },
    post(weight(`${fresh}/_history/7`)),
    post(weight(`${known}/_history/1`)),
    post({ ...weight(known), subject: { reference: known, extension: asVersion } }),
  ]);
  assert.equal(status, 200, text);
  const subjects = await Promise.all([2, 3, 4].map((at) => read<Observation>(`Observation/${idOf(entries[at])}`)));
  assert.deepEqual(
    subjects.map(({ subject }) => subject?.reference),
    [`Patient/${idOf(entries[0])}/_history/1`, `Patient/${id}/_history/2`, `Patient/${id}/_history/2`],
  );
});

test('a reference to a version that is not there is refused with 422', async () => {
  const id = await made(person(unique()));
  assert.equal(
    (await ask(bench, 'POST', '/fhir/Observation', { body: weight(`Patient/${id}/_history/1`) })).status,
    201,
  );
  assert.equal(
    (await ask(bench, 'POST', '/fhir/Observation', { body: weight(`Patient/${id}/_history/2`) })).status,
    422,
  );
  assert.equal(
    (await ask(bench, 'POST', '/fhir/Observation', { body: weight(`Patient/${id}/_history/x`) })).status,
    422,
  );
});

test('conditions stand in the entries: ifMatch, ifNoneMatch, ifModifiedSince', async () => {
  const id = await made(person(unique()));
  const update = (ifMatch: string): Wanted => ({
    resource: person(unique(), { id }),
    request: { method: 'PUT', url: `Patient/${id}`, ifMatch },
  });
  assert.equal((await transaction([update('W/"2"')])).status, 412);
  assert.deepEqual((await transaction([update('W/"1"')])).statuses, ['200 OK']);
  const reads = await transaction([
    { request: { method: 'GET', url: `Patient/${id}`, ifNoneMatch: 'W/"2"' } },
    { request: { method: 'GET', url: `Patient/${id}`, ifModifiedSince: '2199-01-01T00:00:00Z' } },
    { request: { method: 'GET', url: `Patient/${id}`, ifNoneMatch: 'W/"1"' } },
  ]);
  assert.deepEqual(reads.statuses, ['304 Not Modified', '304 Not Modified', '200 OK']);
});

test('Prefer decides what the answers hold', async () => {
  const entry = [post(person(unique()))];
  const [quiet] = (await transaction(entry)).entries;
  assert.equal(quiet?.resource, undefined);
  const [whole] = (await transaction(entry, { prefer: 'return=representation' })).entries;
  assert.equal(whole?.resource?.resourceType, 'Patient');
  const [outcome] = (await transaction(entry, { prefer: 'return=OperationOutcome' })).entries;
  assert.equal(outcome?.resource, undefined);
  assert.equal(outcome?.response?.outcome?.resourceType, 'OperationOutcome');
});

test('what cannot be taken back is refused in a transaction, and what is not served, by name', async () => {
  const sign: Wanted = {
    resource: { resourceType: 'Parameters' },
    request: { method: 'POST', url: 'QuestionnaireResponse/x/$sign' },
  };
  for (const entry of [
    sign,
    { request: { method: 'GET', url: 'Patient/x/$spam' } },
    { request: { method: 'GET', url: 'http://elsewhere.example/fhir/Patient/1' } },
  ]) {
    const { status, text } = await transaction([entry]);
    assert.equal(status, 400, text);
    assert.match(text, /Entry 1/);
  }
});

test('the entries of a batch are independent: one that refers to another is refused, the rest is done: http://hl7.org/fhir/R4/http.html#brules', async () => {
  const fullUrl = uuid();
  const { statuses } = await send('batch', [
    post(person(unique()), {}, fullUrl),
    post(weight(fullUrl)),
    { request: { method: 'GET', url: 'Patient/nobody-at-all' } },
    { request: { method: 'GET', url: 'metadata-of-nothing' } },
  ]);
  assert.deepEqual(statuses, ['201 Created', '400 Bad Request', '404 Not Found', '404 Not Found']);
});

test('a thousand entries are one transaction', async () => {
  const fullUrl = uuid();
  const all = Array.from({ length: 1000 }, (_, at) =>
    post(weight(fullUrl, { effectiveDateTime: `2026-01-01T00:00:00.${String(at).padStart(3, '0')}Z` })),
  );
  const { statuses, entries } = await transaction([post(person(unique()), {}, fullUrl), ...all]);
  assert.equal(statuses.filter((status) => status === '201 Created').length, 1001);
  const count = await ask(bench, 'GET', `/fhir/Observation?subject=Patient/${idOf(entries[0])}&_summary=count`);
  assert.equal(count.body<Bundle>().total, 1000);
});
