/** Openings as rows, in the order they came in: the oddest first. */
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import type { OpeningRow } from './opening.ts';
import { type LogReviewTexts, texts } from './texts.ts';

export interface OpeningTableProps {
  rows: readonly OpeningRow[];
  chosen: OpeningRow | undefined;
  onChoose: (row: OpeningRow) => void;
}

export function OpeningTable({ rows, chosen, onChoose }: OpeningTableProps) {
  const t = useTexts(texts);
  return (
    <DataTable
      caption={t.list}
      columns={columnsOf(t)}
      rows={rows}
      rowKey={(row) => row.key}
      onOpen={onChoose}
      {...(chosen ? { currentKey: chosen.key } : {})}
    />
  );
}

export function patientText(row: OpeningRow, t: LogReviewTexts): string {
  if (row.isProtected) return t.protected;
  return row.patientName || t.unknownPatient;
}

function columnsOf(t: LogReviewTexts): Column<OpeningRow>[] {
  return [
    { key: 'odd', title: t.oddColumn, cell: (row) => <OddBadges row={row} /> },
    {
      key: 'user',
      title: t.user,
      opens: true,
      cell: (row) => row.agentName,
      sortBy: (row) => row.agentName,
    },
    { key: 'unit', title: t.unit, cell: (row) => row.units.join(', '), sortBy: (row) => row.units[0] },
    {
      key: 'patient',
      title: t.patient,
      cell: (row) => patientText(row, t),
      sortBy: (row) => row.patientName,
    },
    {
      key: 'when',
      title: t.when,
      fit: true,
      cell: (row) => `${row.day} ${formatTime(row.from)}`,
      sortBy: (row) => row.from,
    },
  ];
}

export function OddBadges({ row }: { row: OpeningRow }) {
  const t = useTexts(texts);
  if (row.odd.length === 0) return <span className="quiet">{t.nothingOdd}</span>;
  return (
    <span className="log-review-odd">
      {row.odd.map((sign) => (
        <Badge key={sign}>{t.odd[sign][0]}</Badge>
      ))}
    </span>
  );
}
