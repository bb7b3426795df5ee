/** How uPlot is to draw a trend: Swedish time axis, reference band, values outside it by shape. The colours come from the tokens. */
import type { Options, Series } from 'uplot';
import { axisLabels, axisTicks } from './axis-dates.ts';
import { isAbnormal, isSevere, shapeOf } from './mark.ts';
import type { Shape } from './mark.ts';
import { domainOf, ticks } from './scale.ts';
import { swedishNumber } from './trend-series.ts';
import type { Band, TrendSeries } from './trend-series.ts';

export interface TrendColours {
  ink: string;
  inkQuiet: string;
  hairline: string;
  band: string;
  severe: string;
  abnormal: string;
  surface: string;
  lines: string[];
  font: string;
}

/** uPlot's columns: one time axis for all, `null` where a series has no value at that time. */
export function trendColumns(series: TrendSeries[]): (number | null)[][] {
  const times = [...new Set(series.flatMap((each) => each.points.map((point) => point.at)))].sort((a, b) => a - b);
  const place = new Map(times.map((time, index) => [time, index]));
  const columns = series.map((each) => {
    const column: (number | null)[] = times.map(() => null);
    for (const point of each.points) column[place.get(point.at) ?? 0] = point.value;
    return column;
  });
  return [times, ...columns];
}

export interface DrawnMark {
  at: number;
  value: number;
  shape: Shape;
  colour: 'line' | 'abnormal' | 'severe';
}

export function drawnMarks(series: TrendSeries): DrawnMark[] {
  return series.points.map((point) => ({
    at: point.at,
    value: point.value,
    shape: shapeOf[point.mark],
    colour: isSevere(point.mark) ? 'severe' : isAbnormal(point.mark) ? 'abnormal' : 'line',
  }));
}

/** The band is drawn when all the curves have the same one: a band of one curve behind another would mislead. */
export function sharedBand(series: TrendSeries[]): Band | undefined {
  const first = series[0]?.band;
  return first && series.every((each) => each.band?.low === first.low && each.band?.high === first.high)
    ? first
    : undefined;
}

/** At least a day wide, with air at both ends, so that one value stands in the middle and none is cut. */
export function timeSpan(times: number[]): [number, number] {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const air = Math.max((last - first) * 0.04, 12 * 3_600_000);
  return [first - air, last + air];
}

export function trendOptions(
  series: TrendSeries[],
  colours: TrendColours,
  size: { width: number; height: number },
): Options {
  const band = sharedBand(series);
  const values = series.flatMap((each) => each.points.map((point) => point.value));
  const [low, high] = domainOf(values, band);
  const times = [...new Set(series.flatMap((each) => each.points.map((point) => point.at)))].sort((a, b) => a - b);
  const [from, to] = timeSpan(times);
  const axis = { stroke: colours.inkQuiet, font: colours.font, ticks: { show: false } };
  return {
    ...size,
    ms: 1,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    // Half a date at the right: the last one may stand at the edge.
    padding: [8, 34, 0, 0],
    scales: { x: { time: true, range: () => [from, to] }, y: { range: () => [low, high] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 26,
        splits: (_plot, _axis, min, max) => axisTicks(min, max, Math.max(2, Math.floor(size.width / 110))),
        values: (_plot, splits) => axisLabels(splits),
      },
      {
        ...axis,
        grid: { stroke: colours.hairline, width: 1 },
        size: 48,
        splits: (_plot, _axis, min, max) => ticks([min, max], Math.max(2, Math.floor(size.height / 44))),
        values: (_plot, splits) => splits.map((split) => swedishNumber(String(split))),
      },
    ],
    series: [
      {},
      ...series.map((_, index) => lineOf(colours.lines[index % colours.lines.length] ?? colours.ink, index)),
    ],
  };
}

/** Curves in one picture differ by dash too, not by colour alone. */
function lineOf(stroke: string, index: number): Series {
  const dash = [undefined, [6, 3], [2, 3], [8, 3, 2, 3]][index % 4];
  return { stroke, width: 1.5, spanGaps: true, points: { show: false }, ...(dash ? { dash } : {}) };
}
