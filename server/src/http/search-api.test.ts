/**
 * Norm tests of searches beyond one type, and of what a search answers with: http://hl7.org/fhir/R4/http.html#search,
 * http://hl7.org/fhir/R4/search.html#return
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CapabilityStatement, OperationOutcome, Patient } from '@medplum/fhirtypes';
import { testWorld } from './test-world.ts';

const { ask } = await testWorld();
const bench = 'client:bench';
const base = 'http://localhost:8080/fhir';

const put = async (resource: { resourceType: string; id: string }): Promise<void> => {
  const { status, text } = await ask(bench, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });
  assert.equal(status, 201, text);
};
const observation = (id: string, patient: string, code: string) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'urn:search', code, display: 'Prov' }], text: 'Prov' },
  subject: { reference: `Patient/${patient}` },
  component: [{ code: { text: 'del' }, valueString: 'a' }],
});
await put({
  resourceType: 'Patient',
  id: 'sp1',
  name: [{ family: 'Sökberg', given: ['Alva'] }],
  active: true,
} as never);
await put({ resourceType: 'Patient', id: 'sp2', name: [{ family: 'Sökberg', given: ['Bodil'] }] } as never);
for (const [id, patient, code] of [
  ['so1', 'sp1', 'a'],
  ['so2', 'sp1', 'b'],
  ['so3', 'sp2', 'a'],
] as const)
  await put(observation(id, patient, code));

interface Found {
  status: number;
  ids: string;
  bundle: Bundle;
}

async function found(method: string, url: string, body?: string, prefer?: string): Promise<Found> {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(prefer !== undefined && { prefer }),
  };
  const answer = await ask(bench, method, url, { headers, ...(body !== undefined && { body }) });
  const bundle = answer.body<Bundle>();
  const names = (bundle.entry ?? []).map(({ resource }) => resource?.id ?? resource?.resourceType ?? '');
  return { status: answer.status, ids: names.join(' '), bundle };
}

const linkOf = ({ bundle }: Found, relation: string): string | undefined =>
  bundle.link?.find((link) => link.relation === relation)?.url;

test('several types are searched at the base, by GET and by POST, and their pages followed by next', async () => {
  const got = await found('GET', '/fhir?_type=Observation,Patient&_id=so1,sp1,so2&_sort=_id&_count=2');
  assert.equal(got.ids, 'so1 so2');
  assert.equal(linkOf(got, 'self'), `${base}?_type=Observation%2CPatient&_id=so1%2Csp1%2Cso2&_sort=_id&_count=2`);
  const next = await found('GET', (linkOf(got, 'next') ?? '').slice('http://localhost:8080'.length));
  assert.equal(next.ids, 'sp1');
  const posted = await found('POST', '/fhir/_search?_type=Observation', '_id=so1,sp1,so2&_sort=-_id');
  assert.equal(posted.ids, 'so2 so1');
});

test('a compartment is searched for one type or all, by GET and by POST', async () => {
  const got = await found('GET', '/fhir/Patient/sp1/Observation?code=a,b&_sort=_id&_count=1');
  assert.equal(got.ids, 'so1');
  assert.equal(linkOf(got, 'self'), `${base}/Patient/sp1/Observation?code=a%2Cb&_sort=_id&_count=1`);
  assert.equal((await found('GET', (linkOf(got, 'next') ?? '').slice('http://localhost:8080'.length))).ids, 'so2');
  assert.equal((await found('GET', '/fhir/Patient/sp1/*?_sort=_id&_total=accurate')).bundle.total, 3);
  assert.equal((await found('POST', '/fhir/Patient/sp1/Observation/_search', 'code=b')).ids, 'so2');
  assert.equal((await found('GET', '/fhir/Patient/sp1/*?_type=Patient')).ids, 'sp1');
});

test('a patient’s compartment is that patient’s record: who may not open it is refused', async () => {
  const answer = await ask('gunnar', 'GET', '/fhir/Patient/sp1/Observation');
  assert.equal(answer.status, 403);
  assert.equal((await ask('gunnar', 'GET', '/fhir/Patient/sp1/*')).status, 403);
});

test('what is at no such address says why', async () => {
  const cases: [string, string, number, RegExp][] = [
    ['GET', '/fhir/Patient/sp1/Organization', 404, /Patient compartment holds no Organization/],
    ['GET', '/fhir/Organization/x/Patient', 404, /Organization has no compartment/],
    ['GET', '/fhir/Patient/sp1/Nobody', 404, /no such resource type/],
    ['GET', '/fhir/Patient/sp1/$nothing', 404, /\$nothing/],
    ['PUT', '/fhir/Patient/sp1/Observation', 405, /GET/],
    ['GET', '/fhir?status=final', 400, /status/],
    ['GET', '/fhir?_type=Nobody', 400, /_type/],
  ];
  for (const [method, url, status, message] of cases) {
    const answer = await ask(bench, method, url, method === 'PUT' ? { body: {} } : {});
    assert.equal(answer.status, status, url);
    assert.match(JSON.stringify(answer.body<OperationOutcome>().issue), message, url);
  }
});

test('unknown parameters are refused, unless handling is lenient: then self says what was used', async () => {
  assert.equal((await found('GET', '/fhir/Observation?colour=red')).status, 400);
  const lenient = await found('GET', '/fhir/Patient/sp1/Observation?colour=red&code=a', undefined, 'handling=lenient');
  assert.equal(linkOf(lenient, 'self'), `${base}/Patient/sp1/Observation?code=a`);
  assert.equal(lenient.ids, 'so1 OperationOutcome');
  assert.match(JSON.stringify(lenient.bundle.entry?.[1]), /colour is not known.*"mode":"outcome"/);
});

test('a batch searches everywhere a request may', async () => {
  const requests = [
    '?_type=Observation&_id=so1',
    'Patient/sp1/Observation?code=b',
    'Patient/sp2/*?_sort=_id',
    'Patient?_id=sp1',
  ];
  const body = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: requests.map((url) => ({ request: { method: 'GET', url } })),
  };
  const { entry = [] } = (await ask(bench, 'POST', '/fhir', { body })).body<Bundle>();
  const ids = entry.map(({ resource }) => (resource as Bundle).entry?.map((each) => each.resource?.id).join(' '));
  assert.deepEqual(ids, ['so1', 'so2', 'so3 sp2', 'sp1']);
});

test('_elements names elements of the matches, at any depth; of what comes along only with its type', async () => {
  const entries = async (url: string) => (await found('GET', url)).bundle.entry?.map(({ resource }) => resource) ?? [];
  const [match, along] = await entries('/fhir/Observation?_id=so1&_include=Observation:patient&_elements=code.text');
  assert.deepEqual(Object.keys(match ?? {}), ['resourceType', 'id', 'meta', 'status', 'code']);
  assert.deepEqual((match as { code: unknown }).code, { text: 'Prov' });
  assert.deepEqual((along as Patient).name, [{ family: 'Sökberg', given: ['Alva'] }]);
  assert.equal(along?.meta?.tag, undefined);
  const [whole, part] = await entries(
    '/fhir/Observation?_id=so1&_include=Observation:patient&_elements=Patient.name.family',
  );
  assert.equal(whole?.meta?.tag, undefined);
  assert.deepEqual((part as Patient).name, [{ family: 'Sökberg' }]);
  assert.equal((part as Patient).active, undefined);
  assert.equal(part?.meta?.tag?.[0]?.code, 'SUBSETTED');
  assert.equal((await found('GET', '/fhir/Observation?_elements=colour')).status, 400);
});

test('the CapabilityStatement tells compartments, what may come along, and what all types share', async () => {
  const [rest] = (await ask(undefined, 'GET', '/fhir/metadata')).body<CapabilityStatement>().rest ?? [];
  assert.deepEqual(
    rest?.compartment,
    ['device', 'encounter', 'patient', 'practitioner', 'relatedPerson'].map(
      (name) => `http://hl7.org/fhir/CompartmentDefinition/${name}`,
    ),
  );
  assert.ok(rest?.interaction?.some(({ code }) => code === 'search-system'));
  assert.deepEqual(rest?.searchParam?.map(({ name }) => name).sort(), [
    '_content',
    '_filter',
    '_id',
    '_lastUpdated',
    '_list',
    '_profile',
    '_security',
    '_source',
    '_tag',
    '_text',
    '_type',
  ]);
  const patient = rest?.resource?.find(({ type }) => type === 'Patient');
  assert.ok(patient?.searchRevInclude?.includes('Observation:subject'));
  assert.ok(!patient?.searchRevInclude?.includes('Observation:encounter'));
  assert.ok(!patient?.interaction?.some(({ code }) => (code as string) === 'search-compartment'));
  assert.ok(!patient?.searchParam?.some(({ name }) => name === 'near'));
  assert.ok(rest?.resource?.find(({ type }) => type === 'Location')?.searchParam?.some(({ name }) => name === 'near'));
});
