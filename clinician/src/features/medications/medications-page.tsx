/** The whole drug list: current and ended, with who set in what, for what and until when. */
import type { MedicationRequest } from '@medplum/fhirtypes';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { doseWords } from './dose-words.ts';
import { doseOf } from './dose.ts';
import { type DrugRow, drugRows } from './drug-rows.ts';
import { texts } from './texts.ts';

const rowsOf = (requests: MedicationRequest[]) => drugRows(requests, doseOf);

export default function MedicationsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const columns: Column<DrugRow>[] = [
    { key: 'drug', title: t.drug, cell: (row) => <strong>{row.name}</strong>, sortBy: (row) => row.name },
    { key: 'dose', title: t.dose, cell: (row) => doseWords(row, t) },
    { key: 'reason', title: t.reason, cell: (row) => row.reason, sortBy: (row) => row.reason },
    {
      key: 'status',
      title: t.status,
      cell: (row) =>
        [row.isAsNeeded && row.isCurrent ? t.asNeeded : (t.statuses[row.status] ?? row.status), row.statusReason]
          .filter(Boolean)
          .join(': '),
      sortBy: (row) => row.status,
    },
    { key: 'since', title: t.since, fit: true, cell: (row) => formatDate(row.since), sortBy: (row) => row.since },
    { key: 'until', title: t.until, fit: true, cell: (row) => formatDate(row.until), sortBy: (row) => row.until },
    { key: 'prescriber', title: t.prescriber, cell: (row) => row.prescriber, sortBy: (row) => row.prescriber },
  ];
  return (
    <RecordList<MedicationRequest, DrugRow>
      patientId={patientId}
      type="MedicationRequest"
      query={{ _sort: '-authoredon' }}
      title={t.title}
      empty={t.none}
      rowsOf={rowsOf}
      rowKey={(row) => row.id}
      columns={columns}
      isQuiet={(row) => !row.isCurrent}
      focus={params.focus}
    />
  );
}
