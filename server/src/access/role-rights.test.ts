/**
 * What a role may do at a care unit follows from the needs-and-risk analysis that the unit's head has signed (PDL 2008:355, 4 kap. 2 §), over HTTP: from
 * the next request, and for no other analysis than that.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Bundle, OperationOutcome, QuestionnaireResponse } from '@medplum/fhirtypes';
import { type Analysis, analysisItems, analysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import { analysisFaults } from '@vardkedjan/care/access/needs-and-risks/faults.ts';
import { type Right, rights } from '@vardkedjan/care/access/needs-and-risks/rights.ts';
import { offeredTag } from '@vardkedjan/care/access/offered-tags.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { defaultSeed } from '@vardkedjan/region/cast.ts';
import { foundation } from '@vardkedjan/region/region.ts';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../test/database.ts';
import { testServer, testWorld } from '../http/test-world.ts';
import { openRecord } from '../store/open-record.ts';
import { asSeen } from '../../test/notes/as-seen.ts';
import { RoleRights } from '../store/facts/role-rights.ts';

const { ask, wiring } = await testWorld();
const chart = '/fhir/Patient/viktor-eriksson/$chart';
const print = '/fhir/Patient/viktor-eriksson/$print';
const unit = 'Organization/vc-kvarnbacken';
const inForce = 'needs-vc-kvarnbacken-doctor';
const doctors = async (): Promise<QuestionnaireResponse> =>
  (await ask('sara', 'GET', `/fhir/QuestionnaireResponse/${inForce}`)).body<QuestionnaireResponse>();

/** A draft that follows the analysis in force, without some of its rights. */
async function draftWithout(...less: Right[]): Promise<QuestionnaireResponse> {
  const { questionnaire, subject, item } = await doctors();
  const analysis = analysisOf({ resourceType: 'QuestionnaireResponse', status: 'in-progress', subject, item } as never);
  for (const right of less) analysis.said[right] = { given: false, why: 'Behövs inte i arbetet.' };
  return {
    resourceType: 'QuestionnaireResponse',
    questionnaire,
    subject,
    status: 'in-progress',
    item: analysisItems(analysis),
  } as QuestionnaireResponse;
}

async function drafted(draft: QuestionnaireResponse): Promise<string> {
  const answer = await ask('johan', 'POST', '/fhir/QuestionnaireResponse', { body: draft });
  assert.equal(answer.status, 201, answer.text);
  return answer.body<{ id: string }>().id;
}

async function sign(as: string, id: string) {
  const draft = await ask('johan', 'GET', `/fhir/QuestionnaireResponse/${id}`);
  return ask(
    as,
    'POST',
    `/fhir/QuestionnaireResponse/${id}/$sign`,
    await asSeen(draft.body<QuestionnaireResponse>(), '1'),
  );
}
const toPrint = () => ask('sara', 'POST', print, { body: { resourceType: 'Parameters' } });
const prints = async () => (await toPrint()).status;
const rulesOf = ({ text }: { text: string }) =>
  (JSON.parse(text) as OperationOutcome).issue.map(({ details }) => details?.coding?.[0]?.code);

test('a draft changes nothing, nor does what somebody else than the head signs, or saves as signed', async () => {
  const id = await drafted(await draftWithout('print', 'hand-out'));
  assert.equal(await prints(), 200);
  const others = [await sign('sara', id), await sign('tomas', id), await sign('gunnar', id)];
  assert.deepEqual(
    others.map(({ status }) => status),
    [403, 403, 403],
  );
  for (const refused of others) assert.deepEqual(rulesOf(refused), ['analysed-by-head']);
  const asSigned = { ...(await draftWithout('print')), status: 'completed', authored: new Date().toISOString() };
  const saved = await ask('johan', 'POST', '/fhir/QuestionnaireResponse', { body: asSigned });
  assert.deepEqual([saved.status, rulesOf(saved)], [403, ['signed-by-signing']]);
  const nurse = await ask('sara', 'POST', '/fhir/QuestionnaireResponse', { body: await draftWithout() });
  assert.deepEqual([nurse.status, rulesOf(nurse)], [403, ['analysed-by-head']]);
  const elsewhere = { ...(await draftWithout()), subject: { reference: 'Organization/hospital-skovde-medicine-3' } };
  const away = await ask('johan', 'POST', '/fhir/QuestionnaireResponse', { body: elsewhere });
  assert.deepEqual([away.status, rulesOf(away)], [403, ['analysed-by-head']]);
  const moved = await ask('johan', 'PUT', `/fhir/QuestionnaireResponse/${id}`, { body: { ...elsewhere, id } });
  assert.deepEqual([moved.status, rulesOf(moved)], [403, ['analysed-by-head']]);
  const changed = await ask('johan', 'PUT', `/fhir/QuestionnaireResponse/${inForce}`, {
    body: { ...(await draftWithout()), id: inForce },
  });
  assert.deepEqual([changed.status, rulesOf(changed)], [403, ['signed-is-not-changed']]);
  assert.equal(await prints(), 200);
  assert.equal((await ask('johan', 'DELETE', `/fhir/QuestionnaireResponse/${id}`)).status, 204);
});

test('a form of no patient that is no analysis is nothing that staff write', async () => {
  const other = { ...(await draftWithout()), questionnaire: 'https://vardkedjan.se/fhir/Questionnaire/other' };
  const answer = await ask('johan', 'POST', '/fhir/QuestionnaireResponse', { body: other });
  assert.deepEqual([answer.status, rulesOf(answer)], [403, ['own-units-template']]);
});

test('what is not whole is not signed, and it is told what is lacking', async () => {
  const draft = await draftWithout();
  const id = await drafted({ ...draft, item: draft.item?.filter(({ linkId }) => linkId !== 'measures') ?? [] });
  const answer = await sign('johan', id);
  assert.equal(answer.status, 422);
  assert.deepEqual(
    answer.body<OperationOutcome>().issue.map(({ details }) => details?.text),
    ['”Åtgärder som minskar riskerna” är inte ifyllt.'],
  );
  assert.equal((await ask('johan', 'DELETE', `/fhir/QuestionnaireResponse/${id}`)).status, 204);
});

test('signed by the head it holds from the next request, is told to all processes, and the one before stays as it was', async () => {
  const listener = new pg.Client((wiring.database as TestDatabase).url);
  await listener.connect();
  await listener.query('listen role_rights');
  const told = new Promise<void>((done) => listener.once('notification', () => done()));
  const before = await doctors();
  const id = await drafted(await draftWithout('print', 'hand-out'));
  assert.equal((await sign('johan', id)).status, 200);
  const refused = await toPrint();
  assert.equal(refused.status, 403);
  const [issue] = refused.body<OperationOutcome>().issue;
  assert.deepEqual(
    [issue?.details?.text, issue?.details?.coding?.[0]?.code, issue?.extension?.at(-1)?.valueCode],
    [
      'Din roll på vårdenheten har inte rätt att skriva ut ur journalen, enligt enhetens behovs- och riskanalys.',
      'right-by-analysis',
      'analyse-needs',
    ],
  );
  assert.equal((await ask('sara', 'GET', chart)).status, 200, 'what is not taken away stays');
  await told;
  await listener.end();
  assert.deepEqual(await doctors(), before);
  const signed = (await ask('sara', 'GET', `/fhir/QuestionnaireResponse/${id}`)).body<QuestionnaireResponse>();
  assert.deepEqual([signed.status, signed.author?.reference], ['completed', 'Practitioner/johan-ekdahl']);
  const versions = await ask('gunnar', 'GET', `/fhir/QuestionnaireResponse/${id}/_history`);
  assert.equal(versions.body<{ total: number }>().total, 2);
  const rows = await wiring.database.rows<{ signed: string; review: string; rights: string }>({
    name: '',
    text: `select to_char(signed, 'YYYY-MM-DD') as signed, to_char(review_by, 'YYYY-MM-DD') as review, rights from role_right
      where profession = 'doctor' and care_unit = (select key from organisation where id = 'vc-kvarnbacken') order by signed`,
  });
  assert.equal(rows.length, 2);
  assert.equal(rows[1]?.rights, 'read,read-other-units,shared,emergency,write,sign,lift-blocks');
  assert.equal(rows[1]?.review.slice(0, 4), String(Number(stockholmDay(new Date()).slice(0, 4)) + 1));

  // Taken away by a system client, the one before is in force again.
  const gone = await ask('client:bench', 'DELETE', `/fhir/QuestionnaireResponse/${id}`);
  assert.equal(gone.status, 204, gone.text);
  assert.equal(await prints(), 200);
});

test('what is offered in an open record is what the role may: told with the chart, and refused as told', async () => {
  const offers = async (as: string, patient = 'viktor-eriksson') => {
    const { meta } = (await ask(as, 'GET', `/fhir/Patient/${patient}/$chart`)).body<Bundle>();
    return new Set((meta?.tag ?? []).flatMap(({ system, code }) => (system === offeredTag ? [code] : [])));
  };
  const before = await offers('sara');
  assert.deepEqual(
    ['write', 'sign', 'print', 'hand-out', 'erase', 'decide-online'].map((act) => before.has(act)),
    [true, true, true, true, false, false],
  );
  assert.deepEqual([(await offers('johan')).has('erase'), (await offers('viktor')).size], [true, 0]);
  const id = await drafted(await draftWithout('print', 'sign'));
  assert.equal((await sign('johan', id)).status, 200);
  const after = await offers('sara');
  assert.deepEqual(
    ['write', 'sign', 'print'].map((act) => after.has(act)),
    [true, false, false],
  );
  assert.equal((await toPrint()).status, 403);
  assert.equal((await ask('client:bench', 'DELETE', `/fhir/QuestionnaireResponse/${id}`)).status, 204);
});

test('without an analysis in force the role has no rights, and is told so; the head can still sign one', async () => {
  const stored = await doctors();
  const put = (body: object) => ask('client:bench', 'PUT', `/fhir/QuestionnaireResponse/${inForce}`, { body });
  assert.equal((await put({ ...stored, status: 'entered-in-error' })).status, 200);
  const refused = await ask('sara', 'GET', chart);
  assert.equal(refused.status, 403);
  assert.match(refused.text, /inte finns någon signerad behovs- och riskanalys/);
  assert.deepEqual(rulesOf(refused), ['right-by-analysis']);
  const [searched, read] = [
    await ask('sara', 'GET', '/fhir/Condition?_count=5'),
    await ask('sara', 'GET', '/fhir/Patient/viktor-eriksson'),
  ];
  assert.deepEqual([searched.status, searched.text.includes('"entry"')], [200, false], 'nothing is found');
  assert.deepEqual([read.status, rulesOf(read)], [403, ['right-by-analysis']]);
  const whole: Analysis = analysisOf(stored);
  const draft = { ...(await draftWithout()), item: analysisItems(whole) } as QuestionnaireResponse;
  assert.equal((await sign('johan', await drafted(draft))).status, 200);
  assert.equal((await ask('sara', 'GET', chart)).status, 200);
});

test('reading is as wide as the analysis says: the own unit’s entries, or others’ too', async () => {
  const made = await ask('client:bench', 'POST', '/fhir/Observation', {
    body: {
      resourceType: 'Observation',
      meta: {
        extension: [
          {
            url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
            valueReference: { reference: 'Organization/hospital-boras-medicine-3' },
          },
        ],
      },
      status: 'final',
      code: { text: 'Vikt' },
      subject: { reference: 'Patient/viktor-eriksson' },
    },
  });
  const path = `/fhir/Observation/${made.body<{ id: string }>().id}`;
  const count = async () =>
    (await ask('sara', 'GET', '/fhir/Observation?_summary=count')).body<{ total: number }>().total;
  const all = await count();
  assert.equal((await ask('sara', 'GET', path)).status, 200);
  const id = await drafted(await draftWithout('read-other-units', 'shared', 'emergency', 'lift-blocks'));
  assert.equal((await sign('johan', id)).status, 200);
  assert.equal(await count(), all - 1);
  const refused = await ask('sara', 'GET', path);
  assert.deepEqual([refused.status, rulesOf(refused)], [403, ['right-by-analysis']]);
  assert.match(refused.text, /läsa det som andra enheter hos vårdgivaren har/);
  assert.equal((await ask('client:bench', 'DELETE', `/fhir/QuestionnaireResponse/${id}`)).status, 204);
  assert.equal(await count(), all);
});

test('past its review an analysis stands; where the care provider has decided so, it lapses', async () => {
  const stored = await doctors();
  const old = { ...stored, status: 'completed', authored: '2024-05-02T10:00:00+02:00' };
  const overdue = async (environment: Record<string, string>) => {
    const { ask: askHere } = await testServer(wiring.database, environment);
    return askHere('sara', 'GET', chart);
  };
  const found = (await ask('johan', 'GET', `/fhir/QuestionnaireResponse?subject=${unit}&_count=100`)).body<{
    entry: { resource: QuestionnaireResponse }[];
  }>();
  for (const { resource } of found.entry)
    if (analysisOf(resource).role === 'doctor' && resource.id !== inForce)
      assert.equal((await ask('client:bench', 'DELETE', `/fhir/QuestionnaireResponse/${resource.id}`)).status, 204);
  assert.equal((await ask('client:bench', 'PUT', `/fhir/QuestionnaireResponse/${inForce}`, { body: old })).status, 200);
  assert.equal((await overdue({})).status, 200);
  const lapsed = await overdue({ OVERDUE_ANALYSIS: 'lapses' });
  assert.equal(lapsed.status, 403);
  assert.match(lapsed.text, /inte har följts upp i tid/);
});

test('a store that people work in already keeps what roles could do for ninety days', async () => {
  const database = await testDatabase();
  const role = (id: string, profession: string, active = true) => ({
    resourceType: 'PractitionerRole' as const,
    id,
    active,
    organization: { reference: 'Organization/ward' },
    code: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/profession', code: profession }] }],
  });
  const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });
  const resources = [
    { resourceType: 'Organization' as const, id: 'ward', name: 'Avdelningen' },
    role('a', 'nurse'),
    role('b', 'nurse'),
    role('c', 'log-reviewer'),
    role('d', 'doctor', false),
  ];
  for (const resource of resources) await record.write([{ action: 'update', resource, id: resource.id }]);
  const migration = readFileSync(new URL('../../migrations/0032-role-rights.sql', import.meta.url), 'utf8');
  await database.rows({ name: '', text: migration.slice(migration.indexOf('insert into role_right')) });
  const rows = await database.rows({
    name: '',
    text: `select profession, rights, valid_until - signed = interval '90 days' as "ninetyDays" from role_right
      where care_unit = (select key from organisation where id = 'ward') order by profession`,
  });
  assert.deepEqual(rows, [
    { profession: 'log-reviewer', rights: 'review-log', ninetyDays: true },
    { profession: 'nurse', rights: rights.join(','), ninetyDays: true },
  ]);
  const [ward] = await database.rows<{ key: number; until: string }>({
    name: '',
    text: `select care_unit as key, to_char(valid_until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until from role_right where profession = 'nurse'`,
  });
  assert.ok(ward !== undefined);
  const held = (milliseconds: number) =>
    new RoleRights(database, () => new Date(Date.parse(ward.until) + milliseconds)).of(ward.key, 'nurse');
  assert.deepEqual((await held(-1000))?.rights, rights, 'a second before the ninety days are over');
  assert.equal(await held(1000), undefined, 'a second after');
});

test('in the invented region every role at every unit has an analysis that is whole, signed by the head of the unit', () => {
  const all = foundation({ seed: defaultSeed, now: new Date() });
  const heads = new Set<string>();
  const roles = new Set<string>();
  for (const role of all) {
    if (role.resourceType !== 'PractitionerRole') continue;
    const codes = role.code?.flatMap(({ coding }) => coding ?? []) ?? [];
    const at = role.organization?.reference ?? '';
    if (codes.some(({ code }) => code === 'head-of-unit')) heads.add(`${at} ${role.practitioner?.reference}`);
    if (codes.some(({ code }) => code === 'social-care')) continue;
    roles.add(`${at} ${codes.find(({ system }) => system?.endsWith('/profession'))?.code}`);
  }
  const today = stockholmDay(new Date());
  for (const analysis of all) {
    if (analysis.resourceType !== 'QuestionnaireResponse') continue;
    const read = analysisOf(analysis);
    assert.deepEqual(analysisFaults(read, today), [], analysis.id);
    assert.ok(heads.has(`${read.unit} ${analysis.author?.reference}`), `${analysis.id} is signed by the head`);
    assert.ok(roles.delete(`${read.unit} ${read.role}`), `${analysis.id} is about a role that there is`);
  }
  assert.deepEqual([...roles], []);
});
