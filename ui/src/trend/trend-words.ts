/** A trend in words: what a screen reader says instead of the picture. */
import { axisDay } from './axis-dates.ts';
import { isAbnormal } from './mark.ts';
import { trendTexts } from './trend-texts.ts';
import type { TrendLanguage } from './trend-texts.ts';
import type { TrendSeries } from './trend-series.ts';

export function trendWords(series: TrendSeries, language: TrendLanguage): string {
  const texts = trendTexts[language];
  const first = series.points[0];
  const last = series.points.at(-1);
  if (!first || !last) return `${series.name}: ${texts.noValues}`;
  const outside = series.points.filter((point) => isAbnormal(point.mark)).length;
  const unit = series.unit ? ` ${series.unit}` : '';
  const parts = [
    `${texts.values(series.points.length)} ${texts.between(axisDay(first.at), axisDay(last.at))}`,
    ...(series.points.length > 1 ? [direction(series, language)] : []),
    `${texts.latest} ${last.text}${unit}, ${texts.marks[last.mark]}`,
    ...(series.band?.text ? [texts.range(series.band.text)] : []),
    ...(outside > 1 ? [texts.outside(outside)] : []),
  ];
  return `${series.name}: ${parts.join('; ')}`;
}

/** From first to last value, with a twentieth of the first as what counts as a change. */
function direction(series: TrendSeries, language: TrendLanguage): string {
  const texts = trendTexts[language];
  const first = series.points[0]?.value ?? 0;
  const last = series.points.at(-1)?.value ?? 0;
  const change = last - first;
  if (Math.abs(change) <= Math.abs(first) * 0.05) return texts.steady;
  return change > 0 ? texts.rising : texts.falling;
}
