/** The values of a picture as a table, the newest first; the rest of a long one on request. */
import { useState } from 'react';
import { Button } from '../button/button.tsx';
import { DataTable } from '../data-table/data-table.tsx';
import type { Column } from '../data-table/data-table.tsx';
import { useLanguage } from '../language.tsx';
import { axisMoment } from './axis-dates.ts';
import { isAbnormal, isSevere, signOf } from './mark.ts';
import type { TrendPoint, TrendSeries } from './trend-series.ts';
import { trendTexts } from './trend-texts.ts';

const shownAtFirst = 12;

interface Row {
  at: number;
  points: (TrendPoint | undefined)[];
}

function rowsOf(series: TrendSeries[]): Row[] {
  const times = [...new Set(series.flatMap((each) => each.points.map((point) => point.at)))].sort((a, b) => b - a);
  return times.map((at) => ({ at, points: series.map((each) => each.points.find((point) => point.at === at)) }));
}

export function TrendTable({ series }: { series: TrendSeries[] }) {
  const { language } = useLanguage();
  const texts = trendTexts[language];
  const [all, setAll] = useState(false);
  const rows = rowsOf(series);
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  const columns: Column<Row>[] = [
    { key: 'at', title: texts.columns.time, fit: true, cell: (row) => axisMoment(row.at) },
    ...series.map(
      (each, index): Column<Row> => ({
        key: each.key,
        title: series.length > 1 ? `${each.name} (${each.unit})` : `${texts.columns.value} (${each.unit})`,
        align: 'right',
        cell: (row) => <Value point={row.points[index]} />,
      }),
    ),
    ...(series.length === 1
      ? [
          {
            key: 'range',
            title: texts.columns.range,
            align: 'right' as const,
            cell: (row: Row) => row.points[0]?.band?.text ?? '',
          },
        ]
      : []),
  ];
  return (
    <div className="trend-table">
      <DataTable
        caption={series.map((each) => each.name).join(', ')}
        columns={columns}
        rows={shown}
        rowKey={(row) => String(row.at)}
      />
      {rows.length > shown.length ? (
        <Button tone="quiet" onPress={() => setAll(true)}>
          {texts.showOlder(rows.length - shown.length)}
        </Button>
      ) : null}
    </div>
  );
}

function Value({ point }: { point: TrendPoint | undefined }) {
  const { language } = useLanguage();
  if (!point) return <>–</>;
  if (!isAbnormal(point.mark)) return <>{point.text}</>;
  return (
    <span className={isSevere(point.mark) ? 'trend-value trend-value-severe' : 'trend-value trend-value-abnormal'}>
      <span aria-hidden="true">{signOf[point.mark]}</span> {point.text}
      <span className="visually-hidden"> {trendTexts[language].marks[point.mark]}</span>
    </span>
  );
}
