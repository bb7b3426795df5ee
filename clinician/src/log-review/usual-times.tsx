/** A user's usual hours as bars, the day in question as dots under them; the same as a table for those who do not see it. */
import { useQuery } from '@tanstack/react-query';
import { fewestDays, isWeekend } from '@vardkedjan/care/access/review/usual.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import type { OpeningRow, UsualRow } from './opening.ts';
import { usualQuery } from './queries.ts';
import { texts } from './texts.ts';

const [width, height, bar] = [360, 60, 15];

export function UsualTimes({ row }: { row: OpeningRow }) {
  const t = useTexts(texts);
  const usual = useQuery(usualQuery(row));
  return (
    <Panel title={t.usual}>
      {usual.isError ? <Failed failure={usual.error} onRetry={() => void usual.refetch()} /> : null}
      {usual.isPending ? <Loading rows={3} /> : null}
      {usual.data ? (
        <>
          <p className="quiet">{usual.data.days < fewestDays ? t.usualFew : t.usualMore(usual.data.days)}</p>
          <p>
            {t.records(usual.data.recordsThatDay)}
            {usual.data.days < fewestDays ? '' : t.usually(usual.data.recordsMiddle)}.
          </p>
          <Hours usual={usual.data} weekend={isWeekend(row.day)} />
        </>
      ) : null}
    </Panel>
  );
}

function Hours({ usual, weekend }: { usual: UsualRow; weekend: boolean }) {
  const t = useTexts(texts);
  const part = (hour: UsualRow['hours'][number]): number => (weekend ? hour.weekend : hour.weekday);
  return (
    <>
      <svg className="log-review-hours" viewBox={`0 0 ${width} ${height + 26}`} aria-hidden="true">
        <line x1="0" y1={height} x2={width} y2={height} />
        {usual.hours.map((hour) => (
          <g key={hour.hour} transform={`translate(${hour.hour * bar} 0)`}>
            <rect x="2" width={bar - 4} y={height - part(hour) * height} height={part(hour) * height} />
            {hour.isThatDay ? <circle cx={bar / 2} cy={height + 7} r="3.5" /> : null}
            {hour.hour % 3 === 0 ? (
              <text x={bar / 2} y={height + 24}>
                {String(hour.hour).padStart(2, '0')}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <table className="visually-hidden">
        <caption>{t.usual}</caption>
        <thead>
          <tr>
            <th scope="col">{t.hour}</th>
            <th scope="col">{weekend ? t.weekend : t.weekday}</th>
            <th scope="col">{t.thatDay}</th>
          </tr>
        </thead>
        <tbody>
          {usual.hours.map((hour) => (
            <tr key={hour.hour}>
              <th scope="row">{hour.hour}</th>
              <td>{Math.round(part(hour) * 100)} %</td>
              <td>{hour.isThatDay ? t.yes : t.no}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
