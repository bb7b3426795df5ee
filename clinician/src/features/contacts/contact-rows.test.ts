import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookedRows, contactRows } from './contact-rows.ts';

test('what goes on is first, then the latest', () => {
  const encounter = (id: string, status: 'finished' | 'in-progress' | 'cancelled', start: string) => ({
    resourceType: 'Encounter' as const,
    id,
    status,
    class: {},
    period: { start },
  });
  const rows = contactRows([
    encounter('a', 'finished', '2026-01-01'),
    encounter('b', 'in-progress', '2025-01-01'),
    encounter('c', 'finished', '2026-05-01'),
    encounter('d', 'cancelled', '2026-05-01'),
  ]);
  assert.deepEqual(
    rows.map((row) => row.id),
    ['b', 'c', 'a'],
  );
});

test('only what is booked and lies ahead is booked, the nearest first', () => {
  const appointment = (id: string, status: 'booked' | 'fulfilled', start: string) => ({
    resourceType: 'Appointment' as const,
    id,
    status,
    start,
    participant: [{ status: 'accepted' as const, actor: { reference: 'Practitioner/x', display: 'Anna Berg' } }],
  });
  const rows = bookedRows(
    [
      appointment('late', 'booked', '2027-01-01T10:00:00Z'),
      appointment('soon', 'booked', '2026-12-01T10:00:00Z'),
      appointment('past', 'booked', '2026-01-01T10:00:00Z'),
      appointment('done', 'fulfilled', '2027-01-01T10:00:00Z'),
    ],
    '2026-11-22',
  );
  assert.deepEqual(
    rows.map((row) => [row.id, row.staff]),
    [
      ['soon', 'Anna Berg'],
      ['late', 'Anna Berg'],
    ],
  );
});
