/**
 * Other systems over HTTP, each with the mandate that it was registered with (PDL 2008:355, 4 kap. 2 §): a laboratory’s has the orders that lie with it, one
 * for the whole record writes no register that was not named to it, and none gives itself rights.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Bundle, Resource, Task } from '@medplum/fhirtypes';
import {
  analysisForm,
  givenId,
  professionSystem,
  rightId,
  roleId,
} from '@vardkedjan/care/access/needs-and-risks/form.ts';
import { delegationCode } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { testWorld } from '../http/test-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'vardkedjan-mandates-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const clients = join(folder, 'clients.json');
const registered = (name: string, mandate: object) => ({
  client_id: name,
  client_secret: `a-secret-of-${name}`,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  vardkedjan_mandate: mandate,
});
writeFileSync(
  clients,
  JSON.stringify([
    registered('whole', { whole_record: 'whole' }),
    registered('lab', {
      units: ['private-lab'],
      reads: ['Organization', 'Patient', 'Encounter', 'Task', 'ServiceRequest', 'DiagnosticReport', 'Observation'],
      writes: ['DiagnosticReport', 'Observation'],
      changes: ['Task', 'ServiceRequest'],
    }),
    registered('staff-catalogue', {
      reads: ['Organization', 'Practitioner', 'PractitionerRole'],
      writes: ['PractitionerRole'],
    }),
    registered('monitor', {
      care_providers: ['the-provider'],
      reads: ['Organization', 'Patient', 'Observation', 'QuestionnaireResponse'],
      writes: ['Observation', 'QuestionnaireResponse'],
    }),
  ]),
);
const { ask, wiring } = await testWorld({ API_CLIENTS: clients });
const lab = 'client:lab';
const viktor = 'viktor-eriksson';
const linnea = 'linnea-sjogren';

const made = async (resource: Resource): Promise<void> => {
  const { status, text } = await ask('client:bench', 'PUT', `/fhir/${resource.resourceType}/${resource.id}`, {
    body: resource,
  });
  assert.ok(status === 201 || status === 200, text);
};
const read = async (as: string, path: string): Promise<number> => (await ask(as, 'GET', `/fhir/${path}`)).status;
const written = async (as: string, resource: Resource): Promise<number> =>
  (await ask(as, 'POST', `/fhir/${resource.resourceType}`, { body: resource })).status;
const listed = async (as: string, query: string): Promise<string[]> =>
  ((await ask(as, 'GET', `/fhir/${query}`)).body<Bundle>().entry ?? []).map(
    ({ resource }) => `${resource?.resourceType}/${resource?.id}`,
  );
const ofUnit = (unit: string) => ({
  meta: {
    extension: [
      {
        url: 'https://vardkedjan.se/fhir/StructureDefinition/care-unit',
        valueReference: { reference: `Organization/${unit}` },
      },
    ],
  },
});
const answerOf = (patient: string, unit?: string): Resource => ({
  resourceType: 'Observation',
  ...(unit !== undefined && ofUnit(unit)),
  status: 'final',
  code: { text: 'B-Hb' },
  subject: { reference: `Patient/${patient}` },
});

const provider = { system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' };
await made({ resourceType: 'Organization', id: 'the-provider', name: 'Vårdgivaren', type: [{ coding: [provider] }] });
await made({
  resourceType: 'Organization',
  id: 'centre',
  name: 'Mottagningen',
  partOf: { reference: 'Organization/the-provider' },
});
await made({ resourceType: 'Organization', id: 'private-lab', name: 'Laboratoriet', type: [{ coding: [provider] }] });
await made({ ...answerOf(linnea, 'centre'), id: 'of-the-centre' } as Resource);
const request = requestOf({
  id: 'order-of-linnea',
  kind: 'laboratory',
  items: [{ code: 'hb', display: 'B-Hb' }],
  question: 'Anemi?',
  history: '',
  priority: 'routine',
  patientId: linnea,
  requester: { reference: 'Practitioner/sara-lindqvist' },
  performer: { reference: 'Organization/private-lab' },
  now: new Date(),
});
const order: Task = { ...handlingOf(request, new Date()), ...ofUnit('centre') };

/** Sara’s unit, and a role that it has no analysis of. */
const analysis: Resource = {
  resourceType: 'QuestionnaireResponse',
  questionnaire: analysisForm,
  status: 'completed',
  subject: { reference: 'Organization/centre' },
  authored: '2026-11-01T10:00:00+01:00',
  author: { reference: 'Practitioner/sara-lindqvist' },
  item: [
    { linkId: roleId, answer: [{ valueCoding: { system: professionSystem, code: 'assistant-nurse' } }] },
    { linkId: rightId('read'), item: [{ linkId: givenId('read'), answer: [{ valueBoolean: true }] }] },
  ],
};
const role: Resource = {
  resourceType: 'PractitionerRole',
  practitioner: { reference: 'Practitioner/sara-lindqvist' },
  organization: { reference: 'Organization/centre' },
};
const delegation: Resource = { resourceType: 'Basic', code: { coding: [delegationCode] } };

test('a laboratory’s system sees nobody whom no order of its is about', async () => {
  for (const patient of [viktor, linnea]) {
    assert.equal(await read(lab, `Patient/${patient}`), 404, patient);
    assert.equal(await read(lab, `Patient/${patient}/$chart`), 403, patient);
    assert.equal(await read(lab, `Observation?patient=${patient}`), 403, patient);
    assert.equal(await written(lab, answerOf(patient, 'private-lab')), 403, patient);
  }
  for (const type of ['Patient', 'Observation', 'QuestionnaireResponse', 'Task', 'Encounter', 'Practitioner'])
    assert.deepEqual(await listed(lab, type), [], type);
});

test('of its order it sees the order and the patient, and answers for its own unit; no more', async () => {
  await made({ ...request, ...ofUnit('centre') });
  await made(order);
  assert.deepEqual(await listed(lab, 'Task?_include=Task:focus&_include=Task:patient'), [
    `Task/${order.id}`,
    `Patient/${linnea}`,
    `ServiceRequest/${request.id}`,
  ]);
  assert.deepEqual(await listed(lab, 'Observation'), []);
  assert.equal(await read(lab, 'Observation/of-the-centre'), 404);
  assert.equal(await read(lab, `Patient/${viktor}`), 404);
  const attempts: [Resource, number][] = [
    [answerOf(linnea, 'private-lab'), 201],
    [answerOf(linnea, 'centre'), 403],
    [answerOf(linnea), 403],
    [answerOf(viktor, 'private-lab'), 403],
    [{ resourceType: 'Condition', ...ofUnit('private-lab'), subject: { reference: `Patient/${linnea}` } }, 403],
    [{ ...order, ...ofUnit('private-lab'), id: undefined } as unknown as Resource, 403],
    [{ resourceType: 'Patient' }, 403],
    [role, 403],
    [delegation, 403],
    [analysis, 403],
  ];
  for (const [resource, status] of attempts)
    assert.equal(await written(lab, resource), status, JSON.stringify(resource));
  assert.equal((await listed(lab, 'Observation')).length, 1);
  const over = { body: { ...answerOf(linnea, 'private-lab'), id: 'of-the-centre' } };
  assert.equal((await ask(lab, 'PUT', '/fhir/Observation/of-the-centre', over)).status, 403);
  assert.equal((await ask(lab, 'DELETE', '/fhir/Observation/of-the-centre')).status, 403);
  assert.equal((await ask(lab, 'DELETE', `/fhir/Task/${order.id}`)).status, 403);
});

test('it moves its order; once the order is sent back, nothing of it is left to see', async () => {
  const move = async (to: 'received' | 'returned') => {
    const now = (await ask(lab, 'GET', `/fhir/Task/${order.id}`)).body<Task>();
    const next = moved(now, { to, now: new Date(), ...(to === 'returned' && { reason: 'Provet saknas' }) });
    return ask(lab, 'PUT', `/fhir/Task/${order.id}`, { body: next });
  };
  for (const to of ['received', 'returned'] as const) {
    const { status, text } = await move(to);
    assert.equal(status, 200, text);
  }
  assert.deepEqual(await listed(lab, 'Task'), []);
  assert.equal(await read(lab, `Patient/${linnea}`), 404);
  assert.equal(await written(lab, answerOf(linnea, 'private-lab')), 403);
});

test('no system writes what the law is read from unless that was named to it', async () => {
  const rights = async () =>
    (await wiring.database.rows<{ profession: string }>({ name: '', text: 'select source from role_right' }, []))
      .length;
  const before = await rights();
  for (const as of [lab, 'client:monitor', 'client:staff-catalogue', 'client:whole']) {
    assert.equal(await written(as, analysis), 403, as);
    assert.equal(await written(as, delegation), 403, as);
    if (as !== 'client:staff-catalogue') assert.equal(await written(as, role), 403, as);
  }
  assert.equal(await rights(), before);
  assert.equal(await written('client:staff-catalogue', role), 201);
  assert.equal(await written('client:whole', answerOf(viktor, 'centre')), 201);
  assert.equal(await written('client:bench', analysis), 201);
  assert.equal(await rights(), before + 1);
  // Nor does it change or delete one that is there.
  const [id = ''] = (await listed('client:bench', `QuestionnaireResponse?subject=Organization/centre`)).map(
    (name) => name.split('/')[1],
  );
  const changed = { body: { ...analysis, id, status: 'in-progress' } };
  assert.equal((await ask('client:whole', 'PUT', `/fhir/QuestionnaireResponse/${id}`, changed)).status, 403);
  assert.equal((await ask('client:whole', 'DELETE', `/fhir/QuestionnaireResponse/${id}`)).status, 403);
  assert.equal(await rights(), before + 1);
});

test('a care provider’s system has those in its care, but for protected persons', async () => {
  const monitor = 'client:monitor';
  assert.deepEqual(await listed(monitor, 'Patient'), []);
  for (const patient of [viktor, linnea])
    await made({
      resourceType: 'Encounter',
      id: `visit-of-${patient}`,
      ...ofUnit('centre'),
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: `Patient/${patient}` },
      serviceProvider: { reference: 'Organization/centre' },
    });
  await made({ ...answerOf(viktor, 'centre'), id: 'of-viktor' } as Resource);
  assert.deepEqual(await listed(monitor, 'Patient'), [`Patient/${viktor}`]);
  const seen = await listed(monitor, 'Observation');
  assert.ok(seen.includes('Observation/of-viktor') && !seen.includes('Observation/of-the-centre'));
  const kept = (await ask(monitor, 'GET', '/fhir/Observation')).body<Bundle>().entry ?? [];
  for (const { resource } of kept)
    assert.equal(resource?.meta?.extension?.[0]?.valueReference?.reference, 'Organization/centre');
  assert.equal(await written(monitor, answerOf(viktor, 'centre')), 201);
  assert.equal(await written(monitor, answerOf(viktor, 'private-lab')), 403);
  assert.equal(await written(monitor, answerOf(linnea, 'centre')), 403);
});
