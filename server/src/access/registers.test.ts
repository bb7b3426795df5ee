/**
 * A source of facts that does not answer (its table is locked by somebody else): what rests on it is refused, with a sentence that says so, and
 * nothing of the record is in the answer. When it answers again, everything is as before. And clocks that differ open nothing.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { OperationOutcome } from '@medplum/fhirtypes';
import { usualOnlineAges } from '@vardkedjan/care/access/online-ages.ts';
import { howOpen } from '@vardkedjan/care/access/online-record.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import pg from 'pg';
import type { TestDatabase } from '../../test/database.ts';
import { testWorld } from '../http/test-world.ts';
import { sharedOf } from '../store/open-record.ts';
import { OnlineRecords } from '../sign-in/online-records.ts';

const { ask, wiring } = await testWorld({ BY_KEY_SECONDS: '3', SEARCH_SECONDS: '3', WRITE_SECONDS: '3' });
const viktor = 'viktor-eriksson';
const viktorsNumber = '199901182395';
const thirteenToday = (inDays: number): string => {
  const [year = 0, month = 0, day = 0] = stockholmDay(new Date()).split('-').map(Number);
  return new Date(Date.UTC(year - 13, month - 1, day + inDays)).toISOString().slice(0, 10);
};

before(async () => {
  const put = async (type: string, id: string, body: object) => {
    const { status, text } = await ask('client:bench', 'PUT', `/fhir/${type}/${id}`, {
      body: { resourceType: type, id, ...body },
    });
    assert.ok(status < 300, text);
  };
  await put('Patient', 'child', { birthDate: thirteenToday(1), name: [{ family: 'Barnet' }] });
  await put('RelatedPerson', 'guardian', {
    active: true,
    patient: { reference: 'Patient/child' },
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD' }] }],
    identifier: [{ system: 'http://electronichealth.se/identifier/personnummer', value: viktorsNumber }],
  });
});

/** Who asks for what, resting on the table. */
const resting: readonly [string, readonly (readonly [string, string])[]][] = [
  [
    'care_relation',
    [
      ['sara', `Patient/${viktor}/$chart`],
      ['sara', `Condition?patient=${viktor}`],
      ['sara', 'Patient/linnea-sjogren'],
    ],
  ],
  [
    'block',
    [
      ['sara', `Patient/${viktor}/$chart`],
      ['sara', `Condition?patient=${viktor}`],
    ],
  ],
  ['shared_access', [['sara', `Patient/${viktor}/$chart`]]],
  [
    'guardianship',
    [
      ['viktor', 'Patient/child/$chart'],
      ['viktor', 'Patient/child'],
      ['viktor', `Patient/${viktor}/$children`],
    ],
  ],
  [
    'online_decision',
    [
      ['viktor', 'Patient/child/$chart'],
      ['viktor', 'Patient?_count=100'],
    ],
  ],
  [
    'access_sheet',
    [
      ['sara', `Patient/${viktor}/$chart`],
      ['viktor', `Patient/${viktor}`],
    ],
  ],
];
/** What the opening of a record rests on. */
const decisive = new Set(['care_relation', 'block', 'guardianship', 'online_decision']);
const told = /Eriksson|Sjögren|Barnet|Rosenstigen/;

for (const [table, requests] of resting) {
  test(`${table} does not answer: refused, said so, and nothing shown`, async () => {
    for (const [as, path] of requests)
      assert.equal((await ask(as, 'GET', `/fhir/${path}`)).status, 200, `${path} while it answers`);
    const holder = new pg.Client((wiring.database as TestDatabase).url);
    await holder.connect();
    try {
      await holder.query(`begin; lock table ${table} in access exclusive mode`);
      const answers = await Promise.all(requests.map(([as, path]) => ask(as, 'GET', `/fhir/${path}`)));
      for (const [index, { status, text, body }] of answers.entries()) {
        const path = requests[index]?.[1] ?? '';
        const about = `${path}: ${status} ${text}`;
        // A search is told that it takes too long; where the law is asked outright, that it could not be established.
        assert.ok(status === 503 || (status === 403 && text.includes('"too-costly"')), about);
        if (decisive.has(table) && path.includes('$')) assert.equal(status, 503, about);
        assert.doesNotMatch(text, told, about);
        assert.ok((body<OperationOutcome>().issue[0]?.diagnostics ?? '').length > 10, about);
      }
    } finally {
      await holder.query('rollback');
      await holder.end();
    }
    for (const [as, path] of requests)
      assert.equal((await ask(as, 'GET', `/fhir/${path}`)).status, 200, `${path} when it answers again`);
  });
}

test('what roles may do does not answer: nobody has any right, and it is said so', async () => {
  const holder = new pg.Client((wiring.database as TestDatabase).url);
  await holder.connect();
  try {
    await holder.query('begin; lock table role_right in access exclusive mode');
    sharedOf(wiring.database).roles.forget();
    for (const path of [`Patient/${viktor}/$chart`, `Condition?patient=${viktor}`, 'Practitioner?_count=1']) {
      const { status, text } = await ask('sara', 'GET', `/fhir/${path}`);
      assert.equal(status, 503, `${path}: ${status} ${text}`);
      assert.doesNotMatch(text, told);
    }
  } finally {
    await holder.query('rollback');
    await holder.end();
  }
  assert.equal((await ask('sara', 'GET', `/fhir/Patient/${viktor}/$chart`)).status, 200);
});

test('a clock that is wrong by hours opens nothing: a guardian’s child is as old as the later says, a young person as the earlier', async () => {
  const { lane } = wiring.database;
  const put = (id: string, birthDate: string) =>
    ask('client:bench', 'PUT', `/fhir/Patient/${id}`, { body: { resourceType: 'Patient', id, birthDate } });
  const key = async (id: string) =>
    (await wiring.openRecord({ kind: 'system', id: 't', name: 't' }).read('Patient', id))?.patientKey ?? -1;
  const sixteen = `${Number(stockholmDay(new Date()).slice(0, 4)) - 16}${thirteenToday(1).slice(4)}`;
  await put('young', sixteen);
  const day = 24 * 3_600_000;
  const open = async (who: { key: number; numbers: string[] }, skew: number, id: string) => {
    const records = await new OnlineRecords(lane, usualOnlineAges, () => Date.now() + skew).of(who);
    const record = records.find((one) => one.id === id);
    return record !== undefined && howOpen(record) === 'whole';
  };
  const guardian = { key: await key(viktor), numbers: [viktorsNumber] };
  const young = { key: await key('young'), numbers: [] };
  assert.equal(await open(guardian, 0, 'child'), true);
  assert.equal(await open(guardian, day, 'child'), false, 'a process that is ahead closes');
  assert.equal(await open(young, 0, 'young'), false);
  assert.equal(await open(young, day, 'young'), false, 'a process that is ahead opens nothing');
  await put('child', thirteenToday(0));
  assert.equal(await open(guardian, -day, 'child'), false, 'a process that is behind opens nothing');
});
