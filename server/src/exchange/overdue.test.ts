/** The alarm for orders that nobody receives (F3): the department stops, and the figure passes the bound that the shipped rule has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import { answerToSee } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { handlingOf, moved, requestOf } from '@vardkedjan/care/coordination/orders/order-of.ts';
import { demoAnswers } from '../jobs/demo-answers.ts';
import { testServer } from '../http/test-world.ts';
import { testDatabase } from '../../test/database.ts';
import { openRecord } from '../store/open-record.ts';
import { Department } from './departments/department.ts';
import { exchangeCaller } from './longest-waiting.ts';
import { mostOverdue } from './overdue.ts';

const database = await testDatabase();
const { ask } = await testServer(database);
const record = openRecord(database, exchangeCaller);
const put = async (...resources: Resource[]) => {
  for (const resource of resources) await record.write([{ action: 'update', id: resource.id ?? '', resource }]);
};
const began = Date.parse('2026-11-29T10:00:00Z');
const at = (minutes: number) => new Date(began + minutes * 60_000);
const rules = readFileSync(new URL('../../../docs/how-to/alarms.yml', import.meta.url), 'utf8');

/** The bound of the rule on such figures, seconds. */
function boundOf(what: string): number {
  const [, bound] = new RegExp(`vardkedjan_overdue_seconds\\{what="${what}"\\}\\) > (\\d+)`).exec(rules) ?? [];
  return Number(bound);
}

const order = (id: string, priority: 'stat' | 'routine', minutes: number) => {
  const request = requestOf({
    id,
    kind: 'laboratory',
    items: [{ code: 'hb', display: 'B-Hb' }],
    question: '',
    history: '',
    priority,
    patientId: 'p',
    requester: { reference: 'Practitioner/sara' },
    performer: { reference: 'Organization/lab' },
    now: at(minutes),
  });
  return [request, handlingOf(request, at(minutes))] as const;
};

const department = new Department(
  async (method, path, { body, ifMatch } = {}) => {
    const headers: Record<string, string> = ifMatch === undefined ? {} : { 'If-Match': ifMatch };
    const answer = await ask('client:bench', method, `/fhir/${path}`.replace(/\/$/, ''), { body, headers });
    return { status: answer.status, body: answer.body() };
  },
  ['lab'],
  demoAnswers,
  { seed: '1', delay: 86_400_000, preliminary: 0, duplicate: 0, corrected: 0, orphan: 0 },
);

test.before(() =>
  put(
    { resourceType: 'Patient', id: 'p' },
    { resourceType: 'Organization', id: 'lab' },
    { resourceType: 'Practitioner', id: 'sara' },
  ),
);

test('a department that stops is told within five minutes of the time that it did not keep, though older orders may still lie', async () => {
  await put(...order('received', 'stat', 0));
  assert.equal(await department.round(at(1)), 1);
  assert.deepEqual(await mostOverdue(record, at(30)), { receipt: 0, handling: 0, answer: 0 });
  // It has stopped. Ordinary orders have a day; the emergency a quarter of an hour.
  await put(...order('ordinary', 'routine', 5), ...order('emergency', 'stat', 30));
  const bound = boundOf('receipt');
  assert.ok(bound <= 180, 'with what Prometheus waits, five minutes');
  assert.equal((await mostOverdue(record, at(44))).receipt, 0);
  assert.ok((await mostOverdue(record, at(45 + bound / 60 + 0.1))).receipt > bound);
  // It goes on.
  await department.round(at(50));
  assert.equal((await mostOverdue(record, at(50))).receipt, 0);
});

test('what was received and forgotten is told, and what came back', async () => {
  const day = 24 * 60;
  assert.ok((await mostOverdue(record, at(2 * day))).handling > boundOf('handling'), 'an emergency sample after a day');
  const [request, task] = order('returned', 'routine', 0);
  await put(request, task);
  const before = (await mostOverdue(record, at(60))).handling;
  await put({ ...moved(task, { to: 'returned', now: at(10), reason: 'Fel rör' }), id: 'returned' });
  assert.equal(before, 0);
  assert.equal((await mostOverdue(record, at(60))).handling, 50 * 60);
});

test('a critical answer that nobody has confirmed is told after half an hour', async () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r',
    status: 'final',
    code: { text: 'Hb' },
    subject: { reference: 'Patient/p' },
  } as const;
  const answer = { owner: 'Practitioner/sara', as: 'asker' } as const;
  const task = answerToSee({
    report,
    focus: 'DiagnosticReport/r',
    answer,
    unit: 'Organization/lab',
    deviation: 'critical',
    now: at(0).toISOString(),
  });
  await put(report, { ...task, id: 'see-r' });
  assert.equal((await mostOverdue(record, at(29))).answer, 0);
  assert.ok((await mostOverdue(record, at(33))).answer > boundOf('answer'));
});
