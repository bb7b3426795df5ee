/** A value as it was answered, with its deviation by shape, colour and words. */
import { useLanguage } from '@vardkedjan/ui/language.tsx';
import { DeviationMark, type Deviation } from '@vardkedjan/ui/severity/severity.tsx';
import { isAbnormal, type Mark } from '@vardkedjan/ui/trend/mark.ts';
import { trendTexts } from '@vardkedjan/ui/trend/trend-texts.ts';
import type { MeasureValue } from './measures.ts';

const deviationOf: Partial<Record<Mark, Deviation>> = {
  low: 'low',
  high: 'high',
  'very-low': 'critical-low',
  'very-high': 'critical-high',
  abnormal: 'abnormal',
};

export function ValueText({ value }: { value: MeasureValue }) {
  const { language } = useLanguage();
  const deviation = deviationOf[value.mark];
  if (!deviation || !isAbnormal(value.mark)) return <>{value.text}</>;
  return (
    <span className="result-abnormal">
      <DeviationMark deviation={deviation} label={trendTexts[language].marks[value.mark]} />
      <strong>{value.text}</strong>
    </span>
  );
}
