/** Plans that go on, in the summary. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { planRows } from './plan-rows.ts';
import { texts } from './texts.ts';

export default function PlansPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const rows = useMemo(() => planRows(chart.carePlans), [chart]);
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="plans"
      empty={t.none}
      most={5}
      facts={rows.map((row) => ({
        id: row.id,
        what: <strong>{row.title}</strong>,
        more:
          row.activities.length > 0
            ? t.done(row.activities.filter((activity) => activity.isDone).length, row.activities.length)
            : row.kind,
        when: formatDate(row.start),
        isQuiet: !row.isActive,
      }))}
    />
  );
}
