/** The work lists as the clinicians' app asks for them, of a unit that has more than one reads at a time: what matters is not what is left out (F2, F3, F14). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Organization, Resource, Task } from '@medplum/fhirtypes';
import { answersQuery, handOver } from '../../../clinician/src/answers/queries.ts';
import type { UnitOrders } from '../../../clinician/src/orders/unit-order-rows.ts';
import {
  testOrdersQuery,
  unitOrdersQuery,
  type UnitOrdersFound,
} from '../../../clinician/src/orders/unit-orders-query.ts';
import { answerToSee, type Deviation } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { careUnitUrl } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import type { SystemCaller } from '@vardkedjan/care/access/caller.ts';
import { testWorld } from '../../src/http/test-world.ts';
import { keepDefinitions } from '../../src/operations/own-definitions.ts';
import { openRecord } from '../../src/store/open-record.ts';
import { reindexNow } from '../../src/store/reindex/reindexer.ts';

const { ask, wiring } = await testWorld();
const system: SystemCaller = { kind: 'system', id: 'seed', name: 'Seed' };
const record = openRecord(wiring.database, system);
const sara = 'Practitioner/sara-lindqvist';
const unit = 'Organization/vc-kvarnbacken';
const hour = 3_600_000;
const now = Date.now();
const kept = (by: string) => ({ meta: { extension: [{ url: careUnitUrl, valueReference: { reference: by } }] } });

globalThis.fetch = async (url, init) => {
  const headers = init?.headers as Record<string, string>;
  const answer = await ask('sara', init?.method ?? 'GET', url as string, { body: init?.body ?? undefined, headers });
  return new Response(answer.text, { status: answer.status, headers: answer.headers as Record<string, string> });
};

/** What a query of the app's finds, as its caller. */
const asked = <T>({ queryFn }: { queryFn?: unknown }): Promise<T> =>
  (queryFn as (about: { signal: AbortSignal }) => Promise<T>)({ signal: new AbortController().signal });

async function put(resources: readonly Resource[]): Promise<void> {
  for (let at = 0; at < resources.length; at += 400)
    await record.write(
      resources.slice(at, at + 400).map((resource) => ({ action: 'update', id: resource.id ?? '', resource })),
    );
}

interface Order {
  id: string;
  by: string;
  to: string;
  at: number;
  priority?: 'routine' | 'stat';
  kind?: 'laboratory' | 'referral';
}

function ordered({ id, by, to, at, priority = 'routine', kind = 'referral' }: Order) {
  const when = new Date(at);
  const request = requestOf({
    id,
    kind,
    items: [],
    question: 'Varför?',
    history: '',
    priority,
    patientId: 'viktor-eriksson',
    requester: { reference: sara },
    performer: { reference: to },
    now: when,
  });
  const task = handlingOf(request, when);
  return { request: { ...request, ...kept(by) }, task: { ...task, ...kept(by) } };
}

const many = (count: number, of: (index: number) => Order): Resource[] =>
  Array.from({ length: count }, (_, index) => ordered(of(index))).flatMap(({ request, task }) => [
    request,
    { ...moved(task, { to: 'received', now: new Date(task.authoredOn ?? 0) }), id: task.id },
  ]);

const lab = 'Organization/hospital-boras-laboratory';
const clinic = 'Organization/hospital-boras-clinic';
const other = 'Organization/hospital-boras-ward';

test.before(async () => {
  await keepDefinitions(wiring.database);
  await reindexNow(wiring.database, wiring.searchParameters);
  const { partOf } = (await ask('sara', 'GET', `/fhir/${unit}`)).body<Organization>();
  await put(
    [
      [lab, 'laboratory'],
      [clinic, 'clinic'],
      [other, 'ward'],
    ].map(
      ([name = '', code = '']): Resource => ({
        resourceType: 'Organization',
        id: name.slice(13),
        type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/unit-kind', code }] }],
        ...(partOf && { partOf }),
      }),
    ),
  );
});

const found = <T extends { id: string }>(rows: readonly T[], id: string) => rows.some((row) => row.id === id);

test('of more than a thousand orders those that are urgent, returned or have waited longest are on the unit’s list, and that there are more is told', async () => {
  // Another unit's, newer than all of the own: they push nothing out.
  await put(many(700, (index) => ({ id: `other-${index}`, by: other, to: clinic, at: now - index })));
  await put(many(1050, (index) => ({ id: `own-${index}`, by: unit, to: clinic, at: now - 20 * hour + index * 1000 })));
  const oldest = ordered({ id: 'oldest', by: unit, to: clinic, at: now - 900 * hour });
  const urgent = ordered({ id: 'urgent', by: unit, to: clinic, at: now, priority: 'stat' });
  const tube = ordered({ id: 'tube', by: unit, to: lab, at: now, kind: 'laboratory' });
  const back = ordered({ id: 'back', by: unit, to: clinic, at: now });
  const returned = { ...moved(back.task, { to: 'returned', now: new Date(), reason: 'Fel enhet' }), id: 'back' };
  await put([oldest, urgent, tube, back].flatMap(({ request, task }) => [request, task]));
  await put([returned]);
  await put(many(3, (index) => ({ id: `incoming-${index}`, by: other, to: unit, at: now - index })));

  const first = await asked<UnitOrdersFound>(unitOrdersQuery(unit.slice(13)));
  for (const id of ['oldest', 'urgent', 'back']) assert.ok(found(first.outgoing, id), id);
  const late = first.outgoing.filter(({ isLate }) => isLate);
  assert.deepEqual(first.outgoing.slice(0, late.length), late, 'what is late comes first');
  for (const id of ['oldest', 'back']) assert.ok(found(late, id), id);
  assert.ok(!first.outgoing.some(({ id }) => id.startsWith('other-')));
  assert.deepEqual(first.hasMore, { incoming: false, outgoing: true });
  for (const id of ['incoming-0', 'incoming-1', 'incoming-2']) assert.ok(found(first.incoming, id), id);

  const all = await asked<UnitOrdersFound>(unitOrdersQuery(unit.slice(13), 6));
  assert.equal(all.outgoing.filter(({ patientId }) => patientId === 'viktor-eriksson').length, 1054);
  assert.equal(all.hasMore.outgoing, false);

  // What a doctor sends says nothing of the unit: it is found by what is stored.
  const sent = ordered({ id: 'sent', by: unit, to: clinic, at: now, priority: 'stat' });
  for (const resource of [sent.request, sent.task]) {
    const { meta: _unit, ...body } = resource;
    const name = `${body.resourceType}/${body.id}`;
    const answer = await ask('sara', 'PUT', `/fhir/${name}`, { body });
    assert.equal(answer.status, 201, answer.text);
  }
  assert.ok(found((await asked<UnitOrdersFound>(unitOrdersQuery(unit.slice(13)))).outgoing, 'sent'));

  const toTake = await asked<UnitOrders>(testOrdersQuery(unit.slice(13)));
  assert.deepEqual(
    toTake.outgoing.map(({ id }) => id),
    ['tube'],
  );
});

const interpretation = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

function answer(id: string, owner: string, deviation: Deviation, at: number): Resource[] {
  const report = {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    code: { text: id },
    subject: { reference: 'Patient/viktor-eriksson' },
    ...(deviation === 'critical' && { conclusionCode: [{ coding: [{ system: interpretation, code: 'AA' }] }] }),
    ...kept(lab),
  } as const;
  const task: Task = answerToSee({
    report,
    focus: `DiagnosticReport/${id}`,
    answer: { owner, as: 'asker' },
    unit,
    deviation,
    now: new Date(at).toISOString(),
  });
  return [report, { ...task, id: `see-${id}` }];
}

test('of more than a hundred answers a new critical one is in the inbox, and a colleague’s is there when nobody has confirmed it in time', async () => {
  const colleague = 'Practitioner/maria-nilsson';
  await put([{ resourceType: 'Practitioner', id: 'maria-nilsson', name: [{ text: 'Maria Nilsson' }] }]);
  await put(
    Array.from({ length: 140 }, (_, index) => answer(`r${index}`, sara, 'normal', now - (200 - index) * hour)).flat(),
  );
  await put(answer('critical', sara, 'critical', now));
  await put(answer('confirmable', colleague, 'critical', now));
  await put(answer('unconfirmed', colleague, 'critical', now - hour));
  const inbox = (pages?: number) => answersQuery(unit.slice(13), sara.slice(13), pages);
  type Found = { rows: { id: string }[]; hasMore: boolean };
  const first = await asked<Found>(inbox());
  assert.deepEqual(
    first.rows.slice(0, 2).map(({ id }) => id),
    ['see-unconfirmed', 'see-critical'],
  );
  assert.ok(!found(first.rows, 'see-confirmable'));
  assert.equal(first.hasMore, true);
  const all = await asked<Found>(inbox(2));
  assert.equal(all.rows.length, 142);
  assert.equal(all.hasMore, false);
});

test('an answer that its owner does not open is in a colleague’s inbox when it has lain too long, with whose it is, and can be taken over', async () => {
  const colleague = 'Practitioner/maria-nilsson';
  await put(answer('biopsy', colleague, 'abnormal', now - 100 * hour));
  await put(answer('fresh', colleague, 'abnormal', now - 50 * hour));
  await put(answer('plain', colleague, 'normal', now - 300 * hour));
  await put(answer('forgotten', colleague, 'normal', now - 400 * hour));
  type Row = Parameters<typeof handOver>[0] & { id: string; isLate: boolean; liesWith: string };
  const inbox = async () => (await asked<{ rows: Row[] }>(answersQuery(unit.slice(13), sara.slice(13), 2))).rows;
  const rows = await inbox();
  assert.deepEqual(
    ['biopsy', 'fresh', 'plain', 'forgotten'].map((id) => rows.find((row) => row.id === `see-${id}`)?.isLate),
    [true, undefined, undefined, true],
  );
  const biopsy = rows.find(({ id }) => id === 'see-biopsy');
  assert.ok(biopsy);
  assert.equal(biopsy.liesWith, 'Maria Nilsson');
  await handOver(biopsy, { reference: sara });
  const taken = (await inbox()).find(({ id }) => id === 'see-biopsy');
  assert.deepEqual([taken?.task.owner?.reference, taken?.liesWith, taken?.isLate], [sara, '', true]);
  await assert.rejects(handOver(taken as Row, { reference: other }), /a person or the unit that asked/);
});
