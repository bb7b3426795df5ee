/** Current diagnoses in the summary; the past ones are counted and one step away. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { problemRows } from './problem-rows.ts';
import { texts } from './texts.ts';

const most = 14;
const mostPast = 4;

export default function ProblemsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const rows = useMemo(() => problemRows(chart.conditions), [chart]);
  const active = rows.filter((row) => row.isActive);
  const shown = [...active, ...rows.filter((row) => !row.isActive).slice(0, mostPast)];
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="problems"
      empty={t.none}
      most={most}
      facts={shown.map((row) => ({
        id: row.id,
        what: row.isActive ? <strong>{row.text}</strong> : row.text,
        more: [
          row.code,
          row.isUncertain ? t.uncertain : '',
          row.isActive ? '' : row.isAtContact ? t.atContact.toLowerCase() : t.past.toLowerCase(),
        ]
          .filter(Boolean)
          .join(' · '),
        when: formatDate(row.since),
        isQuiet: !row.isActive,
      }))}
    />
  );
}
