/** The latest values in a summary panel: name, trend, value, unit and range, by the day they are from. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Sparkline } from '@vardkedjan/ui/trend/sparkline.tsx';
import { recordAddress } from '../../navigation.ts';
import type { LatestDay, LatestRow } from './measures.ts';
import { texts } from './texts.ts';
import { ValueText } from '@vardkedjan/ui/trend/value-text.tsx';
import './results.css';

/** A line needs as many values as this to say anything. */
const leastForTrend = 3;

export function LatestValues({
  patientId,
  caption,
  days,
  group,
}: {
  patientId: string;
  caption: string;
  days: readonly LatestDay[];
  group: 'labs' | 'vitals';
}) {
  const t = useTexts(texts);
  return (
    <table className="latest-values">
      <caption className="visually-hidden">{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          {[t.test, t.trend, t.value, t.unit, t.range].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {days.map((day) => (
        <tbody key={day.date}>
          <tr>
            <th scope="rowgroup" colSpan={5} className="latest-day">
              {day.date}
            </th>
          </tr>
          {day.rows.map((row) => (
            <ValueRow
              key={row.measure.key}
              row={row}
              address={recordAddress(patientId, 'results', { group, measure: row.measure.key })}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function ValueRow({ row, address }: { row: LatestRow; address: string }) {
  const [series] = row.measure.series;
  return (
    <tr>
      <th scope="row">
        <a href={address}>{row.measure.name}</a>
      </th>
      <td className="latest-trend">
        {series && row.count >= leastForTrend ? <Sparkline series={series} width={64} height={16} /> : null}
      </td>
      <td className="number">
        <ValueText value={row.latest} />
      </td>
      <td className="latest-unit">{row.measure.unit}</td>
      <td className="latest-range">{row.latest.range}</td>
    </tr>
  );
}
