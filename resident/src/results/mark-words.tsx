/** How the latest value stands to its range, in words and by shape; nothing is said where nothing can be told. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { isAbnormal } from '@vardkedjan/ui/trend/mark.ts';
import type { OwnMeasure } from './own-measures.ts';
import { texts } from './texts.ts';

export function MarkWords({ measure }: { measure: OwnMeasure }) {
  const t = useTexts(texts);
  const points = measure.series.map((each) => each.points.find((point) => point.at === measure.latestAt));
  const range = points.find((point) => point?.band?.text)?.band?.text;
  const worst = points.find((point) => point && isAbnormal(point.mark))?.mark ?? points[0]?.mark ?? 'unknown';
  const words = worst.includes('high')
    ? t.high
    : worst.includes('low')
      ? t.low
      : worst === 'normal'
        ? t.normal
        : worst === 'abnormal'
          ? t.abnormal
          : '';
  const sign = worst.includes('high') ? '▲' : worst.includes('low') ? '▼' : worst === 'abnormal' ? '◆' : '';
  return (
    <span className={sign ? 'mark-words mark-words-abnormal' : 'mark-words'}>
      {sign ? <span aria-hidden="true">{sign} </span> : null}
      {words ? <span>{words} </span> : null}
      {range ? <span>{(words ? t.theRange : t.range)(range.replaceAll(' ', '\u00a0'))}</span> : null}
    </span>
  );
}
