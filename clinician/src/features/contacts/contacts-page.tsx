/** Every contact of the record. */
import type { Encounter } from '@medplum/fhirtypes';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate, formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { type ContactRow, contactRows } from './contact-rows.ts';
import { texts } from './texts.ts';

const rowsOf = (encounters: Encounter[]) => contactRows(encounters);

/** A visit has a time, a stay has its days. */
const whenText = (row: ContactRow) =>
  row.end && formatDate(row.end) !== formatDate(row.start)
    ? `${formatDate(row.start)} – ${formatDate(row.end)}`
    : formatDateTime(row.start);

export default function ContactsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const columns: Column<ContactRow>[] = [
    { key: 'when', title: t.when, fit: true, cell: whenText, sortBy: (row) => row.start },
    { key: 'kind', title: t.kind, fit: true, cell: (row) => row.kind, sortBy: (row) => row.kind },
    { key: 'reason', title: t.reason, cell: (row) => row.reason, sortBy: (row) => row.reason },
    { key: 'diagnoses', title: t.diagnoses, cell: (row) => row.diagnoses, sortBy: (row) => row.diagnoses },
    { key: 'unit', title: t.unit, cell: (row) => row.unit, sortBy: (row) => row.unit },
    { key: 'staff', title: t.staff, cell: (row) => row.staff, sortBy: (row) => row.staff },
    {
      key: 'status',
      title: t.status,
      fit: true,
      cell: (row) => t.statuses[row.status] ?? row.status,
      sortBy: (row) => row.status,
    },
  ];
  return (
    <RecordList<Encounter, ContactRow>
      patientId={patientId}
      type="Encounter"
      query={{ _sort: '-date' }}
      title={t.title}
      empty={t.none}
      rowsOf={rowsOf}
      rowKey={(row) => row.id}
      columns={columns}
      focus={params.focus}
    />
  );
}
