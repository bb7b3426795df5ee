/** Openings are summed by user and day, however many days they are of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordOpening } from '@vardkedjan/care/access/review/opening.ts';
import { openingsOf } from './openings-of-acts.ts';
import { daysOf } from './user-days.ts';

const act = (caller: string, at: string, patientKey: number) => ({
  caller,
  at,
  lot: '',
  act: {
    chain: 1,
    seq: 1,
    at,
    act: 'open',
    permitted: true,
    callerKind: 'staff',
    caller,
    callerName: caller,
    careProvider: 20,
    purpose: 'care',
    what: '',
    request: '',
    patients: [[patientKey, '', 1]] as const,
  },
});

test('a day is each user’s own, by the Swedish clock', () => {
  const acts = [
    act('a', '2026-11-01T22:59:00.000Z', 1),
    act('a', '2026-11-01T23:00:00.000Z', 1),
    act('a', '2026-11-02T08:00:00.000Z', 2),
    act('b', '2026-11-02T08:00:00.000Z', 2),
  ];
  const openings: RecordOpening[] = openingsOf(acts, { careProvider: 20, listed: false });
  assert.deepEqual(daysOf(openings), [
    { caller: 'a', day: '2026-11-01', opened: 1, patients: 1, hours: 1 << 23 },
    { caller: 'a', day: '2026-11-02', opened: 2, patients: 2, hours: 1 | (1 << 9) },
    { caller: 'b', day: '2026-11-02', opened: 1, patients: 1, hours: 1 << 9 },
  ]);
});
