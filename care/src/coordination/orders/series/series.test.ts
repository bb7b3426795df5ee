import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Timing } from '@medplum/fhirtypes';
import { orderFault } from '../lawful-order.ts';
import { daysOf, mostTimes, type Repeat, seriesOf, seriesOfOrder, timingOf } from './series.ts';

const timing = (repeat: Repeat): Timing => {
  const found = timingOf(repeat);
  assert.ok(typeof found !== 'string');
  return found;
};

describe('an order that is repeated', () => {
  it('daily three times, every other week until a day, over the turn of the clocks and the year', () => {
    assert.deepEqual(daysOf(timing({ from: '2026-12-30', every: 1, end: { times: 3 } })), [
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
    ]);
    const weeks = timing({ from: '2026-10-12', every: 14, end: { until: '2026-11-20' } });
    assert.deepEqual(weeks.repeat?.periodUnit, 'wk');
    assert.deepEqual(daysOf(weeks), ['2026-10-12', '2026-10-26', '2026-11-09']);
  });

  it('says why it repeats nothing', () => {
    const of = (every: number, end: Repeat['end'], from = '2026-11-30') => timingOf({ from, every, end });
    assert.equal(of(1, { times: 1 }), 'once');
    assert.equal(of(14, { until: '2026-12-01' }), 'once');
    assert.equal(of(1, { until: '2026-11-29' }), 'once');
    assert.equal(of(1, { times: mostTimes + 1 }), 'too-many');
    assert.equal(typeof of(1, { times: mostTimes }), 'object');
    assert.equal(of(1, { until: '2026-02-30' }), 'not-understood');
    assert.equal(of(1, { until: '30 nov' }), 'not-understood');
    assert.equal(of(1, { times: Number.NaN }), 'not-understood');
    assert.deepEqual(daysOf({ repeat: { frequency: 2, period: 1, periodUnit: 'd' } }), [], 'not ours');
  });

  it('is an order for each day, which the signer may sign and nobody change', () => {
    const { series, orders } = seriesOf(
      {
        id: 's',
        kind: 'laboratory',
        items: [{ code: 'crp', display: 'P-CRP' }],
        question: '',
        history: '',
        priority: 'routine',
        patientId: 'p',
        requester: { reference: 'Practitioner/sara' },
        performer: { reference: 'Organization/lab' },
        now: new Date('2026-11-30T08:00:00Z'),
      },
      timing({ from: '2026-11-30', every: 1, end: { times: 3 } }),
    );
    assert.deepEqual(
      orders.map(({ id, occurrenceDateTime }) => [id, occurrenceDateTime]),
      [
        ['s-1', '2026-11-30'],
        ['s-2', '2026-12-01'],
        ['s-3', '2026-12-02'],
      ],
    );
    assert.ok(orders.every((order) => seriesOfOrder(order) === 's'));
    assert.equal(seriesOfOrder(series), undefined);
    const sara = { kind: 'staff', practitioner: 'Practitioner/sara', unit: 'Organization/centre' } as const;
    assert.equal(orderFault(undefined, series, sara), undefined);
    const longer = { ...series, occurrenceTiming: timing({ from: '2026-11-30', every: 1, end: { times: 9 } }) };
    assert.equal(typeof orderFault(series, longer, sara), 'string');
    assert.equal(orderFault(series, { ...series, status: 'revoked' }, sara), undefined);
  });
});
