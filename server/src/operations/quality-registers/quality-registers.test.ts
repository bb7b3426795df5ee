/** Quality registers (PDL 2008:355, 7 kap. 2–3 §§), over HTTP: what goes to one, who says no, and what is erased then. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, OperationOutcome, Parameters, Resource } from '@medplum/fhirtypes';
import { informedOfRegisters, qualityRegisters } from '@vardkedjan/region/units/quality-registers.ts';
import { testWorld } from '../../http/test-world.ts';
import { openRecord } from '../../store/open-record.ts';

const { ask, wiring } = await testWorld();
const seed = openRecord(wiring.database, { kind: 'system', id: 'seed', name: 'Seed' });
await seed.write(qualityRegisters().map((resource) => ({ action: 'update', id: resource.id ?? '', resource })));

const viktor = 'Patient/viktor-eriksson';
const linnea = 'Patient/linnea-sjogren';
const diabetes = { reference: 'Organization/register-diabetes' };
const hip = { reference: 'Organization/register-hip' };
const register = 'client:diabetes-register';

type Part = NonNullable<Parameters['parameter']>;

const choose = (as: string, patient: string, choice: string, more: Part = []) =>
  ask(as, 'POST', `/fhir/${patient}/$choose-quality-registers`, {
    body: { resourceType: 'Parameters', parameter: [{ name: 'choice', valueCode: choice }, ...more] },
  });
const reason: Part = [{ name: 'reason', valueString: 'Sades vid besöket' }];
const of = (...registers: { reference: string }[]): Part =>
  registers.map((valueReference) => ({ name: 'register', valueReference }));

/** What the register is sent. */
const collected = async (type = 'Condition'): Promise<Resource[]> =>
  ((await ask(register, 'GET', `/fhir/${type}?_count=200`)).body<Bundle>().entry ?? []).flatMap(
    ({ resource }) => resource ?? [],
  );
const people = async () => (await collected('Patient')).map(({ id }) => `Patient/${id}`);
const toErase = async (as = register) => {
  const answer = await ask(as, 'GET', '/fhir/Organization/$data-to-erase');
  return (answer.body<Parameters>().parameter ?? []).map(({ part = [] }) =>
    Object.fromEntries(
      part.map(({ name, valueReference, valueInstant }) => [name, valueReference?.reference ?? valueInstant]),
    ),
  );
};
const said = async (as: string, patient = viktor) => {
  const answer = await ask(as, 'GET', `/fhir/${patient}/$quality-registers`);
  return Object.fromEntries(
    (answer.body<Parameters>().parameter ?? []).map(({ part = [] }) => {
      const one = (name: string) => part.find((each) => each.name === name);
      const which = one('organization')?.valueReference?.reference ?? '';
      const states = ['informed', 'opposes'].filter((name) => one(name)?.valueBoolean === true);
      return [which.split('/')[1], [...states, ...(one('erased') ? ['erased'] : [])].join(' ')];
    }),
  );
};
const ruleOf = (answer: { body: <T>() => T }): unknown =>
  answer.body<OperationOutcome>().issue[0]?.details?.coding?.[0]?.code;

test('nothing goes to a register about who has not been told of it; then what it was registered for, and no more', async () => {
  assert.deepEqual(await people(), []);
  assert.deepEqual(await collected(), []);
  const refused = await choose('viktor', viktor, 'informed');
  assert.equal(refused.status, 400, refused.text);
  assert.equal((await choose('sara', viktor, 'informed', [...of(diabetes), ...reason])).status, 200);
  assert.deepEqual(await said('sara'), { 'register-diabetes': 'informed', 'register-hip': '' });
  assert.deepEqual(await people(), [viktor]);
  const conditions = await collected();
  assert.ok(conditions.length > 0);
  for (const type of ['QuestionnaireResponse', 'Consent', 'AllergyIntolerance'])
    assert.deepEqual(
      (await collected(type)).filter((one) => JSON.stringify(one).includes(viktor)),
      [],
      type,
    );
  const one = `/fhir/Condition/${conditions[0]?.id}`;
  assert.equal((await ask(register, 'GET', one)).status, 200);
  for (const path of [`/fhir/${viktor}/$everything`, `/fhir/${viktor}/$chart`, `/fhir/${viktor}/$quality-registers`])
    assert.equal((await ask(register, 'GET', path)).status, 403, path);
  const written = await ask(register, 'PUT', one, { body: conditions[0] });
  assert.equal(written.status, 403);
});

test('one whose personal data are protected goes to no register, also when told of it', async () => {
  const told = informedOfRegisters('linnea-sjogren', '2026-01-02T10:00:00+01:00');
  await seed.write([{ action: 'update', id: told.id ?? '', resource: told }]);
  assert.deepEqual(await people(), [viktor]);
});

test('who opposes it is out of the register’s next answer, and the register is asked to erase', async () => {
  const [condition] = await collected();
  assert.deepEqual(await toErase(), []);
  assert.equal((await choose('viktor', viktor, 'opposes', of(diabetes))).status, 200);
  assert.deepEqual(await said('viktor'), { 'register-diabetes': 'informed opposes', 'register-hip': '' });
  assert.deepEqual(await people(), []);
  assert.deepEqual(await collected(), []);
  assert.equal((await ask(register, 'GET', `/fhir/Condition/${condition?.id}`)).status, 404);
  assert.equal((await ask(register, 'GET', `/fhir/Condition/${condition?.id}/_history`)).status, 404);
  assert.equal((await ask(register, 'GET', `/fhir/Condition?_summary=count`)).body<Bundle>().total, 0);
  const [erase, ...more] = await toErase();
  assert.deepEqual([erase?.['patient'], more.length], [viktor, 0]);
  const erased = await ask(register, 'POST', '/fhir/Organization/$data-erased', {
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'opposition', valueReference: { reference: erase?.['opposition'] } }],
    },
  });
  assert.equal(erased.status, 200, erased.text);
  assert.deepEqual(await toErase(), []);
  assert.deepEqual(await said('viktor'), { 'register-diabetes': 'informed opposes erased', 'register-hip': '' });
  const again = await ask(register, 'POST', '/fhir/Organization/$data-erased', {
    body: {
      resourceType: 'Parameters',
      parameter: [{ name: 'opposition', valueReference: { reference: erase?.['opposition'] } }],
    },
  });
  assert.equal(again.status, 400);
});

test('who no longer opposes it may be in it again, from what was told before', async () => {
  assert.equal((await choose('viktor', viktor, 'does-not-oppose', of(diabetes))).status, 200);
  assert.deepEqual(await said('viktor'), { 'register-diabetes': 'informed', 'register-hip': '' });
  assert.deepEqual(await people(), [viktor]);
});

test('who opposes all of them opposes each, and takes that back as a whole', async () => {
  assert.equal((await choose('viktor', viktor, 'opposes')).status, 200);
  assert.deepEqual(await said('viktor'), { 'register-diabetes': 'informed opposes', 'register-hip': 'opposes' });
  assert.deepEqual(await people(), []);
  assert.equal((await choose('viktor', viktor, 'does-not-oppose', of(diabetes))).status, 400);
  assert.equal((await choose('viktor', viktor, 'does-not-oppose')).status, 200);
  assert.deepEqual(await people(), [viktor]);
});

test('of two that were opposed together the other still is, when one no longer is', async () => {
  assert.equal((await choose('sara', viktor, 'opposes', [...of(diabetes, hip), ...reason])).status, 200);
  assert.equal((await choose('viktor', viktor, 'does-not-oppose', of(diabetes))).status, 200);
  assert.deepEqual(await said('viktor'), { 'register-diabetes': 'informed', 'register-hip': 'opposes' });
  assert.equal((await choose('viktor', viktor, 'does-not-oppose', of(hip))).status, 200);
});

test('it is said by the act that is for it: with a reason by staff who take part in the care, in no other’s record, and by no saved Consent', async () => {
  const without = await choose('sara', viktor, 'opposes');
  assert.deepEqual([without.status, ruleOf(without)], [403, 'reason-given']);
  const stranger = await choose('tomas', viktor, 'opposes', reason);
  assert.deepEqual([stranger.status, ruleOf(stranger)], [403, 'care-relation-or-stated']);
  const others = await choose('viktor', linnea, 'opposes');
  assert.equal(others.status, 403);
  assert.equal(
    (await choose('viktor', viktor, 'opposes', of({ reference: 'Organization/vc-kvarnbacken' }))).status,
    400,
  );
  const consent = {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/consent', code: 'quality-register' }] }],
    patient: { reference: viktor },
    policy: [{ uri: 'urn:x' }],
    provision: { type: 'permit' },
  };
  const saved = await ask('sara', 'POST', '/fhir/Consent', { body: consent });
  assert.deepEqual([saved.status, ruleOf(saved)], [403, 'registers-by-choosing']);
  for (const as of ['sara', 'viktor', 'client:bench'])
    assert.equal((await ask(as, 'GET', '/fhir/Organization/$data-to-erase')).status, 403, as);
});

test('what the patient has blocked for others goes to no register', async () => {
  const before = (await collected()).length;
  const provider = 'Organization/region';
  const blocked = await ask('viktor', 'POST', `/fhir/${viktor}/$block`, {
    body: { resourceType: 'Parameters', parameter: [{ name: 'of', valueReference: { reference: provider } }] },
  });
  assert.equal(blocked.status, 201, blocked.text);
  assert.ok((await collected()).length < before);
});
