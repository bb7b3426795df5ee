import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@medplum/fhirtypes';
import { answerToSee, seenBy } from '@vardkedjan/care/coordination/orders/answer-to-see.ts';
import { answeredRows } from './answered-rows.ts';

const task = (id: string, deviation: 'critical' | 'unmarked', now: string): Task => ({
  ...answerToSee({
    report: { resourceType: 'DiagnosticReport', status: 'final', code: { text: id } },
    focus: `DiagnosticReport/${id}`,
    answer: { owner: 'Practitioner/sara', as: 'asker' },
    unit: 'Organization/centre',
    answeredBy: 'Organization/imaging',
    deviation,
    now,
  }),
  id,
});
const now = new Date('2026-11-29T12:00:00Z');

test('critical ones whose time is over come first, then those that wait, the oldest first; then the latest', () => {
  const confirmed = seenBy(
    task('confirmed', 'critical', '2026-11-29T11:00:00Z'),
    { reference: 'Practitioner/sara', display: 'Sara Lindqvist' },
    'DiagnosticReport/confirmed',
    '2026-11-29T11:10:00Z',
  );
  const rows = answeredRows(
    [
      task('plain', 'unmarked', '2026-11-29T10:00:00Z'),
      confirmed,
      task('waits', 'critical', '2026-11-29T11:45:00Z'),
      task('late', 'critical', '2026-11-29T11:30:00Z'),
      task('later', 'critical', '2026-11-29T11:20:00Z'),
    ],
    [],
    now,
  );
  assert.deepEqual(
    rows.map(({ id }) => id),
    ['later', 'late', 'waits', 'confirmed', 'plain'],
  );
  assert.deepEqual(
    rows.map(({ isLate }) => isLate),
    [true, true, false, false, false],
  );
  assert.deepEqual([rows[0]?.waited, rows[3]?.confirmedBy, rows[4]?.waited], [40, 'Sara Lindqvist', 120]);
});
