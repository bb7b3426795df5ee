/** Answers over HTTP: each lies with somebody from the moment it is written, once, until it has been seen (F2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, DiagnosticReport, Observation, PractitionerRole, Task } from '@medplum/fhirtypes';
import { answerStateOf, deviationOf, ownerAs, seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { keepingUnit } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { handlingOf, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const lab = 'client:bench';
const viktor = { reference: 'Patient/viktor-eriksson' };
const laboratory = { reference: 'Organization/hospital-boras-laboratory' };
const careUnit = (reference: string) => ({
  extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit', valueReference: { reference } }],
});
let count = 0;

test.before(async () => {
  const organization = { resourceType: 'Organization', id: 'hospital-boras-laboratory', name: 'Laboratoriemedicin' };
  const answer = await ask(lab, 'PUT', '/fhir/Organization/hospital-boras-laboratory', { body: organization });
  assert.ok([200, 201].includes(answer.status), answer.text);
});

async function ordered(): Promise<string> {
  const now = new Date();
  const request = requestOf({
    id: `lab-order-${++count}`,
    kind: 'laboratory',
    items: [{ code: 'hb', display: 'B-Hb' }],
    question: 'Anemi?',
    history: '',
    priority: 'routine',
    patientId: 'viktor-eriksson',
    requester: { reference: 'Practitioner/sara-lindqvist' },
    performer: laboratory,
    now,
  });
  const entry = [request, handlingOf(request, now)].map((resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  const answer = await ask('sara', 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  assert.equal(answer.status, 200, answer.text);
  return request.id;
}

const hb = (value: number, code: string): Observation => ({
  resourceType: 'Observation',
  meta: careUnit(laboratory.reference),
  status: 'final',
  code: { text: 'B-Hb' },
  subject: viktor,
  valueQuantity: { value, unit: 'g/L' },
  interpretation: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code }] },
  ],
});

function reportOf(order: string | undefined, more: Partial<DiagnosticReport> = {}): DiagnosticReport {
  return {
    resourceType: 'DiagnosticReport',
    meta: careUnit(laboratory.reference),
    identifier: [{ system: 'urn:test:answers', value: `a${++count}` }],
    status: 'final',
    code: { text: 'B-Hb' },
    subject: viktor,
    issued: new Date().toISOString(),
    ...(order !== undefined && { basedOn: [{ reference: `ServiceRequest/${order}` }] }),
    ...more,
  };
}

/** As a laboratory sends it: whole, and the same however often. */
function sending(report: DiagnosticReport, value = hb(140, 'N')) {
  const identifier = report.identifier?.[0];
  const entry = [
    {
      fullUrl: 'urn:uuid:5d0f5d1c-3f6c-4c56-9d11-000000000001',
      resource: value,
      request: { method: 'POST', url: 'Observation' },
    },
    {
      resource: { ...report, result: [{ reference: 'urn:uuid:5d0f5d1c-3f6c-4c56-9d11-000000000001' }] },
      request: {
        method: 'POST',
        url: 'DiagnosticReport',
        ifNoneExist: `identifier=${identifier?.system}|${identifier?.value}`,
      },
    },
  ];
  return ask(lab, 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
}

async function reportId(report: DiagnosticReport): Promise<string> {
  const found = await ask(
    lab,
    'GET',
    `/fhir/DiagnosticReport?identifier=urn:test:answers|${report.identifier?.[0]?.value}`,
  );
  const ids = (found.body<Bundle>().entry ?? []).map(({ resource }) => resource?.id ?? '');
  assert.equal(ids.length, 1);
  return ids[0] ?? '';
}

async function toSee(report: DiagnosticReport, as = 'sara'): Promise<Task[]> {
  const found = await ask(as, 'GET', `/fhir/Task?focus=DiagnosticReport/${await reportId(report)}`);
  assert.equal(found.status, 200, found.text);
  return (found.body<Bundle>().entry ?? []).map(({ resource }) => resource as Task);
}

async function see(as: string, task: Task): Promise<number> {
  const body = seenBy(
    task,
    { reference: as === 'sara' ? 'Practitioner/sara-lindqvist' : 'Practitioner/johan-ekdahl' },
    task.focus?.reference ?? '',
    new Date().toISOString(),
  );
  const headers = { 'If-Match': `W/"${task.meta?.versionId}"` };
  return (await ask(as, 'PUT', `/fhir/Task/${task.id}`, { body, headers })).status;
}

test('an answer to an order lies with its asker, with how far it is from what is expected', async () => {
  const report = reportOf(await ordered());
  assert.equal((await sending(report, hb(88, 'LL'))).status, 200);
  const [task, ...more] = await toSee(report);
  assert.deepEqual(more, []);
  assert.deepEqual(
    [task?.owner?.reference, task && ownerAs(task), task && deviationOf(task), task?.priority, task?.status],
    ['Practitioner/sara-lindqvist', 'asker', 'critical', 'stat', 'requested'],
  );
  assert.ok(task);
  assert.equal(await see('sara', task), 200);
  assert.equal((await toSee(report))[0]?.status, 'completed');
});

test('however often an answer comes, it is to be seen once', async () => {
  const report = reportOf(await ordered());
  const answers = await Promise.all(Array.from({ length: 6 }, () => sending(report)));
  assert.ok(
    answers.every(({ status }) => status === 200),
    answers.map(({ text }) => text).join('\n'),
  );
  assert.equal((await toSee(report)).length, 1);
});

test('an answer that becomes final, or is corrected, is to be seen anew', async () => {
  const report = reportOf(await ordered(), { status: 'preliminary' });
  await sending(report);
  const id = await reportId(report);
  const seen: (string | undefined)[] = [];
  for (const status of ['final', 'corrected'] as const) {
    const [before] = await toSee(report);
    assert.ok(before);
    assert.equal(await see('sara', before), 200);
    const changed = { ...(await ask(lab, 'GET', `/fhir/DiagnosticReport/${id}`)).body<DiagnosticReport>(), status };
    assert.equal((await ask(lab, 'PUT', `/fhir/DiagnosticReport/${id}`, { body: changed })).status, 200);
    assert.equal((await ask(lab, 'PUT', `/fhir/DiagnosticReport/${id}`, { body: changed })).status, 200, 'again');
    const [task] = await toSee(report);
    assert.equal(task?.status, 'requested');
    seen.push(task?.businessStatus?.coding?.[0]?.code);
    assert.equal(answerStateOf(changed), seen.at(-1));
  }
  assert.deepEqual(seen, ['final', 'corrected']);
});

test('what was seen while the answer changed is not taken for seen', async () => {
  const report = reportOf(await ordered(), { status: 'preliminary' });
  await sending(report);
  const [before] = await toSee(report);
  const id = await reportId(report);
  const body = [{ op: 'replace', path: '/status', value: 'final' }];
  const patch = { body: JSON.stringify(body), headers: { 'content-type': 'application/json-patch+json' } };
  assert.equal((await ask(lab, 'PATCH', `/fhir/DiagnosticReport/${id}`, patch)).status, 200);
  assert.ok(before);
  assert.equal(await see('sara', before), 412);
  assert.equal((await toSee(report))[0]?.status, 'requested');
});

test('while the asker is away it lies with the deputy, and with the unit when nobody of them is there', async () => {
  const owners: (string | undefined)[] = [];
  const roles = (
    await ask(lab, 'GET', '/fhir/PractitionerRole?practitioner=sara-lindqvist,johan-ekdahl')
  ).body<Bundle>();
  const stored = (roles.entry ?? []).map(({ resource }) => resource as PractitionerRole);
  const of = (person: string) =>
    stored.find(({ practitioner }) => practitioner?.reference === `Practitioner/${person}`);
  const put = async (role: PractitionerRole | undefined, more: Partial<PractitionerRole>) => {
    const answer = await ask(lab, 'PUT', `/fhir/PractitionerRole/${role?.id}`, { body: { ...role, ...more } });
    assert.equal(answer.status, 200, answer.text);
  };
  const order = await ordered();
  const answered = async () => {
    const report = reportOf(order);
    await sending(report);
    owners.push((await toSee(report))[0]?.owner?.reference);
  };
  const dayOf = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const notAvailable = [{ description: 'Semester', during: { start: dayOf(-1), end: dayOf(1) } }];
  await put(of('sara-lindqvist'), { notAvailable });
  await answered();
  await put(of('johan-ekdahl'), { notAvailable });
  await answered();
  for (const person of ['sara-lindqvist', 'johan-ekdahl']) await put(of(person), {});
  await answered();
  assert.deepEqual(owners, ['Practitioner/johan-ekdahl', 'Organization/vc-kvarnbacken', 'Practitioner/sara-lindqvist']);
});

test('an answer that matches no order lies on the list of where the patient is listed', async () => {
  const report = reportOf(undefined);
  await sending(report);
  const [task] = await toSee(report, lab);
  assert.deepEqual([task?.owner?.reference, task && ownerAs(task)], ['Organization/vc-kvarnbacken', 'unit']);
  assert.ok((task?.authoredOn ?? '') <= new Date().toISOString(), 'with its clock');
});

test('an answer that says no care unit is read by whoever has it to see, with its values; it is kept by who answered', async () => {
  const order = await ordered();
  const { meta: _unit, ...said } = reportOf(order);
  const { meta: _units, ...value } = hb(88, 'L');
  for (const [performer, keeper] of [
    [[{ reference: 'Organization/hospital-skovde-medicine-3' }], 'Organization/hospital-skovde-medicine-3'],
    [[laboratory], 'Organization/vc-kvarnbacken'],
    [[], 'Organization/vc-kvarnbacken'],
  ] as [{ reference: string }[], string][]) {
    const report = {
      ...said,
      ...(performer.length > 0 && { performer }),
      identifier: [{ system: 'urn:test:answers', value: `unitless-${++count}` }],
    };
    const answer = await sending(report, value);
    assert.equal(answer.status, 200, answer.text);
    const [task] = await toSee(report, lab);
    assert.equal(task?.owner?.reference, 'Practitioner/sara-lindqvist');
    const read = await ask('sara', 'GET', `/fhir/${task?.focus?.reference}`);
    assert.equal(read.status, 200, read.text);
    assert.equal(keepingUnit(read.body<DiagnosticReport>()), keeper);
    const values = await ask('sara', 'GET', `/fhir/${read.body<DiagnosticReport>().result?.[0]?.reference}`);
    assert.equal(values.status, 200, values.text);
  }
});

test('an answer that matches no order and no listing lies with the unit that answered', async () => {
  const stranger = { resourceType: 'Patient', id: 'listed-nowhere' };
  assert.equal((await ask(lab, 'PUT', '/fhir/Patient/listed-nowhere', { body: stranger })).status, 201);
  const subject = { reference: 'Patient/listed-nowhere' };
  const { meta: _unit, ...said } = reportOf(undefined, { subject, performer: [laboratory] });
  const answer = await sending(said, { ...hb(140, 'N'), subject });
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await toSee(said, lab))[0]?.owner?.reference, laboratory.reference);
});

test('an answer about another patient than its order’s is not taken in', async () => {
  const report = reportOf(await ordered(), { subject: { reference: 'Patient/linnea-sjogren' } });
  const answer = await sending(report, { ...hb(140, 'N'), subject: { reference: 'Patient/linnea-sjogren' } });
  assert.equal(answer.status, 422, answer.text);
  assert.match(answer.text, /another patient than the order/);
});

test('what is to be seen is not written away', async () => {
  const report = reportOf(await ordered());
  await sending(report);
  const [task] = await toSee(report);
  const headers = { 'If-Match': `W/"${task?.meta?.versionId}"` };
  const put = (body: object) => ask('sara', 'PUT', `/fhir/Task/${task?.id}`, { body, headers });
  assert.equal((await put({ ...task, status: 'cancelled' })).status, 409);
  assert.equal((await put({ ...task, status: 'completed' })).status, 409, 'by nobody');
  assert.equal((await ask('sara', 'POST', '/fhir/Task', { body: { ...task, id: undefined } })).status, 409);
});
