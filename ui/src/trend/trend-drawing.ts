/** What uPlot's canvas gets on top of its lines: the reference band behind, and each value by its shape. */
import type uPlot from 'uplot';
import type { Shape } from './mark.ts';
import { drawnMarks, sharedBand } from './trend-options.ts';
import type { TrendColours } from './trend-options.ts';
import type { TrendSeries } from './trend-series.ts';

export function trendDrawing(series: TrendSeries[], colours: () => TrendColours): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (plot) => drawBand(plot, series, colours()),
      draw: (plot) => {
        for (const [index, each] of series.entries()) drawMarks(plot, each, index, colours());
      },
    },
  };
}

function drawBand(plot: uPlot, series: TrendSeries[], colours: TrendColours): void {
  const band = sharedBand(series);
  if (!band) return;
  const { left, top, width, height } = plot.bbox;
  const upper = band.high === undefined ? top : Math.max(top, plot.valToPos(band.high, 'y', true));
  const lower = band.low === undefined ? top + height : Math.min(top + height, plot.valToPos(band.low, 'y', true));
  if (lower <= upper) return;
  plot.ctx.save();
  plot.ctx.fillStyle = colours.band;
  plot.ctx.fillRect(left, upper, width, lower - upper);
  plot.ctx.restore();
}

function drawMarks(plot: uPlot, series: TrendSeries, index: number, colours: TrendColours): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  for (const mark of drawnMarks(series)) {
    const x = plot.valToPos(mark.at, 'x', true);
    const y = plot.valToPos(mark.value, 'y', true);
    const line = colours.lines[index % colours.lines.length] ?? colours.ink;
    const colour = mark.colour === 'line' ? line : colours[mark.colour];
    ctx.beginPath();
    trace(ctx, mark.shape, x, y, (mark.colour === 'line' ? 3.2 : 5) * ratio);
    ctx.fillStyle = mark.shape === 'ring' ? colours.surface : colour;
    ctx.fill();
    ctx.lineWidth = 1.2 * ratio;
    ctx.strokeStyle = mark.shape === 'ring' ? colour : colours.surface;
    ctx.stroke();
  }
  ctx.restore();
}

function trace(ctx: CanvasRenderingContext2D, shape: Shape, x: number, y: number, size: number): void {
  if (shape === 'dot' || shape === 'ring') {
    ctx.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  const corners: Record<'up' | 'down' | 'diamond', [number, number][]> = {
    up: [
      [0, -1],
      [1, 0.8],
      [-1, 0.8],
    ],
    down: [
      [0, 1],
      [1, -0.8],
      [-1, -0.8],
    ],
    diamond: [
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  };
  for (const [dx, dy] of corners[shape]) ctx.lineTo(x + dx * size, y + dy * size);
  ctx.closePath();
}
