/** Referrals and answers in the summary: what waits for an answer is told. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { orderTexts } from '../../orders/state-texts.ts';
import { referralRows } from './referral-rows.ts';
import { texts } from './texts.ts';

export default function ReferralsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const { states } = useTexts(orderTexts);
  const rows = useMemo(
    () =>
      referralRows(
        { requests: chart.serviceRequests, tasks: chart.orderTasks, reports: chart.diagnosticReports },
        chart.nameOf,
      ),
    [chart],
  );
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="referrals"
      empty={t.none}
      most={5}
      facts={rows.map((row) => ({
        id: row.id,
        what: <strong>{row.question}</strong>,
        more: row.isPreliminary
          ? `${t.preliminary}: ${row.answer}`
          : row.answer || [row.to, row.state && states[row.state], row.reason].filter(Boolean).join(' · '),
        when: formatDate(row.answered ?? row.sent),
      }))}
    />
  );
}
