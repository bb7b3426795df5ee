/** Where an answer lies that nobody asked for here, or whose asker’s unit has nobody left: on a list that somebody works through (F2). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DiagnosticReport, Resource, Task } from '@medplum/fhirtypes';
import { careUnitUrl, keepingUnit } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { openRecord } from '../../src/store/open-record.ts';
import { testDatabase } from '../database.ts';

const database = await testDatabase();
const system = { kind: 'system', id: 'test', name: 'Test' } as const;
const record = openRecord(database, system, undefined, 'Organization/last');
const withoutLast = openRecord(database, system);

async function put(...resources: Resource[]): Promise<void> {
  for (const resource of resources) await record.write([{ action: 'update', id: resource.id ?? '', resource }]);
}

const worksAt = (unit: string, end?: string): Resource => ({
  resourceType: 'PractitionerRole',
  id: `at-${unit}`,
  active: true,
  practitioner: { reference: 'Practitioner/nurse' },
  organization: { reference: `Organization/${unit}` },
  ...(end !== undefined && { period: { end } }),
});
const stay = (patient: string, unit: string, status: 'in-progress' | 'finished'): Resource => ({
  resourceType: 'Encounter',
  id: `stay-${patient}`,
  status,
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject: { reference: `Patient/${patient}` },
  serviceProvider: { reference: `Organization/${unit}` },
  period: { start: '2026-11-01T08:00:00Z', ...(status === 'finished' && { end: '2026-11-05T08:00:00Z' }) },
});
const listed = (patient: string, unit: string): Resource => ({
  resourceType: 'EpisodeOfCare',
  id: `listed-${patient}`,
  status: 'active',
  type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/episode-kind', code: 'listing' }] }],
  patient: { reference: `Patient/${patient}` },
  managingOrganization: { reference: `Organization/${unit}` },
});

test.before(async () => {
  await put(
    ...['last', 'centre', 'ward', 'closed', 'lab'].map(
      (id): Resource => ({ resourceType: 'Organization', id, active: true }),
    ),
    { resourceType: 'Practitioner', id: 'nurse' },
    { resourceType: 'Practitioner', id: 'left' },
    ...['last', 'centre', 'ward'].map((unit) => worksAt(unit)),
    worksAt('closed', '2025-12-31'),
    ...['nowhere', 'listed', 'inpatient', 'home', 'of-closed'].map((id): Resource => ({ resourceType: 'Patient', id })),
    listed('listed', 'centre'),
    listed('inpatient', 'centre'),
    listed('home', 'centre'),
    listed('of-closed', 'closed'),
    stay('inpatient', 'ward', 'in-progress'),
    stay('home', 'ward', 'finished'),
  );
});

let count = 0;

async function owner(patient: string, more: Partial<DiagnosticReport> = {}, into = record): Promise<Task | undefined> {
  const id = `r${++count}`;
  const resource: DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    code: { text: 'B-Hb' },
    subject: { reference: `Patient/${patient}` },
    ...more,
  };
  await into.write([{ action: 'update', id, resource }]);
  const query = parseSearch('Task', [['focus', `DiagnosticReport/${id}`]], { lenient: false });
  const [task] = (await record.search(query)).matches;
  return task && (JSON.parse(task.body) as Task);
}

test('an answer that nothing says whose it is lies with the last resort, and is kept there', async () => {
  const task = await owner('nowhere');
  assert.equal(task?.owner?.reference, 'Organization/last');
  assert.equal(task && keepingUnit(task), 'Organization/last');
  const report = await record.read('DiagnosticReport', `r${count}`);
  assert.equal(keepingUnit(JSON.parse(report?.body ?? '{}') as Resource), 'Organization/last', 'it can be read there');
});

test('an answer to no order lies with the ward where the patient lies, and where the patient is listed once they have gone home', async () => {
  assert.equal((await owner('inpatient'))?.owner?.reference, 'Organization/ward');
  assert.equal((await owner('home'))?.owner?.reference, 'Organization/centre');
  assert.equal((await owner('listed'))?.owner?.reference, 'Organization/centre');
});

test('no answer lies with a unit at which nobody works', async () => {
  assert.equal((await owner('of-closed'))?.owner?.reference, 'Organization/last');
  const lab = { performer: [{ reference: 'Organization/lab' }] };
  assert.equal(
    (await owner('nowhere', lab))?.owner?.reference,
    'Organization/last',
    'no more does the one that answered',
  );
});

test('the answer to an order of a unit that has closed lies where the patient is listed, else with the last resort', async () => {
  for (const [patient, expected] of [
    ['listed', 'centre'],
    ['nowhere', 'last'],
  ] as const) {
    const id = `order-${patient}`;
    await put({
      resourceType: 'ServiceRequest',
      id,
      meta: { extension: [{ url: careUnitUrl, valueReference: { reference: 'Organization/closed' } }] },
      status: 'active',
      intent: 'order',
      subject: { reference: `Patient/${patient}` },
      requester: { reference: 'Practitioner/left' },
    });
    const task = await owner(patient, { basedOn: [{ reference: `ServiceRequest/${id}` }] });
    assert.equal(task?.owner?.reference, `Organization/${expected}`);
  }
});

test('without a last resort it lies with the nearest, staffed or not', async () => {
  assert.equal((await owner('of-closed', {}, withoutLast))?.owner?.reference, 'Organization/closed');
});
