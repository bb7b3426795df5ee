/** Those who are at the unit right now: the ward's patients, or who sits in the waiting room. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate, formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useMemo } from 'react';
import { today } from '../chart/today.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { type UnitRow, unitRows } from './day.ts';
import { PatientName, PatientNumber } from './patient-cells.tsx';
import { texts } from './texts.ts';
import { unitQuery } from './work-queries.ts';

export function UnitPatients({ unitId }: { unitId: string }) {
  const t = useTexts(texts);
  const found = useQuery(unitQuery(unitId));
  const rows = useMemo(() => (found.data ? unitRows(found.data.matches, found.data.included) : []), [found.data]);
  return (
    <Panel title={t.patients} {...(found.data ? { count: rows.length } : {})}>
      {found.isPending ? <Loading rows={5} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{t.noPatients}</Empty> : null}
      {rows.length > 0 ? (
        <DataTable
          caption={t.patients}
          columns={columnsOf(t, rows)}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => goTo(recordAddress(row.patientId))}
        />
      ) : null}
    </Panel>
  );
}

/** A stay is dated, a visit of today has a time. */
const sinceText = (since: string | undefined) =>
  formatDate(since) === today() ? formatTime(since) : formatDate(since);

function columnsOf(t: (typeof texts)['sv'], rows: readonly UnitRow[]): Column<UnitRow>[] {
  const hasPlaces = rows.some((row) => row.place !== '');
  return [
    { key: 'patient', title: t.patient, cell: (row) => <PatientName patient={row.patient} /> },
    { key: 'number', title: t.number, fit: true, cell: (row) => <PatientNumber patient={row.patient} /> },
    ...(hasPlaces
      ? [
          {
            key: 'place',
            title: t.place,
            fit: true,
            cell: (row: UnitRow) => row.place,
            sortBy: (row: UnitRow) => row.place,
          },
        ]
      : []),
    { key: 'reason', title: t.reason, cell: (row) => row.reason, sortBy: (row) => row.reason },
    {
      key: 'since',
      title: t.since,
      fit: true,
      align: 'right',
      cell: (row) => sinceText(row.since),
      sortBy: (row) => row.since,
    },
  ];
}
