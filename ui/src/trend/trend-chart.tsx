/**
 * A trend to look at: curves over time on uPlot, with the same values as a table beside it for those who read, copy or do not
 * see. Several series share a picture only when they share a unit (systolic and diastolic pressure).
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useLanguage } from '../language.tsx';
import { axisMoment } from './axis-dates.ts';
import { TrendTable } from './trend-table.tsx';
import { trendColours } from './trend-colours.ts';
import { trendDrawing } from './trend-drawing.ts';
import { trendColumns, trendOptions } from './trend-options.ts';
import type { TrendSeries } from './trend-series.ts';
import { trendTexts } from './trend-texts.ts';
import { trendWords } from './trend-words.ts';
import './trend.css';

export interface TrendChartProps {
  series: TrendSeries[];
  /** Pixels; the width is what there is. */
  height?: number;
  /** The table under the picture instead of beside it. */
  isNarrow?: boolean;
  hideTable?: boolean;
}

export function TrendChart({ series, height = 220, isNarrow = false, hideTable = false }: TrendChartProps) {
  const { language } = useLanguage();
  const texts = trendTexts[language];
  const name = series.map((each) => each.name).join(', ');
  return (
    <figure className={isNarrow ? 'trend trend-narrow' : 'trend'} aria-label={texts.chartLabel(name)}>
      <div className="trend-picture">
        {series.length > 1 ? <Legend series={series} /> : null}
        <Plot series={series} height={height} words={series.map((each) => trendWords(each, language)).join('. ')} />
      </div>
      {hideTable ? null : <TrendTable series={series} />}
    </figure>
  );
}

function Legend({ series }: { series: TrendSeries[] }) {
  return (
    <ul className="trend-legend">
      {series.map((each, index) => (
        <li key={each.key}>
          <svg width={24} height={8} aria-hidden="true">
            <path className={`trend-legend-line trend-legend-line-${(index % 4) + 1}`} d="M0 4H24" />
          </svg>
          {each.name}
        </li>
      ))}
    </ul>
  );
}

function Plot({ series, height, words }: { series: TrendSeries[]; height: number; words: string }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const theme = useTheme();
  const [pointed, setPointed] = useState<string>('');
  const columns = useMemo(() => trendColumns(series), [series]);
  useEffect(() => {
    const holder = place.current;
    if (!holder || width === 0) return undefined;
    const colours = trendColours(holder);
    const options = trendOptions(series, colours, { width, height });
    const plot = new uPlot(
      {
        ...options,
        plugins: [trendDrawing(series, () => colours)],
        hooks: { setCursor: [(moved) => setPointed(pointedAt(series, columns, moved.cursor.idx))] },
      },
      columns as uPlot.AlignedData,
      holder,
    );
    return () => plot.destroy();
    // `theme` is not read here: the colours are, and they change with it.
  }, [series, columns, width, height, theme]);
  return (
    <>
      <div ref={place} className="trend-plot" role="img" aria-label={words} style={{ height }} />
      <p className="trend-pointed" aria-hidden="true">
        {pointed}
      </p>
    </>
  );
}

function pointedAt(series: TrendSeries[], columns: (number | null)[][], index: number | null | undefined): string {
  const at = index === null || index === undefined ? undefined : columns[0]?.[index];
  if (at === undefined || at === null) return '';
  const values = series.flatMap((each) => {
    const point = each.points.find((one) => one.at === at);
    return point ? [`${series.length > 1 ? `${each.name} ` : ''}${point.text} ${each.unit}`] : [];
  });
  return `${axisMoment(at)}: ${values.join(', ')}`;
}

function useWidth(place: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const holder = place.current;
    if (!holder) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(holder);
    return () => observer.disconnect();
  }, [place]);
  return width;
}

/** Changes when light becomes dark, by the system's choice or the app's own. */
function useTheme(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const changed = () => setCount((before) => before + 1);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(changed);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-density'] });
    dark.addEventListener('change', changed);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', changed);
    };
  }, []);
  return count;
}
