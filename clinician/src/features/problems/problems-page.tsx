/** Every diagnosis of the record. */
import type { Condition } from '@medplum/fhirtypes';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { type ProblemRow, problemRows } from './problem-rows.ts';
import { texts } from './texts.ts';

export default function ProblemsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const columns: Column<ProblemRow>[] = [
    { key: 'code', title: t.code, fit: true, cell: (row) => row.code, sortBy: (row) => row.code },
    { key: 'diagnosis', title: t.diagnosis, cell: (row) => row.text, sortBy: (row) => row.text },
    {
      key: 'status',
      title: t.status,
      fit: true,
      cell: (row) =>
        `${row.isActive ? t.active : row.isAtContact ? t.atContact : t.past}${row.isUncertain ? `, ${t.uncertain}` : ''}`,
      sortBy: (row) => Number(!row.isActive),
    },
    { key: 'since', title: t.since, fit: true, cell: (row) => formatDate(row.since), sortBy: (row) => row.since },
    { key: 'until', title: t.until, fit: true, cell: (row) => formatDate(row.until), sortBy: (row) => row.until },
    { key: 'recorder', title: t.recordedAt, cell: (row) => row.recorder, sortBy: (row) => row.recorder },
  ];
  return (
    <RecordList<Condition, ProblemRow>
      patientId={patientId}
      type="Condition"
      query={{ _sort: '-recorded-date' }}
      title={t.title}
      empty={t.none}
      rowsOf={problemRows}
      rowKey={(row) => row.id}
      columns={columns}
      isQuiet={(row) => !row.isActive}
      focus={params.focus}
    />
  );
}
