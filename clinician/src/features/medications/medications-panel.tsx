/** Current drugs in the summary. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { doseOf } from './dose.ts';
import { doseWords } from './dose-words.ts';
import { drugRows } from './drug-rows.ts';
import { texts } from './texts.ts';

const most = 18;

export default function MedicationsPanel({ chart, isWhole = false }: SummaryPanelProps) {
  const t = useTexts(texts);
  const rows = useMemo(() => drugRows(chart.medicationRequests, doseOf).filter((row) => row.isCurrent), [chart]);
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="medications"
      empty={chart.medicationRequests.length > 0 ? t.noneActive : t.none}
      most={isWhole ? rows.length : most}
      facts={rows.map((row) => ({
        id: row.id,
        what: <strong>{row.name}</strong>,
        more: `${doseWords(row, t)}${row.status === 'active' ? '' : ` · ${t.statuses[row.status] ?? row.status}`}`,
        when: formatDate(row.since),
      }))}
    />
  );
}
