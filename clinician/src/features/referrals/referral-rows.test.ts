import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DiagnosticReport, ServiceRequest } from '@medplum/fhirtypes';
import {
  handlingOf,
  moved,
  type OrderKind,
  orderKinds,
  requestOf,
} from '@vardkedjan/care/coordination/orders/order-of.ts';
import { referralRows } from './referral-rows.ts';

const request = (id: string, authoredOn: string): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  authoredOn,
  code: { text: `Fråga ${id}` },
});
const report = (id: string, issued: string, more: Partial<DiagnosticReport>): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  code: { text: `Svar ${id}` },
  issued,
  ...more,
});

test('an answer stands with its referral, word for word', () => {
  const rows = referralRows({
    requests: [request('a', '2026-01-01')],
    tasks: [],
    reports: [
      report('r', '2026-02-01T00:00:00Z', {
        basedOn: [{ reference: 'ServiceRequest/a' }],
        conclusion: 'Ingen  fraktur.\n<5 mm',
      }),
    ],
  });
  assert.deepEqual(
    rows.map((row) => [row.id, row.answer, row.isOpen]),
    [['a', 'Ingen  fraktur.\n<5 mm', false]],
  );
});

test('an answer without a referral is shown, laboratory reports are not', () => {
  const rows = referralRows({
    requests: [request('a', '2026-01-01')],
    tasks: [],
    reports: [
      report('x', '2026-03-01T00:00:00Z', {}),
      report('lab', '2026-03-01T00:00:00Z', { category: [{ coding: [{ code: 'LAB' }] }] }),
    ],
  });
  assert.deepEqual(
    rows.map((row) => [row.id, row.isOpen]),
    [
      ['x', false],
      ['a', true],
    ],
  );
});

test('a referral stands where its handling says, and says why it came back; it waits until it is done or withdrawn', () => {
  const now = new Date('2026-11-29T10:00:00Z');
  const sent = (id: string, kind: OrderKind) => {
    const asked = requestOf({
      id,
      kind,
      items: [],
      question: orderKinds[kind],
      history: '',
      priority: 'routine',
      patientId: 'p',
      requester: { reference: 'Practitioner/sara' },
      performer: { reference: 'Organization/clinic', display: 'Ortopeden' },
      now,
    });
    return { asked, task: handlingOf(asked, now) };
  };
  const [back, withdrawn, booked, fluids, bed, sample] = [
    sent('back', 'referral'),
    sent('withdrawn', 'referral'),
    sent('booked', 'imaging'),
    sent('fluids', 'nursing'),
    sent('bed', 'bed'),
    sent('sample', 'laboratory'),
  ] as const;
  const rows = referralRows({
    requests: [back, withdrawn, booked, fluids, bed, sample].map(({ asked }) => asked),
    tasks: [
      moved(back.task, { to: 'returned', now, reason: 'Vart ska svaret?' }),
      moved(withdrawn.task, { to: 'cancelled', now }),
      moved(booked.task, { to: 'booked', now }),
      fluids.task,
      bed.task,
      sample.task,
    ],
    reports: [],
  });
  assert.deepEqual(
    rows.map(({ id, state, reason, isOpen }) => [id, state, reason, isOpen]),
    [
      ['back', 'returned', 'Vart ska svaret?', true],
      ['withdrawn', 'cancelled', '', false],
      ['booked', 'booked', '', true],
    ],
  );
});
