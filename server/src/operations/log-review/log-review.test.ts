/** Reviewing the log over HTTP: what is odd comes first and in words, samples are drawn once, decisions are kept, and each step is logged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEvent, Bundle, Parameters, ParametersParameter, Patient, Practitioner } from '@medplum/fhirtypes';
import { castMember } from '@vardkedjan/region/cast.ts';
import { validate } from '@vardkedjan/fhir/validation/validate.ts';
import { loosened } from '../../../test/loosened.ts';
import { putPastActs } from '../../../test/past-acts.ts';
import { testWorld } from '../../http/test-world.ts';
import { drawDue } from '../../log-review/draw.ts';
import { reviewCaller } from '../../log-review/persons.ts';

const { ask, wiring } = await testWorld();
const database = await loosened(wiring.database);
const viktor = 'viktor-eriksson';
const linnea = 'linnea-sjogren';
const tomas = castMember('tomas');
const sara = castMember('sara');
assert.ok(tomas.kind === 'staff' && sara.kind === 'staff');
const system = 'client:bench';

const parameters = (...parameter: ParametersParameter[]) => ({ body: { resourceType: 'Parameters', parameter } });
const partsOf = ({ parameter = [] }: Parameters, name: string): ParametersParameter[] =>
  parameter.filter((one) => one.name === name);
const value = ({ part = [] }: ParametersParameter, name: string): unknown => {
  const found = part.find((one) => one.name === name);
  return Object.entries(found ?? {}).find(([key]) => key.startsWith('value'))?.[1];
};
const oddOf = ({ part = [] }: ParametersParameter): unknown[] =>
  part.flatMap(({ name, valueCode }) => (name === 'odd' ? [valueCode] : []));

async function openings(as: string, query: string): Promise<ParametersParameter[]> {
  const answer = await ask(as, 'GET', `/fhir/AuditEvent/$review-log?${query}`);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(validate(answer.body()), []);
  return partsOf(answer.body<Parameters>(), 'opening');
}

const keyOf = async (id: string): Promise<number> => {
  const [row] = await database.rows<{ key: number }>(
    {
      name: '',
      text: 'select patient_key as key from resource where id = $1 and patient_key <> 0 and body like \'%"Patient"%\'',
    },
    [id],
  );
  return row?.key ?? 0;
};

await ask('sara', 'GET', `/fhir/Patient/${viktor}/$chart`);
await ask('sara', 'GET', `/fhir/Patient/${linnea}/$chart`);
await ask('sara', 'GET', '/fhir/Patient?name=o');
const stated = await ask(
  'tomas',
  'POST',
  '/fhir/Patient/$state-relation',
  parameters(
    { name: 'patient', valueReference: { reference: `Patient/${viktor}` } },
    { name: 'reason', valueString: 'Ringer om sina läkemedel' },
  ),
);
assert.equal(stated.status, 201, stated.text);
await ask('tomas', 'GET', `/fhir/Patient/${viktor}/$chart`);

test('a patient’s log: who had no care contact comes first, with the reason that was given', async () => {
  const all = await openings('gunnar', `patient=${viktor}`);
  const [first] = all;
  assert.ok(first);
  assert.equal(value(first, 'agent'), tomas.hsaId);
  assert.deepEqual(oddOf(first), ['no-care-contact']);
  assert.equal(value(first, 'reason'), 'Ringer om sina läkemedel');
  assert.equal(value(first, 'care-contact'), false);
  const ofSara = all.find((one) => value(one, 'agent') === sara.hsaId);
  assert.ok(ofSara);
  assert.deepEqual(oddOf(ofSara), []);
  assert.equal(value(ofSara, 'care-contact'), true);
  const number = castMember('viktor');
  assert.ok(number.kind === 'resident');
  const byNumber = await openings('gunnar', `number=${number.number}`);
  assert.equal(value(byNumber[0] ?? { name: '' }, 'agent'), tomas.hsaId);
});

test('a user’s log: one opening for each record and day, those shown in a list among them and not odd', async () => {
  const all = await openings('gunnar', `agent=${sara.hsaId}`);
  assert.deepEqual(all.map((one) => (value(one, 'patient') as { reference: string }).reference).toSorted(), [
    `Patient/${linnea}`,
    `Patient/${viktor}`,
  ]);
  assert.ok(all.every((one) => oddOf(one).length === 0));
  assert.equal((await openings('gunnar', `agent=${sara.hsaId}&patient=${viktor}`)).length, 1);
  assert.deepEqual(await openings('gunnar', `agent=${sara.hsaId}&end=2026-01-01`), []);
});

test('own record, colleague, surname and address are told; of a protected person none of them, nor a name', async () => {
  const personal = { system: 'http://electronichealth.se/identifier/personnummer', value: '198507102398' };
  const practitioner = (await ask(system, 'GET', `/fhir/Practitioner/${tomas.id}`)).body<Practitioner>();
  const patient = (await ask(system, 'GET', `/fhir/Patient/${viktor}`)).body<Patient>();
  const put = async (resource: Patient | Practitioner): Promise<void> => {
    const answer = await ask(system, 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, { body: resource });
    assert.equal(answer.status, 200, answer.text);
  };
  const signs = async (): Promise<unknown[]> => {
    const found = (await openings('gunnar', `patient=${viktor}`)).find((one) => value(one, 'agent') === tomas.hsaId);
    return oddOf(found ?? { name: '' });
  };
  await put({ ...practitioner, name: [{ family: 'Eriksson', given: ['Tomas'] }] });
  assert.deepEqual(await signs(), ['no-care-contact', 'same-surname']);
  await put({
    ...practitioner,
    address: [{ ...patient.address?.[0], line: [patient.address?.[0]?.line?.[0]?.toUpperCase() ?? ''] }],
  });
  assert.deepEqual(await signs(), ['same-address', 'no-care-contact']);
  await put({ ...practitioner, identifier: [...(practitioner.identifier ?? []), ...(patient.identifier ?? [])] });
  assert.deepEqual(await signs(), ['own-record', 'no-care-contact']);
  await put({ ...practitioner, identifier: [...(practitioner.identifier ?? []), personal] });
  const johan = (await ask(system, 'GET', `/fhir/Practitioner/${castMember('johan').id}`)).body<Practitioner>();
  await put({ ...johan, identifier: [...(johan.identifier ?? []), ...(patient.identifier ?? [])] });
  const ofSara = (await openings('gunnar', `patient=${viktor}`)).find((one) => value(one, 'agent') === sara.hsaId);
  assert.deepEqual(oddOf(ofSara ?? { name: '' }), ['colleague']);
  assert.deepEqual(await signs(), ['no-care-contact'], 'a colleague of Sara’s is none of Tomas’');
  const security = [{ system: 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel', code: 'sekretessmarkering' }];
  await put({ ...patient, meta: { ...patient.meta, security } });
  await put({
    ...practitioner,
    name: [{ family: 'Eriksson', given: ['Tomas'] }],
    ...(patient.address && { address: patient.address }),
  });
  assert.deepEqual(await signs(), ['no-care-contact', 'protected-person']);
  const told = await ask('gunnar', 'GET', `/fhir/AuditEvent/$review-log?patient=${viktor}`);
  assert.doesNotMatch(told.text, /Viktor/);
  for (const { value: number = 'none' } of patient.identifier ?? []) assert.ok(!told.text.includes(number));
  await put({ ...patient });
  await put({ ...practitioner });
});

test('only log reviewers review, each the own care provider’s log', async () => {
  for (const path of ['$review-log?patient=viktor-eriksson', '$review-samples', `$user-usual?agent=${sara.hsaId}`]) {
    assert.equal((await ask('sara', 'GET', `/fhir/AuditEvent/${path}`)).status, 403, path);
    assert.equal((await ask('linnea', 'GET', `/fhir/AuditEvent/${path}`)).status, 403, path);
    assert.equal((await ask(undefined, 'GET', `/fhir/AuditEvent/${path}`)).status, 401, path);
  }
  assert.equal((await ask('gunnar', 'GET', '/fhir/AuditEvent/$review-log')).status, 400);
  assert.equal((await ask('gunnar', 'GET', '/fhir/AuditEvent/$review-log?number=191212121212')).status, 404);
  const patientKey = await keyOf(viktor);
  await putPastActs(database, [
    {
      at: '2026-11-02T10:00:00.000Z',
      caller: 'SE-OTHER',
      careProvider: 999_999,
      careUnit: 1,
      patients: [[patientKey, viktor, 1]],
    },
  ]);
  const callers = (await openings('gunnar', `patient=${viktor}`)).map((one) => value(one, 'agent'));
  assert.ok(!callers.includes('SE-OTHER'));
  assert.deepEqual(await openings('gunnar', 'agent=SE-OTHER'), []);
});

test('what a user usually does is summed by day, and a day outside it is odd', async () => {
  const careProvider = await keyOfProvider();
  const patientKey = await keyOf(viktor);
  const at = (day: number, hour: number): string => new Date(Date.UTC(2026, 8, day, hour)).toISOString();
  const days = Array.from({ length: 40 }, (_, n) => n + 1).filter((n) => new Date(at(n, 9)).getUTCDay() % 6 !== 0);
  const past = days.map((day) => ({
    at: at(day, 9),
    caller: 'SE-DAY',
    careProvider,
    careUnit: 1,
    patients: [[patientKey, viktor, 1]] as const,
  }));
  await putPastActs(database, [
    ...past,
    { ...past[0], at: at(37, 21), caller: 'SE-DAY', patients: [[patientKey, viktor, 1]] },
  ]);
  const record = wiring.openRecord(reviewCaller);
  for (let day = 20; day <= 60; day += 20)
    await drawDue(database, record, { random: 1, directed: 1 }, Date.parse(at(day, 12)));
  const found = await openings('gunnar', 'agent=SE-DAY');
  const late = found.filter((one) => oddOf(one).includes('outside-usual'));
  assert.deepEqual(
    late.map((one) => value(one, 'day')),
    ['2026-10-07'],
  );
  const usual = (
    await ask('gunnar', 'GET', '/fhir/AuditEvent/$user-usual?agent=SE-DAY&day=2026-10-07')
  ).body<Parameters>();
  assert.equal(partsOf(usual, 'days')[0]?.valueInteger, days.filter((day) => day < 37).length);
  const hours = partsOf(usual, 'hour');
  assert.deepEqual(
    hours.filter((one) => (value(one, 'weekday') as number) > 0).map((one) => value(one, 'hour')),
    [11],
  );
  assert.deepEqual(
    hours.filter((one) => value(one, 'that-day') === true).map((one) => value(one, 'hour')),
    [11, 23],
  );
});

async function keyOfProvider(): Promise<number> {
  const [row] = await database.rows<{ key: number }>(
    {
      name: '',
      text: "select (told::jsonb ->> 'careProvider')::bigint as key from access_act where caller = $1 limit 1",
    },
    [sara.kind === 'staff' ? sara.hsaId : ''],
  );
  return row?.key ?? 0;
}

test('a day is drawn once, by whichever process comes first, and anew after a failure draws the same', async () => {
  const count = async (): Promise<unknown> => {
    return await database.rows({
      name: '',
      text: 'select care_provider, day, caller, patient_key, drawn from log_review_item order by 1, 2, 3, 4',
    });
  };
  const record = wiring.openRecord(reviewCaller);
  const now = Date.parse('2026-10-12T12:00:00Z');
  const sizes = { random: 3, directed: 3 };
  for (const table of ['log_day', 'log_review_draw', 'log_review_item', 'log_user_day'])
    await database.rows({ name: `delete ${table}`, text: `delete from ${table}` });
  await Promise.all([1, 2, 3].map(() => drawDue(database, record, sizes, now)));
  const drawn = (await count()) as unknown[];
  assert.ok(drawn.length > 5);
  await drawDue(database, record, { random: 100, directed: 100 }, now);
  assert.deepEqual(await count(), drawn);
  await database.rows({ name: 'x', text: 'delete from log_review_draw' });
  await database.rows({ name: 'y', text: 'delete from log_day' });
  await database.rows({ name: 'z', text: 'delete from log_review_item' });
  await drawDue(database, record, sizes, now);
  assert.deepEqual(await count(), drawn);
});

test('every opening in an emergency is drawn, however few others are', async () => {
  const careProvider = await keyOfProvider();
  const patients = [await keyOf(viktor), await keyOf(linnea)];
  const act = { at: '2026-08-03T10:00:00.000Z', careProvider, careUnit: 1 };
  await putPastActs(database, [
    ...patients.map((key) => ({ ...act, caller: 'SE-URGENT', act: 'emergency', patients: [[key, 'p', 1]] as const })),
    { ...act, caller: 'SE-OTHERWISE', patients: [[patients[0] ?? 0, 'p', 1]] },
    { ...act, caller: 'SE-CONSENT', act: 'register-consent', patients: [[patients[0] ?? 0, 'p', 1]] },
  ]);
  await drawDue(
    database,
    wiring.openRecord(reviewCaller),
    { random: 0, directed: 0 },
    Date.parse('2026-08-05T12:00:00Z'),
  );
  const drawn = await database.rows<{ caller: string }>({
    name: '',
    text: "select caller from log_review_item where day = '2026-08-03'",
  });
  assert.deepEqual(
    drawn.map(({ caller }) => caller),
    ['SE-URGENT', 'SE-URGENT'],
  );
  const [draw] = await database.rows<{ openings: number; odd: number }>({
    name: '',
    text: "select openings, odd from log_review_draw where day = '2026-08-03'",
  });
  assert.deepEqual(draw, { openings: 3, odd: 3 });
});

test('the list holds what was drawn; a decision takes it off, one to look further does not; all are kept and logged', async () => {
  const list = async (status: string): Promise<ParametersParameter[]> =>
    partsOf(
      (await ask('gunnar', 'GET', `/fhir/AuditEvent/$review-samples?status=${status}&_count=1000`)).body<Parameters>(),
      'opening',
    );
  const drawn = await ask('gunnar', 'POST', '/fhir/AuditEvent/$review-draw');
  assert.equal(drawn.status, 200, drawn.text);
  const isOurs = (one: ParametersParameter): boolean => value(one, 'agent') === tomas.hsaId;
  const before = (await list('open')).filter(isOurs);
  assert.equal(before.length, 1);
  const [item] = before;
  assert.ok(item);
  const decide = (decision: string, ...more: ParametersParameter[]) =>
    ask(
      'gunnar',
      'POST',
      '/fhir/AuditEvent/$review-decide',
      parameters(
        { name: 'patient', valueString: viktor },
        { name: 'agent', valueString: tomas.hsaId },
        { name: 'day', valueDate: value(item, 'day') as string },
        { name: 'decision', valueCode: decision },
        ...more,
      ),
    );
  assert.equal((await decide('ask')).status, 400, 'what is looked into needs to say how');
  assert.equal((await decide('pardoned')).status, 400);
  const words: ParametersParameter[] = [
    { name: 'comment', valueString: 'Ingen vårdkontakt i Skövde' },
    { name: 'follow-up', valueString: 'Enhetschefen frågar Tomas' },
  ];
  assert.equal((await decide('ask', ...words)).status, 200);
  assert.equal((await list('open')).filter(isOurs).length, 1);
  assert.equal((await decide('justified')).status, 200);
  assert.equal((await list('open')).filter(isOurs).length, 0);
  const [decided] = (await list('decided')).filter(isOurs);
  assert.deepEqual(
    decided?.part
      ?.filter(({ name }) => name === 'decision')
      .map((one) => [value(one, 'decision'), value(one, 'comment'), value(one, 'reviewer-name')]),
    [
      ['ask', 'Ingen vårdkontakt i Skövde', 'Gunnar Hedström'],
      ['justified', undefined, 'Gunnar Hedström'],
    ],
  );
  const log = (await ask('viktor', 'GET', `/fhir/Patient/${viktor}/$access-log`)).body<Bundle<AuditEvent>>();
  const reviews = (log.entry ?? []).filter(({ resource }) => resource?.subtype?.[0]?.code === 'review-log');
  assert.ok(reviews.length >= 2, 'the resident sees that the openings were reviewed');
  assert.ok(
    log.entry?.[0]?.resource?.entity?.[0]?.name?.includes('$review'),
    'reading the list is logged for each patient',
  );
});

test('an opening that nobody drew is decided of too, and one that is not in the log is not', async () => {
  const today =
    (await openings('gunnar', `agent=${sara.hsaId}&patient=${linnea}`)).map((one) => value(one, 'day') as string)[0] ??
    '';
  const decide = (patient: string, day: string) =>
    ask(
      'gunnar',
      'POST',
      '/fhir/AuditEvent/$review-decide',
      parameters(
        { name: 'patient', valueString: patient },
        { name: 'agent', valueString: sara.hsaId },
        { name: 'day', valueDate: day },
        { name: 'decision', valueCode: 'justified' },
      ),
    );
  assert.equal((await decide(linnea, today)).status, 200);
  assert.equal((await decide(linnea, '2026-01-01')).status, 404);
  assert.equal((await ask('sara', 'POST', '/fhir/AuditEvent/$review-draw')).status, 403);
});

test('a reviewer decides about no opening of their own, and to look at what is usual for somebody is logged', async () => {
  const gunnar = castMember('gunnar');
  assert.ok(gunnar.kind === 'staff');
  await ask('gunnar', 'GET', `/fhir/Patient/${linnea}/$access-log`);
  const [own] = await openings('gunnar', `agent=${gunnar.hsaId}&patient=${linnea}`);
  assert.ok(own, 'what a reviewer looks up is there to be looked at');
  assert.ok(oddOf(own).includes('looked-up'));
  const refused = await ask(
    'gunnar',
    'POST',
    '/fhir/AuditEvent/$review-decide',
    parameters(
      { name: 'patient', valueString: linnea },
      { name: 'agent', valueString: gunnar.hsaId },
      { name: 'day', valueDate: value(own, 'day') as string },
      { name: 'decision', valueCode: 'justified' },
    ),
  );
  assert.equal(refused.status, 403, refused.text);
  assert.match(refused.text, /not-own-opening/);
  await ask('gunnar', 'GET', `/fhir/AuditEvent/$user-usual?agent=${sara.hsaId}`);
  const rows = await database.rows(
    {
      name: '',
      text: "select 1 from access_act where caller = $1 and told::jsonb ->> 'what' like '%user-usual' and told::jsonb ->> 'about' = $2",
    },
    [gunnar.hsaId, sara.hsaId],
  );
  assert.ok(rows.length > 0);
});
