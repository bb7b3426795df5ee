import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DiagnosticReport, ServiceRequest } from '@medplum/fhirtypes';
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
  const rows = referralRows(
    [request('a', '2026-01-01')],
    [
      report('r', '2026-02-01T00:00:00Z', {
        basedOn: [{ reference: 'ServiceRequest/a' }],
        conclusion: 'Ingen  fraktur.\n<5 mm',
      }),
    ],
  );
  assert.deepEqual(
    rows.map((row) => [row.id, row.answer, row.isOpen]),
    [['a', 'Ingen  fraktur.\n<5 mm', false]],
  );
});

test('an answer without a referral is shown, laboratory reports are not', () => {
  const rows = referralRows(
    [request('a', '2026-01-01')],
    [
      report('x', '2026-03-01T00:00:00Z', {}),
      report('lab', '2026-03-01T00:00:00Z', { category: [{ coding: [{ code: 'LAB' }] }] }),
    ],
  );
  assert.deepEqual(
    rows.map((row) => [row.id, row.isOpen]),
    [
      ['x', false],
      ['a', true],
    ],
  );
});
