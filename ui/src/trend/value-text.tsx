/** A value as it was answered, with its deviation by shape, colour and words. */
import { useLanguage } from '../language.tsx';
import { DeviationMark, type Deviation } from '../severity/severity.tsx';
import { isAbnormal, type Mark } from './mark.ts';
import { trendTexts } from './trend-texts.ts';
import './trend.css';

const deviationOf: Partial<Record<Mark, Deviation>> = {
  low: 'low',
  high: 'high',
  'very-low': 'critical-low',
  'very-high': 'critical-high',
  abnormal: 'abnormal',
};

export function ValueText({ value }: { value: { text: string; mark: Mark } }) {
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
