import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageAt, at, dateText, dateTimeText, dayOf, dayOfText, minutesOf, weekday, workday } from './calendar.ts';

test('a moment is written in Swedish time, summer and winter', () => {
  assert.equal(dateTimeText(at(dayOfText('2026-11-23'), 9 * 60 + 20)), '2026-11-23T09:20:00+01:00');
  assert.equal(dateTimeText(at(dayOfText('2026-07-01'), 0)), '2026-07-01T00:00:00+02:00');
});

test('summer time begins and ends on the last Sundays of March and October at 01:00 UTC', () => {
  for (const [utc, local] of [
    ['2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['2026-10-25T00:59:59Z', '2026-10-25T02:59:59+02:00'],
    ['2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'],
  ] as const) {
    assert.equal(dateTimeText(Date.parse(utc)), local);
  }
});

test('agrees with the time zone database from 1996 on', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  for (let i = 0; i < 3000; i++) {
    const moment = Date.UTC(1996, 0, 1) + ((i * 12_345_678_000) % (35 * 365 * 86_400_000));
    assert.equal(dateTimeText(moment).slice(0, 19).replace('T', ' '), clock.format(moment));
  }
});

test('days, minutes, weekdays and ages', () => {
  const monday = dayOfText('2026-11-23');
  assert.equal(weekday(monday), 0);
  assert.equal(dateText(workday(dayOfText('2026-11-21'))), '2026-11-23');
  assert.equal(dayOf(at(monday, 23 * 60 + 59)), monday);
  assert.equal(minutesOf(at(monday, 555)), 555);
  assert.equal(ageAt(dayOfText('1938-01-28'), monday), 88);
  assert.equal(ageAt(dayOfText('2008-02-29'), dayOfText('2026-02-28')), 17);
  assert.throws(() => dayOfText('yesterday'), /not a date/);
});
