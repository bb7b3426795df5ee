/** My labs and measurements: each test with its latest value, its curve and what it is about; one test on a page of its own. */
import type { Observation } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty } from '@vardkedjan/ui/states/states.tsx';
import { axisDay } from '@vardkedjan/ui/trend/axis-dates.ts';
import { Sparkline } from '@vardkedjan/ui/trend/sparkline.tsx';
import { TrendChart } from '@vardkedjan/ui/trend/trend-chart.tsx';
import { plainLab } from '../plain/plain-lab.ts';
import { addressOf, type Place } from '../place.ts';
import { useAllOf } from '../record/use-own-record.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { MarkWords } from './mark-words.tsx';
import { isLaboratory, isVital, type OwnMeasure, ownMeasures } from './own-measures.ts';
import { texts } from './texts.ts';
import './results.css';

export default function ResultsPage({ place }: { place: Place }) {
  const t = useTexts(texts);
  const all = useAllOf<Observation>('Observation', { category: 'laboratory,vital-signs', _sort: '-date', _count: 500 });
  const labs = ownMeasures(all.found.filter(isLaboratory), t.pressure);
  const vitals = ownMeasures(all.found.filter(isVital), t.pressure);
  const [key] = place.rest;
  if (key !== undefined) return <OneMeasure measure={[...labs, ...vitals].find((each) => each.key === key)} />;
  return (
    <>
      <PageHead title={t.title} lead={t.lead} hasPrint />
      <details className="results-about">
        <summary>{t.about}</summary>
        <p>{t.aboutMore}</p>
      </details>
      <Section title={t.labs}>{labs.length > 0 ? <Measures measures={labs} /> : <Empty>{t.none}</Empty>}</Section>
      <Section title={t.vitals}>
        {vitals.length > 0 ? <Measures measures={vitals} /> : <Empty>{t.noVitals}</Empty>}
      </Section>
      {all.hasMore ? <Button onPress={all.more}>{all.isLoadingMore ? t.loading : t.older}</Button> : null}
    </>
  );
}

function Measures({ measures }: { measures: readonly OwnMeasure[] }) {
  const { language } = useLanguage();
  return (
    <ul className="measures">
      {measures.map((measure) => (
        <li key={measure.key}>
          <a className="measure" href={addressOf('results', measure.key)}>
            <span className="measure-name">{plainLab(measure.name, language)?.name ?? measure.name}</span>
            <span className="measure-value">
              <strong>{measure.latest}</strong> {measure.unit}
            </span>
            <span className="measure-date">{axisDay(measure.latestAt)}</span>
            <span className="measure-mark">
              <MarkWords measure={measure} />
            </span>
            <span className="measure-curve">
              {measure.series[0] && measure.series[0].points.length > 2 ? (
                <Sparkline series={measure.series[0]} width={240} height={40} />
              ) : null}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function OneMeasure({ measure }: { measure: OwnMeasure | undefined }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const back = { address: addressOf('results'), text: t.back };
  if (!measure) return <PageHead title={t.notFound} back={back} />;
  const plain =
    measure.key === 'pressure' ? { name: t.pressure, about: t.pressureAbout } : plainLab(measure.name, language);
  return (
    <>
      <PageHead
        title={plain?.name ?? measure.name}
        lead={[plain?.about, plain && measure.key !== 'pressure' ? `${t.laboratory(measure.name)}.` : '']
          .filter(Boolean)
          .join(' ')}
        back={back}
        hasPrint
      />
      <p className="measure-now">
        <strong>{measure.latest}</strong> {measure.unit} <span className="quiet">{axisDay(measure.latestAt)}</span>
        <MarkWords measure={measure} />
      </p>
      <TrendChart series={measure.series} height={260} isNarrow />
      <details className="results-about">
        <summary>{t.about}</summary>
        <p>{t.aboutMore}</p>
      </details>
    </>
  );
}
