/** Values as pictures: all of them small, or one large with its table beside it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TrendChart } from '@vardkedjan/ui/trend/trend-chart.tsx';
import type { Measure } from './measures.ts';
import { texts } from './texts.ts';

export interface CurvesProps {
  measures: readonly Measure[];
  shown: string | undefined;
  onShow: (measure: string | undefined) => void;
}

export default function Curves({ measures, shown, onShow }: CurvesProps) {
  const t = useTexts(texts);
  const large = measures.find((measure) => measure.key === shown);
  if (large) {
    return (
      <section className="curve-large" aria-label={large.name}>
        <header className="page-head">
          <h3>
            {large.name} <span className="quiet">{large.unit}</span>
          </h3>
          <Button onPress={() => onShow(undefined)}>{t.back}</Button>
        </header>
        <TrendChart series={large.series} height={360} />
      </section>
    );
  }
  const drawn = measures.filter((measure) => measure.series.some((series) => series.points.length > 1));
  return (
    <ul className="curves">
      {drawn.map((measure) => (
        <li key={measure.key}>
          <button type="button" className="curve-title" onClick={() => onShow(measure.key)}>
            <strong>{measure.name}</strong> <span className="quiet">{measure.unit}</span>
            <span className="visually-hidden">: {t.open}</span>
          </button>
          <TrendChart series={measure.series} height={150} hideTable />
        </li>
      ))}
    </ul>
  );
}
