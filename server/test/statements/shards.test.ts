/**
 * How many machines each thing asks for that a day is made of, when the tables are spread by patient: what stands here is what is
 * true today, so that nobody makes it worse unseen (docs/decisions/2611-distribution.md).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testWorld } from '../../src/http/test-world.ts';
import { recordStatements } from './recorder.ts';
import { type Reach, reachOf } from './shards.ts';

const client = 'client:bench';
const ofThePatients = /\b(from|join|into|update) (resource|resource_history|posting|access_log|access_act_patient)\b/;

/** The reaches of the statements that read or write what is distributed, each once. */
const expected: Record<string, Reach[]> = {
  'read by an id that the server made': ['by lookup'],
  "a patient's values": ['by lookup'],
  chart: ['one shard'],
  everything: ['by lookup', 'one shard'],
  'history of a resource': ['by lookup', 'one shard'],
  create: ['by lookup'],
  update: ['by lookup'],
  'a search across records': ['fans out', 'by lookup'],
};

test('what a day is made of asks as many machines as it says here', async () => {
  const { statements, asking } = recordStatements();
  const world = await testWorld();
  const ask = (method: string, url: string, body?: unknown) =>
    world.ask(client, method, url, body === undefined ? {} : { body });
  const patient = (await ask('POST', '/fhir/Patient', { resourceType: 'Patient' })).body().id ?? '';
  const note = (text: string) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text },
    subject: { reference: `Patient/${patient}` },
  });
  const id = (await ask('POST', '/fhir/Observation', note('a'))).body().id ?? '';
  let turn = 0;
  const acts: Record<string, () => Promise<{ status: number }>> = {
    'read by an id that the server made': () => ask('GET', `/fhir/Observation/${id}`),
    "a patient's values": () => ask('GET', `/fhir/Observation?patient=${patient}&code=718-7&_sort=-date`),
    chart: () => ask('GET', `/fhir/Patient/${patient}/$chart`),
    everything: () => ask('GET', `/fhir/Patient/${patient}/$everything`),
    'history of a resource': () => ask('GET', `/fhir/Observation/${id}/_history`),
    create: () => ask('POST', '/fhir/Observation', note('b')),
    update: () => ask('PUT', `/fhir/Observation/${id}`, { ...note(`c${turn++}`), id }),
    'a search across records': () => ask('GET', '/fhir/Patient?name=vik'),
  };
  for (const [name, act] of Object.entries(acts)) {
    await act();
    statements.clear();
    asking.as = client;
    const { status } = await act();
    asking.as = undefined;
    assert.ok(status < 300, `${name}: ${status}`);
    const own = [...statements.keys()].filter(
      (text) => ofThePatients.test(text) && !/insert into access_act/.test(text),
    );
    const reaches = [...new Set(own.map(reachOf))].toSorted();
    const allowed = new Set(expected[name]);
    assert.ok(reaches.length > 0, `${name}: no statement was recorded`);
    assert.deepEqual(
      reaches.filter((reach) => !allowed.has(reach)),
      [],
      `${name}:\n${own.join('\n')}`,
    );
  }
});

test('the reaches are told apart', () => {
  assert.equal(reachOf('select r.body from resource r where r.patient_key = $1::bigint and r.key = $2'), 'one shard');
  assert.equal(
    reachOf('select r.body from resource r join posting p on p.patient_key = r.patient_key where r.patient_key = $1'),
    'one shard',
  );
  assert.equal(
    reachOf(
      'select r.body from resource r where (r.patient_key = 0 or (r.patient_key = any($1::bigint[]) and r.patient_visible))',
    ),
    'fans out',
  );
  assert.equal(
    reachOf(
      'select r.body from unnest($1::bigint[]) as w (patient_key) join resource r on r.patient_key = w.patient_key',
    ),
    'by lookup',
  );
  assert.equal(reachOf('select * from organisation o'), 'reference');
});
