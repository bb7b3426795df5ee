/** Histories: http://hl7.org/fhir/R4/http.html#history */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Observation, Patient, Resource } from '@medplum/fhirtypes';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const client = 'client:bench';
const send = (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) =>
  ask(client, method, `/fhir/${url}`, { ...(body !== undefined && { body }), headers });
const history = async (url: string, as = client) => (await ask(as, 'GET', `/fhir/${url}`)).body<Bundle>();
const patient = (more: Partial<Patient> = {}): Patient => ({ resourceType: 'Patient', ...more });
const done = (bundle: Bundle) =>
  bundle.entry?.map(
    ({ request, response }) => `${request?.method} ${request?.url} ${response?.status} ${response?.etag}`,
  );

test('each entry tells the interaction that made the version, whatever the id looks like', async () => {
  const created = (await send('POST', 'Patient', patient())).body<Patient>();
  const own = { ...patient(), id: `${created.id}` };
  await send('PUT', `Patient/${created.id}`, { ...own, gender: 'female' });
  await send('PATCH', `Patient/${created.id}`, [{ op: 'add', path: '/active', value: true }], {
    'content-type': 'application/json-patch+json',
  });
  await send('DELETE', `Patient/${created.id}`);
  await send('PUT', `Patient/${created.id}`, own);
  const name = `Patient/${created.id}`;
  const bundle = await history(`${name}/_history`);
  assert.deepEqual(done(bundle), [
    `PUT ${name} 201 Created W/"5"`,
    `DELETE ${name} 204 No Content W/"4"`,
    `PUT ${name} 200 OK W/"3"`,
    `PUT ${name} 200 OK W/"2"`,
    'POST Patient 201 Created W/"1"',
  ]);
  assert.equal(bundle.total, 5);
  assert.deepEqual(validate(bundle as Resource), []);
  assert.equal(bundle.entry?.[1]?.resource, undefined);
  assert.deepEqual(
    bundle.entry?.map(({ response }) => response?.location?.replace(/^.*fhir\//, '')),
    [`${name}/_history/5`, undefined, undefined, undefined, `${name}/_history/1`],
  ); // prettier-ignore
  // An id of the form that this server makes, brought by a client.
  const brought = `${created.id}`.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  await send('PUT', `Patient/${brought}`, { ...patient(), id: brought });
  assert.deepEqual(done(await history(`Patient/${brought}/_history`)), [`PUT Patient/${brought} 201 Created W/"1"`]);
});

test('_since takes versions from then on; _at those that were current at some time within it', async () => {
  const id = 'timed';
  for (const gender of ['male', 'female', 'other'] as const)
    await send('PUT', `Patient/${id}`, patient({ id, gender }));
  const all = await history(`Patient/${id}/_history`);
  const times = all.entry?.map(({ response }) => response?.lastModified ?? '') ?? [];
  const versions = async (query: string) =>
    (await history(`Patient/${id}/_history?${query}`)).entry
      ?.map(({ resource }) => resource?.meta?.versionId)
      .join(' ');
  assert.equal(await versions(`_since=${times[1]}`), '3 2');
  assert.equal((await history(`Patient/${id}/_history?_since=${times[1]}`)).total, 2);
  assert.equal(await versions(`_at=${times[1]}`), '2', 'from its own instant until that of the next');
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date(times[0] ?? 0));
  assert.equal(await versions(`_at=${day}`), '3 2 1', 'a whole day, a Swedish one');
  assert.equal(await versions('_at=2020'), undefined);
  assert.equal(await versions(`_at=${new Date(Date.now() + 86_400_000).toISOString()}`), '3');
  assert.equal((await send('GET', `Patient/${id}/_history?_since=2026`)).status, 400);
  assert.equal((await send('GET', `Patient/${id}/_history?_at=yesterday`)).status, 400);
});

test('pages stay right while resources are changed, made and deleted', async () => {
  for (let n = 0; n < 9; n++)
    await send('PUT', `Basic/b${n}`, { resourceType: 'Basic', id: `b${n}`, code: { text: '1' } });
  const before = (await history('Basic/_history?_count=100')).entry?.map(
    ({ fullUrl, response }) => `${fullUrl} ${response?.etag}`,
  );
  const seen: string[] = [];
  let url = 'Basic/_history?_count=2';
  for (let page = 0; page < 10; page++) {
    const bundle = await history(url);
    seen.push(...(bundle.entry ?? []).map(({ fullUrl, response }) => `${fullUrl} ${response?.etag}`));
    await send('PUT', `Basic/b${page % 9}`, {
      resourceType: 'Basic',
      id: `b${page % 9}`,
      code: { text: `again ${page}` },
    });
    if (page === 4) await send('DELETE', 'Basic/b8');
    const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    if (next === undefined) break;
    url = next.replace(/^.*\/fhir\//, '');
  }
  assert.deepEqual(seen, before);
});

test('_count=0 and _summary=count tell how many; _summary and _elements shape the versions', async () => {
  for (const query of ['_count=0', '_summary=count']) {
    for (const url of ['Patient/timed/_history', 'Basic/_history']) {
      const counted = await history(`${url}?${query}`);
      assert.equal(counted.entry, undefined, url);
      assert.equal(counted.total, (await history(`${url}?_count=500`)).entry?.length, url);
    }
  }
  const elements = await history('Patient/timed/_history?_elements=gender&_count=1');
  const [{ resource } = {}] = elements.entry ?? [];
  assert.deepEqual(Object.keys(resource ?? {}), ['resourceType', 'id', 'meta', 'gender']);
  assert.equal(resource?.meta?.tag?.[0]?.code, 'SUBSETTED');
});

test('what a history cannot do is refused by name, _list and _sort also where handling is lenient', async () => {
  const lenient = { prefer: 'handling=lenient' };
  assert.equal((await send('GET', 'Patient/timed/_history?_list=List/1', undefined, lenient)).status, 400);
  assert.equal((await send('GET', 'Patient/timed/_history?_sort=_lastUpdated', undefined, lenient)).status, 400);
  assert.equal((await send('GET', 'Patient/timed/_history?_sort=-_lastUpdated')).status, 200);
  assert.equal((await send('GET', 'Patient/timed/_history?colour=red')).status, 400);
  const passed = (await send('GET', 'Patient/timed/_history?colour=red&_count=1', undefined, lenient)).body<Bundle>();
  assert.match(passed.link?.[0]?.url ?? '', /_history\?_count=1$/);
  assert.equal((await send('GET', 'Patient/nobody/_history')).status, 404);
});

test('who may not see a resource as it is now sees no version of it, in no history; nor is one counted', async () => {
  const viktor = (await ask('viktor', 'GET', '/fhir/Observation?_count=1')).body<Bundle>().entry?.[0]
    ?.resource as Observation;
  const name = `Observation/${viktor.id}`;
  const first = Number(viktor.meta?.versionId);
  const shown = async (): Promise<string[]> =>
    (await history('Observation/_history?_count=500', 'viktor')).entry?.flatMap(({ fullUrl, response }) =>
      fullUrl?.endsWith(name) ? [response?.etag ?? ''] : [],
    ) ?? [];
  assert.deepEqual(
    await shown(),
    Array.from({ length: first }, (_, n) => `W/"${first - n}"`),
  );
  const hidden = {
    ...viktor,
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'NOPATIENT' }] },
  };
  const kept = await send('PUT', name, hidden);
  assert.equal(kept.status, 200, kept.text);
  assert.deepEqual(await shown(), []);
  assert.notEqual((await ask('viktor', 'GET', `/fhir/${name}/_history`)).status, 200);
  assert.notEqual((await ask('viktor', 'GET', `/fhir/${name}/_history/${first}`)).status, 200);
  // Shown again: but the version that was kept from him is neither shown nor counted.
  assert.equal((await send('PUT', name, { ...viktor, meta: undefined })).status, 200);
  const again = await history(`${name}/_history`, 'viktor');
  assert.equal(again.total, first + 1);
  assert.equal(again.entry?.length, first + 1);
  assert.equal((await ask('viktor', 'GET', `/fhir/${name}/_history/${first + 1}`)).status, 404);
});
