/** The values of an answer, each with its range, what it was before, and its course. */
import { useQuery } from '@tanstack/react-query';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Sparkline } from '@vardkedjan/ui/trend/sparkline.tsx';
import { type TrendSeries, trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import { ValueText } from '@vardkedjan/ui/trend/value-text.tsx';
import { useMemo } from 'react';
import type { AnswerRow } from './answer-rows.ts';
import { isNumber } from './findings.ts';
import { earlierQuery } from './queries.ts';
import { texts } from './texts.ts';

/** A line needs as many values as this to say anything. */
const leastForTrend = 3;
const earlierShown = 2;

export function AnswerValues({ row }: { row: AnswerRow }) {
  const t = useTexts(texts);
  const earlier = useQuery(earlierQuery(row)).data;
  const own = useMemo(() => new Set(row.values.map(({ id }) => `Observation/${id}`)), [row]);
  const series = useMemo(
    () =>
      trendSeries([
        ...row.values.filter(isNumber),
        ...(earlier ?? []).filter(({ id }) => !own.has(`Observation/${id}`)),
      ]),
    [row, earlier, own],
  );
  return (
    <table className="answer-values">
      <caption className="visually-hidden">{row.what}</caption>
      <thead>
        <tr>
          {[t.test, t.value, t.unit, t.range, t.earlier, t.trend].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {series.map((each) => (
          <ValueRow key={each.key} series={each} own={own} />
        ))}
      </tbody>
    </table>
  );
}

/** What came after the answer is in the course, and not among what was before it. */
function ValueRow({ series, own }: { series: TrendSeries; own: ReadonlySet<string> }) {
  const answered = series.points.findLast(({ source }) => own.has(source));
  if (!answered) return null;
  const before = series.points
    .filter((point) => point.at < answered.at && !own.has(point.source))
    .slice(-earlierShown)
    .toReversed();
  return (
    <tr>
      <th scope="row">{series.name}</th>
      <td className="number">
        <ValueText value={answered} />
      </td>
      <td className="quiet">{series.unit}</td>
      <td className="quiet">{answered.band?.text ?? ''}</td>
      <td className="answer-earlier">
        {before.map((point) => (
          <span key={point.source}>
            <ValueText value={point} /> <span className="quiet">{formatDate(new Date(point.at).toISOString())}</span>
          </span>
        ))}
      </td>
      <td>{series.points.length >= leastForTrend ? <Sparkline series={series} width={96} height={20} /> : null}</td>
    </tr>
  );
}
