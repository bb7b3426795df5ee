import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instantBounds } from './instant-bounds.ts';
import { stockholmDay } from './stockholm.ts';

describe('what instants a FHIR date may mean (http://hl7.org/fhir/R4/search.html#date)', () => {
  const cases: [string, string, string][] = [
    ['2026', '2025-12-31T23:00:00.000Z', '2026-12-31T22:59:59.999Z'],
    ['2026-02', '2026-01-31T23:00:00.000Z', '2026-02-28T22:59:59.999Z'],
    ['2026-07-14', '2026-07-13T22:00:00.000Z', '2026-07-14T21:59:59.999Z'],
    // The days when Stockholm turns its clocks are 23 and 25 hours long.
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
    ['2026-11-22T08:30:00+01:00', '2026-11-22T07:30:00.000Z', '2026-11-22T07:30:00.000Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z', '2024-02-29T22:59:59.999Z'],
  ];
  for (const [value, low, high] of cases) it(value, () => assert.deepEqual(instantBounds(value), { low, high }));

  it('what is no date has no bounds', () => {
    for (const value of [
      '',
      '2026-13',
      '2025-02-29',
      '2026-1-1',
      'igår',
      '2026-11-22T08:30',
      '2026-11-22T08:30:00',
      '20261122',
      '0000',
    ])
      assert.equal(instantBounds(value), undefined, value);
  });
});

it('the calendar day is the one in Stockholm', () => {
  assert.equal(stockholmDay(new Date('2026-11-22T22:59:59Z')), '2026-11-22');
  assert.equal(stockholmDay(new Date('2026-11-22T23:00:00Z')), '2026-11-23');
  assert.equal(stockholmDay(new Date('2026-06-30T22:00:00Z')), '2026-07-01');
});
