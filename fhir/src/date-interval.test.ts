import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateInterval } from './date-interval.ts';

const stockholm = 'Europe/Stockholm';

function written(value: unknown, zone = stockholm): string[] | undefined {
  return dateInterval(value, zone)?.map((at) => (Number.isFinite(at) ? new Date(at).toISOString() : String(at)));
}

const cases: [unknown, string, string][] = [
  ['2026', '2025-12-31T23:00:00.000Z', '2026-12-31T22:59:59.999Z'],
  ['2026-03', '2026-02-28T23:00:00.000Z', '2026-03-31T21:59:59.999Z'],
  ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
  ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ['2026-07-01T08:30:00+02:00', '2026-07-01T06:30:00.000Z', '2026-07-01T06:30:00.999Z'],
  ['2026-07-01T08:30:00.5Z', '2026-07-01T08:30:00.500Z', '2026-07-01T08:30:00.599Z'],
  ['2026-07-01T08:30:00.123456Z', '2026-07-01T08:30:00.123Z', '2026-07-01T08:30:00.123Z'],
  ['2026-07-01T08:30', '2026-07-01T06:30:00.000Z', '2026-07-01T06:30:59.999Z'],
  ['2026-07-01T08:30:00-05:00', '2026-07-01T13:30:00.000Z', '2026-07-01T13:30:00.999Z'],
  [{ start: '2026-07-01', end: '2026-07-02' }, '2026-06-30T22:00:00.000Z', '2026-07-02T21:59:59.999Z'],
  [{ start: '2026-07-01' }, '2026-06-30T22:00:00.000Z', 'Infinity'],
  [{ end: '2026-07-01' }, '-Infinity', '2026-07-01T21:59:59.999Z'],
  [{ event: ['2026-07-03', '2026-07-01'] }, '2026-06-30T22:00:00.000Z', '2026-07-03T21:59:59.999Z'],
  [
    { repeat: { boundsPeriod: { start: '2026-07-01', end: '2026-07-01' } } },
    '2026-06-30T22:00:00.000Z',
    '2026-07-01T21:59:59.999Z',
  ],
];

test('a value stands for the whole of what it leaves open, in the zone where it names none', () => {
  for (const [value, low, high] of cases) assert.deepEqual(written(value), [low, high], JSON.stringify(value));
  assert.deepEqual(written('2026-01-01', 'UTC'), ['2026-01-01T00:00:00.000Z', '2026-01-01T23:59:59.999Z']);
});

test('what tells no time gives nothing', () => {
  for (const value of [
    '',
    '2026-02-30',
    '2026-13',
    '26',
    '2026-01-01T10',
    '0000',
    {},
    { event: [] },
    { repeat: {} },
    5,
    null,
    undefined,
  ]) {
    assert.equal(dateInterval(value, stockholm), undefined, JSON.stringify(value));
  }
});

test('days follow each other without gap or overlap, all through a year with its clock changes', () => {
  let last: number | undefined;
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
    const [low, high] = dateInterval(new Date(at).toISOString().slice(0, 10), stockholm) ?? [0, 0];
    if (last !== undefined) assert.equal(low, last + 1);
    last = high;
  }
});
