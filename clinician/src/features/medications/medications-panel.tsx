/** The drug list in the summary's size. */
import { currentDrugs } from '@vardkedjan/care/clinical/drug-list/current-drugs.ts';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo } from 'react';
import { Facts } from '../../chart/facts.tsx';
import { today } from '../../chart/today.ts';
import type { SummaryPanelProps } from '../../feature.ts';
import { doseWords } from './dose-words.ts';
import { marksOf } from './list/drug-marks.ts';
import { texts } from './texts.ts';

const most = 18;

export default function MedicationsPanel({ chart, isWhole = false }: SummaryPanelProps) {
  const t = useTexts(texts);
  const drugs = useMemo(() => currentDrugs(chart.medicationRequests, chart.medicationStatements, today()), [chart]);
  return (
    <Facts
      title={t.title}
      patientId={chart.patient.id}
      path="medications"
      empty={chart.medicationRequests.length > 0 ? t.noneActive : t.none}
      most={isWhole ? drugs.length : most}
      facts={drugs.map((drug) => ({
        id: drug.resource.id ?? '',
        what: <strong>{drug.name}</strong>,
        more: [doseWords(drug, t), ...marksOf(drug, t, today())].join(' · '),
        when: formatDate(drug.since),
      }))}
    />
  );
}
