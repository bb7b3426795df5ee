/** Every referral of the record with its answer in full. */
import type { DiagnosticReport, ServiceRequest, Task } from '@medplum/fhirtypes';
import { isOrderTask } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { RecordList } from '../../chart/record-list.tsx';
import { useChart } from '../../chart/use-chart.ts';
import type { RecordPageProps } from '../../feature.ts';
import { orderTexts } from '../../orders/state-texts.ts';
import { type ReferralRow, referralRows } from './referral-rows.ts';
import { texts } from './texts.ts';
import './referrals.css';

export default function ReferralsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const { states } = useTexts(orderTexts);
  const chart = useChart(patientId);
  const columns: Column<ReferralRow>[] = [
    { key: 'sent', title: t.sent, fit: true, cell: (row) => formatDate(row.sent), sortBy: (row) => row.sent },
    {
      key: 'question',
      title: t.question,
      cell: (row) => <strong>{row.question}</strong>,
      sortBy: (row) => row.question,
    },
    { key: 'kind', title: t.kind, fit: true, cell: (row) => row.kind, sortBy: (row) => row.kind },
    { key: 'to', title: t.to, cell: (row) => row.to, sortBy: (row) => row.to },
    {
      key: 'status',
      title: t.status,
      cell: (row) => (
        <>
          {row.isPreliminary ? t.preliminary : row.state ? states[row.state] : t.answered}
          {row.reason ? <span className="referral-reason">{row.reason}</span> : null}
        </>
      ),
      sortBy: (row) => row.state,
    },
    {
      key: 'answered',
      title: t.answered,
      fit: true,
      cell: (row) => formatDate(row.answered),
      sortBy: (row) => row.answered,
    },
    {
      key: 'answer',
      title: t.answer,
      cell: (row) => <span className="referral-answer">{row.answer || (row.isOpen ? t.noAnswer : '')}</span>,
    },
  ];
  const rowsOf = useMemo(
    () => (resources: (ServiceRequest | DiagnosticReport | Task)[]) => {
      const requests = resources.filter((resource) => resource.resourceType === 'ServiceRequest');
      const reports = resources.filter((resource) => resource.resourceType === 'DiagnosticReport');
      return referralRows(
        {
          requests,
          tasks: resources.filter((resource) => resource.resourceType === 'Task').filter(isOrderTask),
          reports: [
            ...reports,
            ...chart.diagnosticReports.filter((report) => reports.every((each) => each.id !== report.id)),
          ],
        },
        chart.nameOf,
      );
    },
    [chart],
  );
  return (
    <RecordList<ServiceRequest | DiagnosticReport | Task, ReferralRow>
      patientId={patientId}
      type="ServiceRequest"
      query={{ _sort: '-authored', _revinclude: ['DiagnosticReport:based-on', 'Task:focus'] }}
      withIncluded
      title={t.title}
      empty={t.none}
      rowsOf={rowsOf}
      rowKey={(row) => row.id}
      columns={columns}
      focus={params.focus}
    />
  );
}
