import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Description } from '../../chart/describe.ts';
import { lanesOf, moved, timeEvents, timeTicks, wholeSpan, zoomed } from './timeline-scale.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const event = (id: string, start: string, more: Partial<Description> = {}): Description => ({
  id,
  reference: id,
  kind: 'contact',
  title: id,
  start,
  end: undefined,
  isOpen: false,
  who: '',
  ...more,
});

test('what goes on lasts until now, and what has no date is not drawn', () => {
  const events = timeEvents([event('b', '2020-01-01', { isOpen: true }), event('a', '2010'), event('x', '')], now);
  assert.deepEqual(
    events.map((each) => [each.id, each.until === now]),
    [
      ['a', false],
      ['b', true],
    ],
  );
});

test('zooming keeps the point in its place and stays within the span, over random steps', () => {
  const span = wholeSpan(timeEvents([event('a', '1980-01-01')], now), now);
  let window = span;
  let seed = 7;
  for (let step = 0; step < 500; step += 1) {
    seed = (seed * 48271) % 2147483647;
    window = seed % 2 ? zoomed(window, span, (seed % 300) / 100 + 0.01) : moved(window, span, (seed % 200) / 100 - 1);
    assert.ok(window.from >= span.from - 1 && window.to <= span.to + 1 && window.from < window.to);
  }
  const near = zoomed(span, span, 0.5, now);
  const share = (at: number, of: typeof span) => (at - of.from) / (of.to - of.from);
  assert.ok(Math.abs(share(now, near) - share(now, span)) < 1e-9);
});

test('ticks are years when there are many and months when there are few, never more than asked', () => {
  const years = timeTicks({ from: Date.UTC(1985, 5, 1), to: now }, 12);
  assert.ok(years.length <= 13 && years.every((tick) => /^\d{4}$/.test(tick.text)));
  const months = timeTicks({ from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 6, 15) }, 12);
  assert.deepEqual(months[0]?.text, '2026-02');
});

test('bars at the same time lie in rows of their own, and what has no length is a tick in the first', () => {
  const events = timeEvents(
    [
      event('a', '2026-01-01', { end: '2026-06-01' }),
      event('b', '2026-02-01', { end: '2026-03-01' }),
      event('c', '2026-07-01'),
      event('d', '2026-07-01'),
    ],
    now,
  );
  const year = { from: Date.parse('2026-01-01'), to: Date.parse('2026-12-31') };
  const [lane] = lanesOf(events, ['contact'], year, 1000);
  assert.deepEqual(
    lane?.placed.map(({ row, isTick }) => [row, isTick]),
    [
      [1, false],
      [2, false],
      [0, true],
      [0, true],
    ],
  );
  assert.equal(lanesOf(events.slice(0, 2), ['contact'], year, 1000)[0]?.rows, 2);
});
