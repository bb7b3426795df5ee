/**
 * How many parts each thing asks that a day is made of, when the tables lie in parts by patient (docs/decisions/2611-distribution.md).
 * The statements are those that the server sends; PostgreSQL's plans over partitions say what they ask.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cast } from '@vardkedjan/region/cast.ts';
import pg from 'pg';
import { partitioned } from '../partitions.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { recordStatements } from './recorder.ts';
import { reachOf } from './shards.ts';

process.env['TEST_PARTITIONS'] = '1';
const { statements, values, asking } = recordStatements();
const world = await testWorld();
const explaining = new pg.Client({ connectionString: (world.wiring.database as { url?: string }).url });
explaining.on('error', () => undefined);
await explaining.connect();
after(() => explaining.end());

const system = 'client:bench';
const ask = (as: string, method: string, url: string, body?: unknown) =>
  world.ask(as, method, url, body === undefined ? {} : { body });

/** One whose part is not that of what belongs to nobody, so that two are not taken for one. */
async function patientElsewhere(): Promise<string> {
  for (;;) {
    const { id = '' } = (await ask(system, 'POST', '/fhir/Patient', { resourceType: 'Patient' })).body();
    const { rows } = await explaining.query<{ part: string }>(
      `select distinct tableoid::regclass::text as part from resource where patient_key = 0
       union all select tableoid::regclass::text from resource where id = $1`,
      [id],
    );
    if (new Set(rows.map(({ part }) => part)).size === 2) return id;
  }
}

const patient = await patientElsewhere();
const note = (text: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text },
  subject: { reference: `Patient/${patient}` },
  ...more,
});
const id = (await ask(system, 'POST', '/fhir/Observation', note('a'))).body().id ?? '';
const own = 'an-id-of-its-own';
await ask(system, 'PUT', `/fhir/Observation/${own}`, note('b', { id: own }));
const viktor = cast.find(({ key }) => key === 'viktor')?.id ?? '';
/** Who signs in is looked up across records, and remembered for a while. */
asking.as = 'sara';
await ask('sara', 'GET', '/fhir/metadata');
asking.as = undefined;
const signingIn = new Set(statements.keys());
let turn = 0;

/** Of a system and of staff alike. */
const reading = (of: string, as: string): Record<string, () => Promise<{ status: number }>> => ({
  [`a patient’s values, ${as}`]: () => ask(as, 'GET', `/fhir/Observation?patient=${of}&code=718-7&_sort=-date`),
  [`a patient’s values with their number, ${as}`]: () =>
    ask(as, 'GET', `/fhir/Observation?patient=${of}&_total=accurate`),
  [`chart, ${as}`]: () => ask(as, 'GET', `/fhir/Patient/${of}/$chart`),
  [`everything, ${as}`]: () => ask(as, 'GET', `/fhir/Patient/${of}/$everything`),
  [`the patient, ${as}`]: () => ask(as, 'GET', `/fhir/Patient/${of}`),
  [`history, ${as}`]: () => ask(as, 'GET', `/fhir/Patient/${of}/_history`),
});

const ofOnePart: Record<string, () => Promise<{ status: number }>> = {
  'read by an id that the server made': () => ask(system, 'GET', `/fhir/Observation/${id}`),
  'read by an id that a client made': () => ask(system, 'GET', `/fhir/Observation/${own}`),
  ...reading(patient, system),
  ...reading(viktor, 'sara'),
  create: () => ask(system, 'POST', '/fhir/Observation', note('c')),
  'create with an id of its own': () =>
    ask(system, 'PUT', `/fhir/Observation/own-${turn}`, note('d', { id: `own-${turn++}` })),
  update: () => ask(system, 'PUT', `/fhir/Observation/${id}`, note(`e${turn++}`, { id })),
  'update by an id that a client made': () =>
    ask(system, 'PUT', `/fhir/Observation/${own}`, note(`f${turn++}`, { id: own })),
  'a version': () => ask(system, 'GET', `/fhir/Observation/${id}/_history/1`),
};

/** The statements that an act sends once everything that is remembered is remembered, and how many parts each asks. */
async function asked(act: () => Promise<{ status: number }>): Promise<[reach: string, text: string][]> {
  await act();
  statements.clear();
  asking.as = system;
  const { status } = await act();
  asking.as = undefined;
  assert.ok(status < 300, String(status));
  const explained: [string, string][] = [];
  for (const text of [...statements.keys()].filter((one) => tables.test(one) && !signingIn.has(one)))
    explained.push([await reachOf(explaining, text, values.get(text) ?? []), text]);
  return explained;
}

const tables = new RegExp(`\\b(?:from|join|into|update) (?:${partitioned.join('|')})\\b`);

for (const [name, act] of Object.entries(ofOnePart)) {
  test(`each statement asks one part: ${name}`, async () => {
    const found = await asked(act);
    assert.ok(found.length > 0, 'no statement was recorded');
    assert.deepEqual(
      found.filter(([reach]) => reach === 'several').map(([, text]) => text),
      [],
    );
  });
}

test('a search across records asks all', async () => {
  const found = await asked(() => ask(system, 'GET', '/fhir/Patient?name=vik'));
  assert.ok(found.some(([reach]) => reach === 'several'));
});

test('what names one patient is told from what names several or none', async () => {
  const of = async (text: string, ...given: unknown[]) => reachOf(explaining, text, given);
  assert.equal(
    await of('select r.body from resource r where r.patient_key = $1::bigint and r.key = $2::bigint', 1, 2),
    'one',
  );
  const joined =
    'select r.body from resource r join posting p on p.patient_key = r.patient_key where r.patient_key = $1::bigint';
  assert.equal(await of(joined, 1), 'one');
  assert.equal(await of('select r.body from resource r where r.key = $1::bigint', 1), 'several');
  const listed =
    'select r.body from unnest($1::bigint[]) as w (patient_key) join resource r on r.patient_key = w.patient_key';
  assert.equal(await of(listed, '{1}'), 'several');
  assert.equal(await of('update resource set version = 2 where key = $1::bigint', 1), 'several');
  assert.equal(await of('select * from organisation'), 'none');
});
