/**
 * http://hl7.org/fhir/R4/patient-operation-everything.html, http://hl7.org/fhir/R4/encounter-operation-everything.html
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { testWorld } from '../http/test-world.ts';

const { ask } = await testWorld();
const client = 'client:bench';
const subject = { reference: 'Patient/every' };
const encounter = { reference: 'Encounter/visit' };
const observation = (id: string, more: object) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: id },
  subject,
  ...more,
});
const world = [
  { resourceType: 'Practitioner', id: 'every-gp' },
  { resourceType: 'Patient', id: 'every', gender: 'female', birthDate: '1950-01-01' },
  {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: '2024-03-01', end: '2024-03-03' },
  },
  {
    resourceType: 'Encounter',
    id: 'later',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: '2025-01-01' },
  },
  observation('early', { effectiveDateTime: '2020-05' }),
  observation('during', {
    effectiveDateTime: '2024-03-02',
    encounter,
    performer: [{ reference: 'Practitioner/every-gp' }],
  }),
  observation('undated', { encounter }),
] as Resource[];
for (const resource of world)
  assert.equal(
    (await ask(client, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource })).status,
    201,
  );

async function found(url: string, mode = 'match'): Promise<string> {
  const answer = await ask(client, 'GET', `/fhir/${url}`);
  assert.equal(answer.status, 200, answer.text);
  const entries = answer.body<Bundle>().entry ?? [];
  const ids = entries.flatMap(({ resource, search }) => (search?.mode === mode ? [`${resource?.id}`] : []));
  return ids.toSorted((a, b) => a.localeCompare(b)).join(' ');
}

test('start and end are dates of care: what overlaps them, and what has no date, comes', async () => {
  const everything = 'Patient/every/$everything';
  assert.equal(await found(everything), 'during early every later undated visit');
  assert.equal(await found(everything, 'include'), 'every-gp');
  assert.equal(await found(`${everything}?start=2024-03-03`), 'every later undated visit');
  assert.equal(await found(`${everything}?end=2024-03-01`), 'early every undated visit');
  assert.equal(await found(`${everything}?start=2024&end=2024`), 'during every undated visit');
  assert.equal(await found(`${everything}?start=2020-05-10&end=2020-05-11&_type=Observation`), 'early undated');
  assert.equal((await ask(client, 'GET', `/fhir/${everything}?start=soon`)).status, 400);
  assert.equal((await ask(client, 'GET', `/fhir/${everything}?_since=2024`)).status, 400);
});

test('pages keep to the dates, and _elements to the matches', async () => {
  const url = 'Patient/every/$everything?end=2024&_count=2&_elements=gender';
  const first = (await ask(client, 'GET', `/fhir/${url}`)).body<Bundle>();
  assert.deepEqual(Object.keys(first.entry?.[0]?.resource ?? {}), ['resourceType', 'id', 'meta', 'gender']);
  const ids: (string | undefined)[] = [];
  for (let page: Bundle | undefined = first; page !== undefined; ) {
    ids.push(...(page.entry ?? []).flatMap(({ resource, search }) => (search?.mode === 'match' ? [resource?.id] : [])));
    const next: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
    page =
      next === undefined ? undefined : (await ask(client, 'GET', next.replace(/^.*(?=\/fhir)/, ''))).body<Bundle>();
  }
  assert.equal(ids.join(' '), 'every visit early during undated');
});

test('it is called by POST too, and its next page is an address', async () => {
  const parameter = [
    { name: '_count', valueInteger: 2 },
    { name: '_type', valueCode: 'Observation' },
  ];
  const answer = await ask(client, 'POST', '/fhir/Patient/every/$everything', {
    body: { resourceType: 'Parameters', parameter },
  });
  const next = answer.body<Bundle>().link?.find(({ relation }) => relation === 'next')?.url ?? '';
  assert.match(next, /_count=2&_type=Observation&_cursor=/);
  assert.equal(await found(next.replace(/^.*\/fhir\//, '')), 'undated');
});

test('everything of an encounter: its compartment, and what that refers to', async () => {
  const everything = 'Encounter/visit/$everything';
  assert.equal(await found(everything), 'during undated visit');
  assert.equal(await found(everything, 'include'), 'every every-gp');
  assert.equal(await found(`${everything}?_type=Observation`), 'during undated');
  assert.equal(await found(`${everything}?_since=2099-01-01T00:00:00Z`), '');
  assert.equal((await ask(client, 'GET', '/fhir/Encounter/none/$everything')).status, 404);
  assert.equal((await ask(client, 'GET', `/fhir/${everything}?start=2024`)).status, 400, 'R4 has no dates here');
  assert.notEqual((await ask('tomas', 'GET', `/fhir/${everything}`)).status, 200, 'somebody without a relation');
});
