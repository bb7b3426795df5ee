/** The lanes as a picture. It has the keyboard while it has the focus; the list under it says the same in words. */
/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- the picture is moved and zoomed by key */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import type { Kind } from '../../chart/describe.ts';
import { texts } from './texts.ts';
import { type Lane, lanesOf, type PlacedEvent, type TimeEvent, timeTicks, type TimeWindow } from './timeline-scale.ts';

const rowHeight = 17;
const laneAir = 6;
/** A bar as wide as this says what it is. */
const widthForText = 44;
const axisHeight = 22;
const nameWidth = 112;
const pixelsPerTick = 90;

export interface TimelinePictureProps {
  events: readonly TimeEvent[];
  kinds: readonly Kind[];
  window: TimeWindow;
  now: number;
  label: string;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: (event: TimeEvent) => void;
}

export function TimelinePicture({ events, kinds, window, now, label, onKeyDown, onOpen }: TimelinePictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const pixels = Math.max(width - nameWidth, 100);
  const lanes = lanesOf(events, kinds, window, pixels);
  const tops = lanes.map(
    (_, index) => axisHeight + lanes.slice(0, index).reduce((sum, lane) => sum + heightOf(lane), 0),
  );
  const height = axisHeight + lanes.reduce((sum, lane) => sum + heightOf(lane), 0);
  const x = (at: number) => nameWidth + ((at - window.from) / (window.to - window.from)) * pixels;
  return (
    <div
      ref={place}
      className="timeline-picture"
      role="application"
      aria-label={label}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={height} aria-hidden="true">
        {timeTicks(window, Math.max(2, Math.floor(pixels / pixelsPerTick))).map((tick) => (
          <g key={tick.at}>
            <line className="timeline-tick" x1={x(tick.at)} x2={x(tick.at)} y1={axisHeight - 4} y2={height} />
            <text className="timeline-text" x={x(tick.at) + 3} y={14}>
              {tick.text}
            </text>
          </g>
        ))}
        {now >= window.from && now <= window.to ? (
          <line className="timeline-now" x1={x(now)} x2={x(now)} y1={axisHeight - 4} y2={height} />
        ) : null}
        {lanes.map((lane, index) => (
          <LaneOf key={lane.kind} lane={lane} top={tops[index] ?? 0} width={width} onOpen={onOpen} />
        ))}
      </svg>
    </div>
  );
}

const heightOf = (lane: Lane) => lane.rows * rowHeight + laneAir;

function LaneOf({
  lane,
  top,
  width,
  onOpen,
}: {
  lane: Lane;
  top: number;
  width: number;
  onOpen: (event: TimeEvent) => void;
}) {
  const t = useTexts(texts);
  return (
    <g>
      <line className="timeline-lane" x1={0} x2={width} y1={top} y2={top} />
      <text className="timeline-text timeline-name" x={0} y={top + 14}>
        {t.lanes[lane.kind]}
      </text>
      {lane.placed.map((placed) => (
        <EventOf key={placed.event.reference} placed={placed} top={top} onOpen={onOpen} />
      ))}
    </g>
  );
}

/** Long ones are bars that carry their title when there is room for it, short ones ticks. */
function EventOf({
  placed: { event, x, width, row, isTick },
  top,
  onOpen,
}: {
  placed: PlacedEvent;
  top: number;
  onOpen: (event: TimeEvent) => void;
}) {
  const hasText = width >= widthForText;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- it is a button in the list below
    <svg
      className={isTick ? 'timeline-event timeline-tick-mark' : 'timeline-event timeline-bar'}
      data-kind={event.kind}
      x={nameWidth + x}
      y={top + laneAir / 2 + row * rowHeight}
      width={width}
      height={rowHeight - 2}
      onClick={() => onOpen(event)}
    >
      <title>{`${formatDate(event.start)} ${event.title}`}</title>
      <rect width="100%" height="100%" rx={2} />
      {isTick ? null : <rect className="timeline-begin" width={3} height="100%" />}
      {hasText ? (
        <text x={7} y={12}>
          {event.title}
        </text>
      ) : null}
    </svg>
  );
}

function useWidth(place: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
