/** Delegations over HTTP: who may issue and withdraw them, for whom; what is withdrawn gives no dose, and staff write none otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Basic, Bundle, OperationOutcome, Parameters } from '@medplum/fhirtypes';
import { covers, delegationCode, delegationOf } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { atcSystem } from '@vardkedjan/care/clinical/drug-safety/drug-situation.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { testWorld } from '../../http/test-world.ts';

const { ask } = await testWorld();
const today = stockholmDay(new Date());
const inDays = (days: number) =>
  new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const insulin = { system: atcSystem, code: 'A10AE04', display: 'Insulin glargin' };

interface Said {
  to?: string;
  from?: string;
  until?: string;
  drugs?: { system: string; code: string; display: string }[];
}

const delegate = (
  as: string,
  { to = 'hanna-aronsson', from = today, until = inDays(300), drugs = [insulin] }: Said = {},
) =>
  ask(as, 'POST', '/fhir/Basic/$delegate', {
    body: {
      resourceType: 'Parameters',
      parameter: [
        { name: 'to', valueReference: { reference: `Practitioner/${to}` } },
        { name: 'from', valueDate: from },
        { name: 'until', valueDate: until },
        ...drugs.map((valueCoding) => ({ name: 'drug', valueCoding })),
      ],
    },
  });
const withdraw = (as: string, id: string | undefined, valueString = 'Slutar') =>
  ask(as, 'POST', `/fhir/Basic/${id}/$withdraw-delegation`, {
    body: { resourceType: 'Parameters', parameter: [{ name: 'reason', valueString }] },
  });
const faultsOf = ({ body }: { body: <T>() => T }) =>
  (body<OperationOutcome>().issue ?? []).map(({ details }) => details?.coding?.[0]?.code);

test('a nurse delegates to an assistant nurse of the unit, and both see it', async () => {
  const made = await delegate('lena');
  assert.equal(made.status, 201, made.text);
  const delegation = delegationOf(made.body<Basic>());
  assert.ok(delegation);
  assert.deepEqual(
    [delegation.toName, delegation.byName, delegation.unit],
    ['Hanna Aronsson, undersköterska', 'Lena Forsberg, sjuksköterska', `Organization/${castUnits.homeCare}`],
  );
  const use = { practitioner: 'hanna-aronsson', unit: castUnits.homeCare, day: today, drug: { coding: [insulin] } };
  assert.ok(covers(delegation, use));
  const code = encodeURIComponent(`${delegationCode.system}|${delegationCode.code}`);
  for (const as of ['lena', 'hanna']) {
    const found = await ask(as, 'GET', `/fhir/Basic?code=${code}&subject=Practitioner/hanna-aronsson`);
    const ids = (found.body<Bundle>().entry ?? []).map(({ resource }) => resource?.id);
    assert.ok(ids.includes(delegation.id), as);
  }
});

test('each hindrance is told by itself', async () => {
  assert.deepEqual(faultsOf(await delegate('hanna', { to: 'lena-forsberg' })), [
    'may-not-delegate',
    'gives-by-own-authority',
  ]);
  assert.deepEqual(faultsOf(await delegate('lena', { to: 'sara-lindqvist' })), ['not-at-the-unit']);
  assert.deepEqual(faultsOf(await delegate('sara')), ['not-at-the-unit'], 'of another unit');
  assert.deepEqual(faultsOf(await delegate('lena', { until: inDays(400), drugs: [] })), ['no-drugs', 'for-too-long']);
  assert.deepEqual(faultsOf(await delegate('lena', { drugs: [{ ...insulin, system: 'urn:own' }] })), ['no-such-drug']);
  assert.equal((await delegate('viktor')).status, 403);
});

test('who may delegate at the unit withdraws it, once and with why, and it gives nothing from then on', async () => {
  const made = (await delegate('lena')).body<Basic>();
  assert.deepEqual(faultsOf(await withdraw('hanna', made.id)), ['may-not-withdraw']);
  assert.deepEqual(faultsOf(await withdraw('sara', made.id)), ['may-not-withdraw'], 'of another unit');
  assert.equal((await withdraw('lena', made.id, ' ')).status, 400, 'why?');
  const after = await withdraw('lena', made.id);
  assert.equal(after.status, 200, after.text);
  const delegation = delegationOf(after.body<Basic>());
  assert.equal(delegation?.withdrawn?.by, 'Lena Forsberg, sjuksköterska');
  const use = { practitioner: 'hanna-aronsson', unit: castUnits.homeCare, day: today, drug: { coding: [insulin] } };
  assert.ok(delegation && !covers(delegation, use));
  assert.deepEqual(faultsOf(await withdraw('lena', made.id)), ['withdrawn-already']);
});

test('staff write no delegation but so', async () => {
  const made = (await delegate('lena')).body<Basic>();
  const { id: _id, meta: _meta, ...copy } = made;
  for (const as of ['lena', 'hanna', 'johan'])
    assert.equal((await ask(as, 'POST', '/fhir/Basic', { body: copy })).status, 403, as);
  const seen = { 'If-Match': `W/"${made.meta?.versionId}"` };
  assert.equal((await ask('hanna', 'PUT', `/fhir/Basic/${made.id}`, { body: made, headers: seen })).status, 403);
});

test('why somebody may no longer give drugs is read by no resident, in no version and through nothing that leads to it', async () => {
  const { id } = (await delegate('lena', { from: inDays(1) })).body<Basic>();
  assert.equal((await withdraw('lena', id, 'Felräknad dos')).status, 200);
  for (const path of [
    `Basic/${id}`,
    `Basic/${id}/_history`,
    'Basic?_count=100',
    'Basic/_history?_count=100',
    '_history?_count=200',
    'Practitioner?_id=hanna-aronsson&_revinclude=Basic:subject',
  ]) {
    const answer = await ask('viktor', 'GET', `/fhir/${path}`);
    assert.ok(!answer.text.includes('drug-giving') && !answer.text.includes('Felräknad'), `${path} ${answer.text}`);
  }
  assert.equal((await ask('lena', 'GET', `/fhir/Basic/${id}`)).status, 200);
});

test('why a delegation was withdrawn is read by those whom it is between and the head of the unit, and by no other staff', async () => {
  const { id } = (await delegate('lena', { from: inDays(1) })).body<Basic>();
  const reason = (as: string) => ask(as, 'GET', `/fhir/Basic/${id}/$withdrawal-reason`);
  assert.equal((await reason('lena')).status, 404, 'it is in force');
  const after = await withdraw('lena', id, 'Felräknad dos');
  const why = delegationOf(after.body<Basic>())?.withdrawn?.why ?? '';
  assert.match(why, /^Binary\//);
  for (const as of ['lena', 'hanna']) {
    const told = await reason(as);
    assert.equal(told.body<Parameters>().parameter?.[0]?.valueString, 'Felräknad dos', `${as} ${told.text}`);
  }
  const refused = await reason('sara');
  assert.deepEqual([refused.status, /withdrawal-read-by-few/.test(refused.text)], [403, true], refused.text);
  assert.ok((await reason('viktor')).status >= 400);
  const plain = Buffer.from('Felräknad dos').toString('base64');
  for (const as of ['sara', 'hanna', 'lena', 'viktor'])
    for (const path of [
      `Basic/${id}`,
      `Basic/${id}/_history`,
      `Basic?_id=${id}&_include=*`,
      why,
      `${why}/_history`,
      'Binary?_count=200',
      '_history?_count=500',
      'Binary/_history?_count=500',
    ]) {
      const answer = await ask(as, 'GET', `/fhir/${path}`);
      assert.ok(!answer.text.includes('Felräknad') && !answer.text.includes(plain), `${as} ${path} ${answer.text}`);
    }
});
