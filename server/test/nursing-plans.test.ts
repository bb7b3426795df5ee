/**
 * Nursing plans over HTTP: a plan with its goal in one unit of work (http://hl7.org/fhir/R4/careplan.html), its measures signed once each by who did
 * them, taken back and never changed; templates are the unit's head's; all by the same law as everything else in the record.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, CarePlan, Goal, PlanDefinition, Resource, Task } from '@medplum/fhirtypes';
import { doneTask, measureDoneSystem, measuresDone } from '@vardkedjan/care/clinical/nursing/measure-done.ts';
import { begunPlan, evaluatedPlan, nursingPlanOf } from '@vardkedjan/care/clinical/nursing/nursing-plan.ts';
import { nursingPlanType, withPlanTemplate } from '@vardkedjan/care/clinical/nursing/plan-template.ts';
import { unitTemplatesUrl } from '@vardkedjan/care/record-keeping/unit-template.ts';
import { castUnits } from '@vardkedjan/region/cast/staff.ts';
import { testWorld } from '../src/http/test-world.ts';

const { ask } = await testWorld();
const sara = { reference: 'Practitioner/sara-lindqvist', display: 'Sara Lindqvist' };
const patient = { reference: 'Patient/viktor-eriksson' };
const template = {
  title: 'Risk för fall',
  risk: 'fall' as const,
  goal: 'Faller inte',
  days: 7,
  measures: [
    { id: 'm1', text: 'Halkfria strumpor', pace: 'shift' as const, who: '' },
    { id: 'm2', text: 'Ändrar läge', pace: '3h' as const, who: '' },
    { id: 'm3', text: 'Tillsyn', pace: 'as-needed' as const, who: '' },
  ],
};
const begun = begunPlan({
  ids: ['plan-1', 'goal-1'],
  patient,
  by: sara,
  at: '2026-11-20T08:00:00Z',
  ...template,
  evaluateBy: '2026-11-27',
});

const transaction = (...resources: (Resource & { id: string })[]) => ({
  resourceType: 'Bundle' as const,
  type: 'transaction' as const,
  entry: resources.map((resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  })),
});

const stored = await ask('sara', 'POST', '/fhir', { body: transaction(...begun) });
assert.equal(stored.status, 200, stored.text);

const search = async (who: string, path: string) =>
  ((await ask(who, 'GET', `/fhir/${path}`)).body<Bundle>().entry ?? []).map(({ resource }) => resource as Resource);

async function plan() {
  const found = await search('sara', 'CarePlan?_id=plan-1&_include=CarePlan:goal');
  const [own, goal] = [
    found.find((each) => each.resourceType === 'CarePlan'),
    found.find((each) => each.resourceType === 'Goal'),
  ];
  assert.ok(own && goal);
  const read = nursingPlanOf(own as CarePlan, [goal as Goal]);
  assert.ok(read);
  return { read, own: own as CarePlan & { id: string }, goal: goal as Goal & { id: string } };
}

async function task(at = '2026-11-20T08:30:00Z'): Promise<Task> {
  const { read } = await plan();
  const [measure] = read.measures;
  assert.ok(measure);
  return doneTask({ plan: read, measure, patient, by: sara, done: [], now: new Date(at) });
}

const onlyOnce = (body: Task) => {
  const value = body.identifier?.[0]?.value ?? '';
  return { 'If-None-Exist': `identifier=${encodeURIComponent(`${measureDoneSystem}|${value}`)}&status=completed` };
};

test('a plan is read with its goal, and evaluated with it', async () => {
  const { read, own, goal } = await plan();
  assert.deepEqual([read.title, read.goal, read.evaluateBy], ['Risk för fall', 'Faller inte', '2026-11-27']);
  const next = evaluatedPlan(goal, own, {
    outcome: 'improving',
    text: 'Säkrare.',
    next: '2026-12-04',
    by: 'Sara',
    at: '2026-11-27T08:00:00Z',
  });
  assert.equal((await ask('sara', 'POST', '/fhir', { body: transaction(...next) })).status, 200);
  assert.deepEqual([(await plan()).read.outcome, (await plan()).read.evaluateBy], ['improving', '2026-12-04']);
});

test('a measure is signed once for its shift, however many press at once', async () => {
  const body = await task();
  const answers = await Promise.all(
    [1, 2, 3].map(() => ask('sara', 'POST', '/fhir/Task', { body, headers: onlyOnce(body) })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 200, 201],
    answers.map(({ text }) => text).join(),
  );
  const code = 'https://vardkedjan.se/fhir/CodeSystem/task-kind|nursing-measure';
  const found = await search('sara', `Task?patient=${patient.reference}&code=${encodeURIComponent(code)}`);
  assert.deepEqual(
    measuresDone(found as Task[]).map(({ measure }) => measure),
    ['m1'],
  );
});

test('a measure is signed in one’s own name, taken back with the version that was seen, and never changed', async () => {
  const body = await task('2026-11-21T08:30:00Z');
  const other = { ...body, owner: { reference: 'Practitioner/johan-ekdahl' } };
  assert.equal((await ask('sara', 'POST', '/fhir/Task', { body: other })).status, 409);
  const ofAnother = { ...body, for: { reference: 'Patient/linnea-sjogren' } };
  const refused = await ask('sara', 'POST', '/fhir/Task', { body: ofAnother });
  assert.deepEqual([refused.status, /whose plan it is/.test(refused.text)], [409, true], refused.text);
  const made = (await ask('sara', 'POST', '/fhir/Task', { body })).body<Task>();
  const seen = { 'If-Match': `W/"${made.meta?.versionId}"` };
  const put = (more: Partial<Task>, headers: Record<string, string> = seen) =>
    ask('sara', 'PUT', `/fhir/Task/${made.id}`, { body: { ...made, ...more }, headers });
  assert.equal((await put({ authoredOn: '2026-11-20T00:00:00Z' })).status, 409);
  assert.equal((await ask('sara', 'DELETE', `/fhir/Task/${made.id}`, { headers: seen })).status >= 400, true);
  assert.equal((await put({ status: 'entered-in-error' }, {})).status >= 400, true, 'which version was seen?');
  assert.equal((await put({ status: 'entered-in-error' })).status, 200);
});

test('a measure is signed once, by any write, as one of its plan and when it has been done', async () => {
  const body = await task('2026-11-23T08:30:00Z');
  const value = body.identifier?.[0]?.value ?? '';
  const named = (other: string) => ({ ...body, identifier: [{ system: measureDoneSystem, value: other }] });
  const post = (more: Task) => ask('sara', 'POST', '/fhir/Task', { body: more });
  const at = (end: string) => ({ ...named('plan-1/m1/later'), executionPeriod: { start: end, end } });
  for (const [forged, why] of [
    [named('plan-1/no-such/2026-11-23'), /one of those that the plan says/],
    [at('2099-01-01T08:00:00Z'), /which has been/],
    [{ ...body, requester: { reference: 'Practitioner/johan-ekdahl' } }, /own name/],
  ] as const) {
    const refused = await post(forged);
    assert.deepEqual([refused.status, why.test(refused.text)], [409, true], refused.text);
  }
  const byPut = await ask('sara', 'PUT', '/fhir/Task/own-id', { body: { ...body, id: 'own-id' } });
  assert.equal(byPut.status, 409, byPut.text);
  const answers = await Promise.all([1, 2, 3].map(() => post(body)));
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 409, 409],
    answers.map(({ text }) => text).join(),
  );
  const made = answers.find(({ status }) => status === 201)?.body<Task>();
  assert.ok(made, value);
  const back = { body: { ...made, status: 'entered-in-error' }, headers: { 'If-Match': 'W/"1"' } };
  assert.equal((await ask('sara', 'PUT', `/fhir/Task/${made.id}`, back)).status, 200);
  assert.equal((await post(body)).status, 201, 'what was taken back is signed anew');
});

test('a measure is signed for the times of its pace alone, whichever way it is written', async () => {
  const post = (body: Task) => ask('sara', 'POST', '/fhir/Task', { body });
  const named = (body: Task, slot: string, measure = 'm1'): Task => ({
    ...body,
    identifier: [{ system: measureDoneSystem, value: `plan-1/${measure}/${slot}` }],
  });
  const signed = [];
  for (const time of ['06:30', '14:30', '21:30']) signed.push(await post(await task(`2026-11-25T${time}:00Z`)));
  assert.deepEqual(
    signed.map(({ status }) => status),
    [201, 201, 201],
    'once in each shift',
  );
  const fourth = await task('2026-11-25T10:30:00Z');
  assert.equal((await post(fourth)).status, 409);
  const entry = (body: Task) => ({ resource: body, request: { method: 'POST' as const, url: 'Task' } });
  const send = (type: Bundle['type'], body: Task) =>
    ask('sara', 'POST', '/fhir', { body: { resourceType: 'Bundle', type, entry: [entry(body)] } });
  for (const slot of ['fourth', '2026-11-25T10:30:00.000Z', '2026-11-26T06:00:00.000Z', 'once']) {
    const forged = named(fourth, slot);
    const answers = {
      create: await post(forged),
      'conditional create': await ask('sara', 'POST', '/fhir/Task', { body: forged, headers: onlyOnce(forged) }),
      transaction: await send('transaction', forged),
    };
    for (const [way, { status, text }] of Object.entries(answers))
      assert.deepEqual(
        [status, /how often/.test(text), /läs in sidan/.test(text)],
        [409, true, true],
        `${way} ${text}`,
      );
    const batch = await send('batch', forged);
    assert.match(batch.body<Bundle>().entry?.[0]?.response?.status ?? '', /^409/, slot);
  }
  assert.match((await post(await task('2026-11-19T06:30:00Z'))).text, /after its plan has begun/);
});

test('what is done so many hours after the last time follows from what was done', async () => {
  const { read } = await plan();
  const found = async () => (await search('sara', `Task?patient=${patient.reference}&_count=200`)) as Task[];
  const of = (at: string, done: Task[], index = 1) => {
    const measure = read.measures[index];
    assert.ok(measure);
    const now = new Date(at);
    return doneTask({ plan: read, measure, patient, by: sara, done: measuresDone(done), now });
  };
  const post = (body: Task) => ask('sara', 'POST', '/fhir/Task', { body });
  const first = of('2026-11-26T08:00:00Z', []);
  assert.equal((await post(first)).status, 201);
  assert.equal((await post(first)).status, 409, 'signed once');
  assert.match((await post(of('2026-11-26T08:10:00Z', []))).text, /already|how often/, 'as if it had not been done');
  const next = of('2026-11-26T11:05:00Z', await found());
  assert.equal(next.identifier?.[0]?.value, 'plan-1/m2/2026-11-26T11:00:00.000Z');
  const made = await post(next);
  assert.equal(made.status, 201, made.text);
  const forged = { ...next, identifier: [{ system: measureDoneSystem, value: 'plan-1/m2/2026-11-26T12:00:00.000Z' }] };
  assert.match((await post(forged)).text, /how often/);
  const back = { ...made.body<Task>(), status: 'entered-in-error' as const };
  const headers = { 'If-Match': 'W/"1"' };
  assert.equal((await ask('sara', 'PUT', `/fhir/Task/${back.id}`, { body: back, headers })).status, 200);
  assert.equal((await post(of('2026-11-26T11:20:00Z', await found()))).status, 201, 'what was taken back was not done');
  for (const at of ['2026-11-26T09:00:00Z', '2026-11-26T09:30:00Z'])
    assert.equal((await post(of(at, await found(), 2))).status, 201, 'as needed, as often as it is done');
});

test('who has no relation to the patient sees neither plan, goal nor measure, and writes none', async () => {
  for (const type of ['CarePlan', 'Goal', 'Task'])
    assert.deepEqual(
      (await search('tomas', `${type}?patient=${patient.reference}`)).filter((each) => each.resourceType === type),
      [],
    );
  for (const name of ['CarePlan/plan-1', 'Goal/goal-1'])
    assert.equal((await ask('tomas', 'GET', `/fhir/${name}`)).status >= 400, true);
  const body = { ...(await task('2026-11-22T08:30:00Z')), owner: { reference: 'Practitioner/tomas-berglund' } };
  assert.equal((await ask('tomas', 'POST', '/fhir/Task', { body })).status, 403);
});

test('the head of the unit alone changes its templates for nursing plans', async () => {
  const own = withPlanTemplate<PlanDefinition>(
    {
      resourceType: 'PlanDefinition',
      id: 'own-fall',
      url: `${unitTemplatesUrl('PlanDefinition')}/${castUnits.healthCentre}/fall`,
      version: '1',
      status: 'draft',
      type: nursingPlanType,
      useContext: [
        {
          code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'venue' },
          valueReference: { reference: `Organization/${castUnits.healthCentre}` },
        },
      ],
    },
    template,
  );
  assert.equal((await ask('sara', 'PUT', '/fhir/PlanDefinition/own-fall', { body: own })).status, 403);
  const made = await ask('johan', 'PUT', '/fhir/PlanDefinition/own-fall', { body: own });
  assert.equal(made.status, 201, made.text);
});

test('of a plan that has ended no measure is signed, and the words say what to do', async () => {
  const body = await task('2026-11-24T08:30:00Z');
  const { own } = await plan();
  const version = { 'If-Match': `W/"${own.meta?.versionId}"` };
  const ended = { ...own, status: 'completed' as const };
  const together = transaction(ended, { ...body, id: 'as-it-ends' });
  assert.equal(
    (await ask('sara', 'POST', '/fhir', { body: together })).status,
    409,
    'in the unit of work that ends it',
  );
  assert.equal((await ask('sara', 'PUT', '/fhir/CarePlan/plan-1', { body: ended, headers: version })).status, 200);
  const refused = await ask('sara', 'POST', '/fhir/Task', { body, headers: onlyOnce(body) });
  assert.equal(refused.status, 409, refused.text);
  assert.match(refused.text, /Omvårdnadsplanen är avslutad.*Påbörja en ny plan/);
  const again = { ...ended, status: 'active' as const };
  assert.equal((await ask('sara', 'PUT', '/fhir/CarePlan/plan-1', { body: again })).status, 200);
  assert.equal((await ask('sara', 'POST', '/fhir/Task', { body, headers: onlyOnce(body) })).status, 201);
});
