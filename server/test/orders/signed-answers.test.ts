/**
 * Answers that people write, over HTTP: signed with a hash and read byte for byte as signed (F1), corrected and not written over, confirmed
 * where they were asked for; whoever answered sees that, or that it is missing (F3).
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Bundle, DiagnosticReport, Observation, ServiceRequest, Task } from '@medplum/fhirtypes';
import { readBeforeThis, seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { answerOf, type Signed } from '@vardkedjan/care/coordination/orders/answering/answer-of.ts';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { randomText } from '../../../care/test/notes.ts';
import { Random } from '../../../care/test/random.ts';
import { testWorld } from '../../src/http/test-world.ts';

const { ask } = await testWorld();
const ward = { reference: 'Organization/hospital-skovde-medicine-3' };
const tomas = { reference: 'Practitioner/tomas-berglund' };
const json = { 'content-type': 'application/fhir+json' };
let count = 0;

interface Ordered {
  request: ServiceRequest & { id: string };
}

async function ordered(): Promise<Ordered> {
  const now = new Date();
  const request = requestOf({
    id: `signed-answer-${++count}`,
    kind: 'imaging',
    items: [{ code: 'xr-chest', display: 'Röntgen lungor' }],
    question: 'Pneumoni?',
    history: '',
    priority: 'routine',
    patientId: 'viktor-eriksson',
    requester: { reference: 'Practitioner/sara-lindqvist' },
    performer: ward,
    now,
  });
  const entry = [request, handlingOf(request, now)].map((resource) => ({
    resource,
    request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
  }));
  const answer = await ask('sara', 'POST', '/fhir', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  assert.equal(answer.status, 200, answer.text);
  return { request };
}

const read = async <T>(as: string, name: string): Promise<T> => {
  const answer = await ask(as, 'GET', `/fhir/${name}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.body<T>();
};

const signedBy = ({ request }: Ordered, text: string, more: Partial<Signed> = {}): DiagnosticReport & { id: string } =>
  answerOf({
    id: `${request.id}-answer`,
    request,
    text,
    data: Buffer.from(text, 'utf8').toString('base64'),
    hash: createHash('sha1').update(text, 'utf8').digest('base64'),
    status: 'final',
    isCritical: false,
    signer: tomas,
    unit: ward,
    now: new Date(),
    ...more,
  });

/** As the department's page sends it: the answer and where the order stands, in one. */
async function sending({ request }: Ordered, report: DiagnosticReport & { id: string }) {
  const order = await read<Task>('tomas', `Task/${request.id}`);
  const next = moved(order, { to: report.status === 'preliminary' ? 'accepted' : 'done', now: new Date() });
  const entry = [
    { resource: report, request: { method: 'PUT', url: `DiagnosticReport/${report.id}` } },
    { resource: next, request: { method: 'PUT', url: `Task/${order.id}`, ifMatch: `W/"${order.meta?.versionId}"` } },
  ];
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
  return ask('tomas', 'POST', '/fhir', { body, headers: json });
}

const put = (report: DiagnosticReport & { id: string }, as = 'tomas') =>
  ask(as, 'PUT', `/fhir/DiagnosticReport/${report.id}`, { body: report });

async function toSee(report: DiagnosticReport, as = 'sara'): Promise<Task> {
  const tasks = await read<Bundle>(as, `Task?focus=DiagnosticReport/${report.id}`);
  assert.equal(tasks.entry?.length, 1);
  return tasks.entry?.[0]?.resource as Task;
}

async function confirm(task: Task, as: string, person: string): Promise<number> {
  const seen = `${task.focus?.reference}/_history/${(await read<DiagnosticReport>(as, task.focus?.reference ?? '')).meta?.versionId}`;
  const body = seenBy(task, { reference: `Practitioner/${person}` }, seen, new Date().toISOString());
  const headers = { 'If-Match': `W/"${task.meta?.versionId}"` };
  return (await ask(as, 'PUT', `/fhir/Task/${task.id}`, { body, headers })).status;
}

test('F1: the asker reads byte for byte what was signed, and one dropped word is refused', async () => {
  const random = new Random(7);
  for (let nth = 0; nth < 12; nth++) {
    let text = `${randomText(random)} ingen ${randomText(random, 60)}`;
    while (nth === 0 && text.length < 65_536) text += randomText(random, 60);
    const order = await ordered();
    const dropped = signedBy(order, text);
    const lost = { ...dropped, conclusion: text.replace('ingen', '') };
    assert.equal((await sending(order, lost)).status, 409, 'without a word of it');
    assert.equal(
      (await sending(order, { ...dropped, presentedForm: [{ contentType: 'text/plain' }] })).status,
      409,
      'without its hash',
    );
    const answer = await sending(order, dropped);
    assert.equal(answer.status, 200, answer.text.slice(0, 500));
    const report = await read<DiagnosticReport>('sara', `DiagnosticReport/${dropped.id}`);
    assert.equal(report.conclusion, text);
    assert.equal(report.presentedForm?.[0]?.hash, dropped.presentedForm?.[0]?.hash);
    assert.equal(Buffer.from(report.presentedForm?.[0]?.data ?? '', 'base64').toString('utf8'), text);
  }
});

test('an answer is signed by whoever writes it', async () => {
  const order = await ordered();
  const answer = await sending(
    order,
    signedBy(order, 'Ingen fraktur.', { signer: { reference: 'Practitioner/johan-ekdahl' } }),
  );
  assert.equal(answer.status, 409, answer.text);
});

test('a preliminary answer becomes final; a final one is corrected, never written over or deleted', async () => {
  const order = await ordered();
  const first = signedBy(order, 'Infiltrat?', { status: 'preliminary' });
  assert.equal((await sending(order, first)).status, 200);
  const final = signedBy(order, 'Inget infiltrat.', { before: first });
  assert.equal((await sending(order, final)).status, 200);
  assert.equal((await put({ ...final, conclusion: 'Infiltrat.' })).status, 409, 'other words');
  assert.equal((await put(signedBy(order, 'Infiltrat.', { before: final }))).status, 409, 'signed, but still final');
  assert.equal((await put(signedBy(order, 'Infiltrat.', { before: final, status: 'preliminary' }))).status, 409);
  assert.equal(
    (await ask('tomas', 'DELETE', `/fhir/DiagnosticReport/${final.id}`)).status,
    403,
    'the law stops it first',
  );
  assert.equal((await put(signedBy(order, 'Infiltrat basalt.', { before: final, status: 'corrected' }))).status, 200);
});

test('a correction is to be seen anew, and names the version that was read', async () => {
  const order = await ordered();
  const final = signedBy(order, 'Ingen fraktur.');
  await sending(order, final);
  assert.equal(readBeforeThis(await toSee(final)), undefined, 'the first');
  assert.equal(await confirm(await toSee(final), 'sara', 'sara-lindqvist'), 200);
  assert.equal((await put(signedBy(order, 'Fraktur.', { before: final, status: 'corrected' }))).status, 200);
  const task = await toSee(final);
  assert.deepEqual([task.status, task.businessStatus?.coding?.[0]?.code], ['requested', 'corrected']);
  const was = await read<DiagnosticReport>('sara', readBeforeThis(task) ?? '');
  assert.equal(was.conclusion, 'Ingen fraktur.');
  await put(signedBy(order, 'Fissur.', { before: final, status: 'corrected' }));
  assert.equal(readBeforeThis(await toSee(final)), readBeforeThis(task), 'what was read, not what nobody saw');
});

test('a critical answer is to be confirmed within its time, where it was asked for; whoever answered sees that', async () => {
  const order = await ordered();
  const report = signedBy(order, 'Pneumothorax.', { isCritical: true });
  await sending(order, report);
  const task = await toSee(report);
  assert.equal(task.priority, 'stat');
  const minutes = (Date.parse(task.restriction?.period?.end ?? '') - Date.parse(task.lastModified ?? '')) / 60_000;
  assert.equal(minutes, 30);
  const sent = async () =>
    (await read<Bundle>('tomas', `Task?code=result-to-acknowledge&requester=${ward.reference}`)).entry
      ?.map(({ resource }) => resource as Task)
      .find(({ id }) => id === task.id);
  assert.equal((await sent())?.status, 'requested');
  assert.equal(await confirm(task, 'tomas', 'tomas-berglund'), 409, 'not by whoever answered');
  assert.equal(await confirm(task, 'johan', 'johan-ekdahl'), 200, 'by a colleague of the asker');
  const seen = await sent();
  assert.deepEqual(
    [seen?.status, seen?.output?.[0]?.valueReference?.reference],
    ['completed', 'Practitioner/johan-ekdahl'],
  );
});

test('a value that is corrected by itself reopens the answer that it stands in', async () => {
  const lab = 'client:bench';
  const meta = {
    extension: [{ url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit', valueReference: ward }],
  };
  const { request } = await ordered();
  const value: Observation & { id: string } = {
    resourceType: 'Observation',
    id: 'corrected-value',
    meta,
    status: 'final',
    code: { text: 'P-Kalium' },
    subject: { reference: 'Patient/viktor-eriksson' },
    valueQuantity: { value: 4.1, unit: 'mmol/L' },
  };
  const report: DiagnosticReport & { id: string } = {
    resourceType: 'DiagnosticReport',
    id: 'answer-of-corrected-value',
    meta,
    status: 'final',
    code: { text: 'P-Kalium' },
    subject: value.subject ?? {},
    basedOn: [{ reference: `ServiceRequest/${request.id}` }],
    result: [{ reference: `Observation/${value.id}` }],
  };
  for (const each of [value, report])
    assert.equal((await ask(lab, 'PUT', `/fhir/${each.resourceType}/${each.id}`, { body: each })).status, 201);
  assert.equal(await confirm(await toSee(report), 'sara', 'sara-lindqvist'), 200);
  const again = await ask(lab, 'PUT', '/fhir/Observation/corrected-value', {
    body: { ...value, note: [{ text: 'x' }] },
  });
  assert.equal(again.status, 200);
  assert.equal((await toSee(report)).status, 'completed', 'a note is no correction');
  const corrected = {
    ...value,
    status: 'corrected',
    valueQuantity: { value: 6.9, unit: 'mmol/L' },
    interpretation: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' }] },
    ],
  };
  const answer = await ask(lab, 'PUT', '/fhir/Observation/corrected-value', { body: corrected });
  assert.equal(answer.status, 200, answer.text);
  const task = await toSee(report);
  assert.deepEqual(
    [task.status, task.businessStatus?.coding?.[0]?.code, task.priority, task.owner?.reference],
    ['requested', 'corrected', 'stat', 'Practitioner/sara-lindqvist'],
  );
});
