/** All laboratory values or vital signs: as a table with a column for each time, or as pictures. */
import type { Observation } from '@medplum/fhirtypes';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { localTime } from '@vardkedjan/ui/dates.ts';
import { followPage, type Page, searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Loading } from '@vardkedjan/ui/states/states.tsx';
import { trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import { lazy, Suspense, useMemo } from 'react';
import { NoneInRecord } from '../../chart/none-in-record.tsx';
import type { RecordPageProps } from '../../feature.ts';
import { AlsoOf } from '../../identity/written-under.tsx';
import { goTo, recordAddress } from '../../navigation.ts';
import { labPlace, type Measure, measuresOf, vitalPlace } from './measures.ts';
import { texts } from './texts.ts';
import { ValueTable } from './value-table.tsx';
import './results.css';

const Curves = lazy(() => import('./curves.tsx'));

type Group = 'labs' | 'vitals';
type View = 'table' | 'pictures';

const categoryOf: Record<Group, string> = { labs: 'laboratory', vitals: 'vital-signs' };
const pageSize = 500;

export default function ResultsPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const group: Group = params.group === 'vitals' ? 'vitals' : 'labs';
  const view: View = params.view === 'pictures' || params.measure ? 'pictures' : 'table';
  const show = (change: Record<string, string>) =>
    goTo(recordAddress(patientId, 'results', { group, view, ...change }), 'replace');
  return (
    <div className="results">
      <header className="page-head">
        <h2>{t.title}</h2>
        <div className="results-choices">
          <ChoiceBar
            label={t.group}
            value={group}
            choices={[
              ['labs', t.labs],
              ['vitals', t.vitals],
            ]}
            onChoose={(next) => show({ group: next })}
          />
          <ChoiceBar
            label={t.view}
            value={view}
            choices={[
              ['table', t.table],
              ['pictures', t.pictures],
            ]}
            onChoose={(next) => show({ view: next })}
          />
        </div>
      </header>
      <Suspense fallback={<Loading rows={14} />}>
        <Values
          key={group}
          patientId={patientId}
          group={group}
          view={view}
          shown={params.measure}
          onShow={(measure) => show(measure ? { measure } : { view: 'pictures' })}
        />
      </Suspense>
    </div>
  );
}

interface ValuesProps {
  patientId: string;
  group: Group;
  view: View;
  shown: string | undefined;
  onShow: (measure: string | undefined) => void;
}

function Values({ patientId, group, view, shown, onShow }: ValuesProps) {
  const t = useTexts(texts);
  const found = useObservations(patientId, group);
  const observations = useMemo(() => found.data.pages.flatMap((page) => page.matches), [found.data]);
  const measures: Measure[] = useMemo(() => measuresOf(trendSeries(observations), t.bloodPressure), [observations, t]);
  if (measures.length === 0) return <NoneInRecord>{group === 'labs' ? t.noLabs : t.noVitals}</NoneInRecord>;
  const order = group === 'labs' ? labPlace : vitalPlace;
  const oldest = Math.min(
    ...measures.flatMap((measure) => measure.series.flatMap((series) => series.points.map((point) => point.at))),
  );
  return (
    <AlsoOf resources={observations}>
      {view === 'table' ? (
        <ValueTable
          measures={measures}
          order={order}
          patientId={patientId}
          addressOf={(measure) => recordAddress(patientId, 'results', { group, measure: measure.key })}
        />
      ) : (
        <Curves measures={measures.toSorted((a, b) => order(a) - order(b))} shown={shown} onShow={onShow} />
      )}
      {found.hasNextPage ? (
        <p className="results-more">
          <span className="quiet">{t.since(localTime(new Date(oldest)).date)}</span>
          <Button isDisabled={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
            {t.loadMore}
          </Button>
        </p>
      ) : null}
    </AlsoOf>
  );
}

function useObservations(patientId: string, group: Group) {
  return useSuspenseInfiniteQuery({
    queryKey: ['record', patientId, 'observations', group],
    queryFn: ({ pageParam, signal }): Promise<Page<Observation>> =>
      pageParam === ''
        ? searchResources<Observation>(
            'Observation',
            { patient: patientId, category: categoryOf[group], _sort: '-date', _count: pageSize },
            signal,
          )
        : followPage<Observation>(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    structuralSharing: false,
  });
}
