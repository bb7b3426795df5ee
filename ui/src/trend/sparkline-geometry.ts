/** Where a sparkline's line, band and marks stand, in pixels. The horizontal axis is time, so gaps look like gaps. */
import { isAbnormal, isSevere, shapeOf } from './mark.ts';
import type { Shape } from './mark.ts';
import { domainOf, linear } from './scale.ts';
import type { Band, TrendPoint } from './trend-series.ts';

export interface SparkMark {
  x: number;
  y: number;
  shape: Shape;
  abnormal: boolean;
  severe: boolean;
  last: boolean;
}

export interface SparkGeometry {
  /** SVG path data of the line; empty with fewer than two points. */
  line: string;
  band?: { y: number; height: number };
  /** Abnormal points and the last one; the rest is line. */
  marks: SparkMark[];
}

const margin = 4;

export function sparklineGeometry(
  points: TrendPoint[],
  band: Band | undefined,
  width: number,
  height: number,
): SparkGeometry {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return { line: '', marks: [] };
  const domain = domainOf(
    points.map((point) => point.value),
    band,
  );
  const x = first.at === last.at ? () => width - margin : linear([first.at, last.at], [margin, width - margin]);
  const y = linear(domain, [height - margin, margin]);
  const at = (point: TrendPoint) => ({ x: round(x(point.at)), y: round(y(point.value)) });
  const line =
    points.length < 2 ? '' : points.map((point, i) => `${i ? 'L' : 'M'}${at(point).x} ${at(point).y}`).join('');
  const marks = points
    .filter((point) => point === last || isAbnormal(point.mark))
    .map((point) => ({
      ...at(point),
      shape: shapeOf[point.mark],
      abnormal: isAbnormal(point.mark),
      severe: isSevere(point.mark),
      last: point === last,
    }));
  const shade = bandBox(band, y, height);
  return shade ? { line, marks, band: shade } : { line, marks };
}

function bandBox(band: Band | undefined, y: (value: number) => number, height: number): SparkGeometry['band'] {
  if (!band || (band.low === undefined && band.high === undefined)) return undefined;
  const top = band.high === undefined ? 0 : Math.max(0, y(band.high));
  const bottom = band.low === undefined ? height : Math.min(height, y(band.low));
  return bottom > top ? { y: round(top), height: round(bottom - top) } : undefined;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** SVG path of a shape around 0,0. */
export function shapePath(shape: Shape, size: number): string {
  const s = size;
  switch (shape) {
    case 'up':
      return `M0 ${-s}L${s} ${s * 0.8}L${-s} ${s * 0.8}Z`;
    case 'down':
      return `M0 ${s}L${s} ${-s * 0.8}L${-s} ${-s * 0.8}Z`;
    case 'diamond':
      return `M0 ${-s}L${s} 0L0 ${s}L${-s} 0Z`;
    case 'dot':
    case 'ring':
      return `M${-s} 0a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0Z`;
  }
}
