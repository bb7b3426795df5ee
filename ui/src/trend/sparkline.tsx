/**
 * A trend in the height of a row: the line over time, the reference range as a band, values outside it by shape, the last
 * value as a point. The picture has its words for those who do not see it.
 */
import { useLanguage } from '../language.tsx';
import { shapePath, sparklineGeometry } from './sparkline-geometry.ts';
import type { SparkMark } from './sparkline-geometry.ts';
import type { TrendSeries } from './trend-series.ts';
import { trendWords } from './trend-words.ts';
import './trend.css';

export interface SparklineProps {
  series: TrendSeries;
  width?: number;
  height?: number;
  /** The words stand beside it already. */
  isDecorative?: boolean;
}

export function Sparkline({ series, width = 96, height = 22, isDecorative = false }: SparklineProps) {
  const { language } = useLanguage();
  const { line, band, marks } = sparklineGeometry(series.points, series.band, width, height);
  const words = isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': trendWords(series, language) };
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...words}>
      {band ? <rect className="sparkline-band" x={0} y={band.y} width={width} height={band.height} /> : null}
      {line ? <path className="sparkline-line" d={line} /> : null}
      {marks.map((mark) => (
        <path
          key={`${mark.x} ${mark.y}`}
          className={classOf(mark)}
          d={shapePath(mark.shape, mark.shape === 'dot' || mark.shape === 'ring' ? 2.2 : 3.4)}
          transform={`translate(${mark.x} ${mark.y})`}
        />
      ))}
    </svg>
  );
}

function classOf(mark: SparkMark): string {
  if (mark.severe) return 'sparkline-mark sparkline-mark-severe';
  if (mark.abnormal) return 'sparkline-mark sparkline-mark-abnormal';
  return mark.shape === 'ring' ? 'sparkline-mark sparkline-mark-open' : 'sparkline-mark';
}
