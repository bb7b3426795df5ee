/**
 * The timeline's arithmetic: a window of time, zoomed and moved within the record's whole span, its ticks, and the rows that bars are packed in so
 * that none lies on another.
 */
import type { Description, Kind } from '../../chart/describe.ts';
import { timeOf } from '@vardkedjan/ui/dates.ts';

export interface TimeWindow {
  from: number;
  to: number;
}

export interface TimeEvent extends Description {
  at: number;
  until: number;
}

const day = 86_400_000;
const shortestWindow = 14 * day;

/** Events with a place on the time axis, the earliest first; what still goes on lasts until now. */
export function timeEvents(descriptions: readonly Description[], now: number): TimeEvent[] {
  return descriptions
    .flatMap((description): TimeEvent[] => {
      const at = timeOf(description.start);
      if (Number.isNaN(at)) return [];
      const end = description.isOpen ? now : timeOf(description.end);
      return [{ ...description, at, until: Number.isNaN(end) ? at : Math.max(at, end) }];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** From the first event to now, with some air; at least a year. */
export function wholeSpan(events: readonly TimeEvent[], now: number): TimeWindow {
  const first = Math.min(now - 365 * day, ...events.map((event) => event.at));
  const last = Math.max(now, ...events.map((event) => event.until));
  const air = (last - first) * 0.02;
  return { from: first - air, to: last + air };
}

/** Nearer (factor below 1) or farther, around a point that keeps its place on screen. */
export function zoomed(
  window: TimeWindow,
  span: TimeWindow,
  factor: number,
  around = (window.from + window.to) / 2,
): TimeWindow {
  const width = Math.min(Math.max((window.to - window.from) * factor, shortestWindow), span.to - span.from);
  const share = (around - window.from) / (window.to - window.from);
  return within({ from: around - width * share, to: around + width * (1 - share) }, span);
}

/** Earlier (share below 0) or later, by a share of the window's width. */
export function moved(window: TimeWindow, span: TimeWindow, share: number): TimeWindow {
  const step = (window.to - window.from) * share;
  return within({ from: window.from + step, to: window.to + step }, span);
}

function within(window: TimeWindow, span: TimeWindow): TimeWindow {
  const width = window.to - window.from;
  const from = Math.min(Math.max(window.from, span.from), span.to - width);
  return { from, to: from + width };
}

export interface Tick {
  at: number;
  text: string;
}

/** Years, or months when there are few years, at most `most` of them. */
export function timeTicks(window: TimeWindow, most: number): Tick[] {
  const first = new Date(window.from);
  const months = (window.to - window.from) / (30.44 * day);
  const stepMonths = [1, 3, 6, 12, 24, 60, 120, 240].find((step) => months / step <= most) ?? 240;
  const ticks: Tick[] = [];
  const start = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let month = Math.ceil(start / stepMonths) * stepMonths; ; month += stepMonths) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > window.to) return ticks;
    if (at < window.from) continue;
    const year = String(Math.floor(month / 12));
    ticks.push({ at, text: stepMonths >= 12 ? year : `${year}-${String((month % 12) + 1).padStart(2, '0')}` });
  }
}

export interface PlacedEvent {
  event: TimeEvent;
  x: number;
  width: number;
  row: number;
  /** Too short to be seen as a bar at this distance: a tick, many of which may lie on each other and show how often. */
  isTick: boolean;
}

export interface Lane {
  kind: Kind;
  placed: PlacedEvent[];
  rows: number;
}

const leastBar = 7;
const tickWidth = 4;
const gap = 2;

/** The events of each kind within the window, in pixels: ticks share the first row, bars are packed in the rows after it. */
export function lanesOf(
  events: readonly TimeEvent[],
  kinds: readonly Kind[],
  window: TimeWindow,
  pixels: number,
): Lane[] {
  const scale = pixels / (window.to - window.from);
  return kinds.map((kind) => {
    const shown = events.filter((event) => event.kind === kind && event.until >= window.from && event.at <= window.to);
    const spans = shown.map((event) => {
      const x = Math.max((event.at - window.from) * scale, 0);
      return { event, x, width: (Math.min(event.until, window.to) - window.from) * scale - x };
    });
    const hasTicks = spans.some(({ width }) => width < leastBar);
    const ends: number[] = hasTicks ? [Number.POSITIVE_INFINITY] : [];
    const placed = spans.map(({ event, x, width }): PlacedEvent => {
      if (width < leastBar) return { event, x, width: tickWidth, row: 0, isTick: true };
      const free = ends.findIndex((end) => end + gap <= x);
      const row = free >= 0 ? free : ends.length;
      ends[row] = x + width;
      return { event, x, width, row, isTick: false };
    });
    return { kind, placed, rows: Math.max(1, ends.length) };
  });
}
