/** A patient's nursing: the risks, and the plans that answer them. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { PlanList } from './plan/plan-list.tsx';
import { RiskList } from './risk/risk-list.tsx';
import { texts } from './texts.ts';
import './nursing.css';

export default function NursingPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  return (
    <div className="nursing">
      <h2 className="visually-hidden">{t.title}</h2>
      <RiskList patientId={patientId} />
      <PlanList patientId={patientId} />
    </div>
  );
}
