/** Values over time: a row for each test, a column for each time, the newest to the left; names and headings stay while the rest scrolls. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { type Measure, valueGrid } from './measures.ts';
import { texts } from './texts.ts';
import { ValueText } from '@vardkedjan/ui/trend/value-text.tsx';

export interface ValueTableProps {
  measures: readonly Measure[];
  order: (measure: Measure) => number;
  addressOf: (measure: Measure) => string;
}

export function ValueTable({ measures, order, addressOf }: ValueTableProps) {
  const t = useTexts(texts);
  const grid = useMemo(() => valueGrid(measures, order), [measures, order]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must do so by key
    <section className="value-table-scroll" aria-label={t.scrollable} tabIndex={0}>
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
                  {cell ? <ValueText value={cell} /> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
