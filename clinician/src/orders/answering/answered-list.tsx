/** What the unit has answered, and whether it was confirmed: a critical answer that nobody has confirmed stands first, with its age. */
import type { UseQueryResult } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { PatientName, PatientNumber } from '../../work/patient-cells.tsx';
import { AnsweredDetail } from './answered-detail.tsx';
import type { AnsweredRow } from './answered-rows.ts';
import { Receipt } from './receipt.tsx';
import { texts } from './texts.ts';

export function AnsweredList({ found }: { found: UseQueryResult<AnsweredRow[]> }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [at, setAt] = useState('');
  const rows = found.data ?? [];
  const row = rows.find(({ id }) => id === at);
  return (
    <div className="unit-orders-both" data-open={row ? '' : undefined}>
      {found.isPending ? <Loading rows={10} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{t.noAnswered}</Empty> : null}
      {rows.length > 0 ? (
        <DataTable
          caption={t.answered}
          columns={columnsOf(t, language)}
          rows={rows}
          rowKey={({ id }) => id}
          onOpen={({ id }) => setAt(id)}
          {...(row && { currentKey: row.id })}
        />
      ) : null}
      {row ? <AnsweredDetail key={row.id} row={row} onCorrected={() => found.refetch()} /> : null}
    </div>
  );
}

function columnsOf(t: (typeof texts)['sv'], language: Language): Column<AnsweredRow>[] {
  return [
    { key: 'patient', title: t.patient, opens: true, fit: true, cell: (row) => <PatientName patient={row.patient} /> },
    { key: 'number', title: t.number, fit: true, cell: (row) => <PatientNumber patient={row.patient} /> },
    {
      key: 'what',
      title: t.what,
      cell: (row) => (
        <>
          {row.isCritical ? <Badge severity="critical">{t.isCritical}</Badge> : null} {row.what}
        </>
      ),
    },
    { key: 'state', title: t.state, fit: true, cell: (row) => (row.state ? t.states[row.state] : '–') },
    { key: 'sent', title: t.sent, fit: true, cell: (row) => formatDateTime(row.sent) },
    { key: `receipt ${language}`, title: t.receipt, cell: (row) => <Receipt row={row} /> },
  ];
}
