/** Every vaccination of the record. */
import type { Immunization } from '@medplum/fhirtypes';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { texts } from './texts.ts';
import { type VaccinationRow, vaccinationRows } from './vaccination-rows.ts';

export default function VaccinationsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const columns: Column<VaccinationRow>[] = [
    { key: 'date', title: t.date, fit: true, cell: (row) => formatDate(row.date), sortBy: (row) => row.date },
    {
      key: 'vaccine',
      title: t.vaccine,
      cell: (row) => (row.isGiven ? row.vaccine : `${row.vaccine} (${t.notGiven})`),
      sortBy: (row) => row.vaccine,
    },
    { key: 'against', title: t.against, cell: (row) => row.against, sortBy: (row) => row.against },
    { key: 'dose', title: t.dose, fit: true, align: 'right', cell: (row) => row.dose },
    { key: 'lot', title: t.lot, fit: true, cell: (row) => row.lot, sortBy: (row) => row.lot },
    { key: 'by', title: t.by, cell: (row) => row.by, sortBy: (row) => row.by },
  ];
  return (
    <RecordList<Immunization, VaccinationRow>
      patientId={patientId}
      type="Immunization"
      query={{ _sort: '-date' }}
      title={t.title}
      empty={t.none}
      rowsOf={vaccinationRows}
      rowKey={(row) => row.id}
      columns={columns}
      isQuiet={(row) => !row.isGiven}
      focus={params.focus}
    />
  );
}
