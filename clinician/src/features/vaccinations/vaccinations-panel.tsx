/** Vaccinations in the summary, one line a vaccine. */
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { texts } from './texts.ts';
import { byVaccine, vaccinationRows } from './vaccination-rows.ts';

export default function VaccinationsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const rows = useMemo(() => byVaccine(vaccinationRows(chart.immunizations)), [chart]);
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="vaccinations"
      empty={t.none}
      most={6}
      facts={rows.map((row) => ({
        id: row.id,
        what: row.vaccine,
        more: row.doses > 1 ? t.doses(row.doses) : '',
        when: formatDate(row.date),
      }))}
    />
  );
}
