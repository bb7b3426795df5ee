import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  formatDate,
  formatDateTime,
  formatPeriod,
  formatTime,
  isDay,
  startOfDay,
  timeOf,
  weekdayOf,
} from './dates.ts';

test('an instant is shown on the Swedish clock, summer and winter', () => {
  assert.equal(formatDateTime('2026-11-22T13:05:00Z'), '2026-11-22 14:05');
  assert.equal(formatDateTime('2026-06-22T22:30:00Z'), '2026-06-23 00:30');
  assert.equal(formatTime('2026-11-22T23:00:00Z'), '00:00');
});

test('a partial date keeps its precision and gets no time', () => {
  assert.equal(formatDate('2026'), '2026');
  assert.equal(formatDateTime('2026-05'), '2026-05');
  assert.equal(formatTime('2026-05-01'), '');
  assert.equal(formatDate(undefined), '');
  assert.equal(timeOf('2026'), Date.UTC(2026, 0, 1));
});

test('a period within a day is one date, and an open one stays open', () => {
  assert.equal(formatPeriod({ start: '2026-05-01T08:00:00Z', end: '2026-05-01T09:00:00Z' }), '2026-05-01');
  assert.equal(formatPeriod({ start: '2026-05-01' }), '2026-05-01 –');
  assert.equal(formatPeriod(undefined), '');
});

test('a Swedish day begins an hour or two before the day in UTC', () => {
  assert.equal(startOfDay('2026-11-22'), '2026-11-21T23:00:00.000Z');
  assert.equal(startOfDay('2026-06-22'), '2026-06-21T22:00:00.000Z');
  assert.equal(addDays('2026-02-28', 1), '2026-03-01');
  assert.equal(weekdayOf('2026-11-22', 'sv'), 'söndag');
});

test('a day that is written is one of the calendar', () => {
  for (const day of ['2026-11-29', '2028-02-29']) assert.ok(isDay(day), day);
  for (const none of ['2031-13-99', '2026-02-29', '2026-11', '29/11 2026', '']) assert.ok(!isDay(none), none);
});
