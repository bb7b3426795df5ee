/** Values over time: a row for each test, a column for each time, the newest to the left; names and headings stay while the rest scrolls. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { ScrollRegion } from '@vardkedjan/ui/scroll-region/scroll-region.tsx';
import { useMemo, useState } from 'react';
import { WrittenUnder } from '../../identity/written-under.tsx';
import { CorrectValueDialog } from '../../values/correct-value-dialog.tsx';
import { texts as correctingTexts } from '../../values/texts.ts';
import { type Measure, type MeasureValue, valueGrid } from './measures.ts';
import { texts } from './texts.ts';
import { ValueText } from '@vardkedjan/ui/trend/value-text.tsx';

export interface ValueTableProps {
  measures: readonly Measure[];
  order: (measure: Measure) => number;
  addressOf: (measure: Measure) => string;
  patientId: string;
}

export function ValueTable({ measures, order, addressOf, patientId }: ValueTableProps) {
  const t = useTexts(texts);
  const [correcting, correct] = useState<string>();
  const grid = useMemo(() => valueGrid(measures, order), [measures, order]);
  return (
    <ScrollRegion className="value-table-scroll" label={t.scrollable}>
      {grid.columns.length > 6 ? <p className="value-table-printed">{t.printed}</p> : null}
      <table className="value-table">
        <caption className="visually-hidden">{t.scrollable}</caption>
        <thead>
          <tr>
            <th scope="col">{t.test}</th>
            <th scope="col">{t.unit}</th>
            <th scope="col">{t.range}</th>
            {grid.columns.map((column) => (
              <th key={column.at} scope="col" className="number">
                {column.date}
                <span className="value-table-time">{column.time}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ measure, cells, range }) => (
            <tr key={measure.key}>
              <th scope="row">
                <a href={addressOf(measure)}>{measure.name}</a>
              </th>
              <td className="quiet">{measure.unit}</td>
              <td className="quiet">{range}</td>
              {cells.map((cell, index) => (
                <td key={grid.columns[index]?.at} className="number">
                  {cell ? <Cell name={measure.name} value={cell} onCorrect={correct} /> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {correcting === undefined ? null : (
        <CorrectValueDialog id={correcting} patientId={patientId} onClose={() => correct(undefined)} />
      )}
    </ScrollRegion>
  );
}

interface CellProps {
  name: string;
  value: MeasureValue;
  onCorrect: (source: string) => void;
}

/** A value is the way to correct it; one that was corrected says so. */
function Cell({ name, value, onCorrect }: CellProps) {
  const t = useTexts(correctingTexts);
  return (
    <button type="button" className="value-cell" title={t.open(name)} onClick={() => onCorrect(value.source)}>
      <ValueText value={value} />
      <WrittenUnder id={value.source} />
      {value.isCorrected ? (
        <span className="value-corrected" title={t.corrected}>
          {' '}
          <span aria-hidden="true">✎</span>
          <span className="visually-hidden">{t.corrected}</span>
        </span>
      ) : null}
    </button>
  );
}
