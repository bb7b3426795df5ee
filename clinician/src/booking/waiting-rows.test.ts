import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Appointment, Organization, Resource, Task } from '@medplum/fhirtypes';
import { type AskedVisit, visitRequest, withPauses } from '@vardkedjan/care/coordination/visits/visit-request.ts';
import { runningOut, waitingRows } from './waiting-rows.ts';

const now = new Date('2026-11-29T10:00:00Z');
const unit: Organization = { resourceType: 'Organization', id: 'u' };
const clinic: Organization = {
  ...unit,
  type: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/unit-kind', code: 'clinic' }] }],
};

function asked(id: string, kind: AskedVisit, since: string, until: string): [Resource, Task] {
  return visitRequest({
    id,
    kind,
    reason: id,
    patientId: 'p',
    requester: { reference: 'Practitioner/d' },
    unit: { reference: 'Organization/u' },
    from: until,
    until,
    now: new Date(since),
  });
}

test('what runs out first stands first; a pause and a booked time wait behind, and a return visit has no guarantee', () => {
  const all = [
    asked('return', 'return-visit', '2026-10-01T08:00:00Z', '2026-11-30'),
    asked('treatment', 'treatment', '2026-09-03T08:00:00Z', '2026-12-01'),
    asked('late', 'assessment', '2026-11-24T08:00:00Z', '2026-12-01'),
    asked('booked', 'assessment', '2026-11-01T08:00:00Z', '2026-12-01'),
    asked('paused', 'treatment', '2026-08-01T08:00:00Z', '2026-12-01'),
  ] as const;
  const appointment: Appointment = {
    resourceType: 'Appointment',
    status: 'booked',
    basedOn: [{ reference: 'ServiceRequest/booked' }],
    participant: [],
  };
  const tasks = all.map(([, task]) =>
    task.id === 'paused' ? withPauses(task, [{ reason: 'medical', from: '2026-08-02' }], now) : task,
  );
  const rows = waitingRows(tasks, [...all.map(([request]) => request), appointment], unit, now);
  assert.deepEqual(
    rows.map(({ id, clock }) => [id, clock?.left]),
    [
      ['late', -2],
      ['treatment', 3],
      ['paused', 90],
      ['return', undefined],
      ['booked', -25],
    ],
  );
  assert.deepEqual(runningOut(rows), { over: 1, soon: 1 });
});

test('a referral has the guarantee of a first visit at a specialised unit, from the day it was issued', () => {
  const [request, task] = asked('r', 'return-visit', '2026-09-10T22:30:00Z', '2026-12-01');
  const referral = {
    ...request,
    category: [{ coding: [{ system: 'https://vardkedjan.se/fhir/CodeSystem/order-kind', code: 'referral' }] }],
  } as Resource;
  assert.deepEqual(
    waitingRows([task], [referral], clinic, now).map(({ since, clock }) => [since, clock?.until]),
    [['2026-09-11', '2026-12-10']],
  );
  assert.equal(waitingRows([task], [referral], unit, now)[0]?.clock, undefined);
});
