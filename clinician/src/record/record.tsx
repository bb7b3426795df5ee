/** One open record: the strip, its parts, and the part that is shown. All of it stands on the one chart request. */
import { useQueryClient } from '@tanstack/react-query';
import { isProtectedPerson } from '@vardkedjan/care/access/protected-person.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { ageShown, onSightChanged } from '@vardkedjan/ui/record-sight.ts';
import { Empty, Loading } from '@vardkedjan/ui/states/states.tsx';
import { Suspense, useEffect } from 'react';
import { ShownInPart } from '../chart/none-in-record.tsx';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';
import { useChart, useRecordSight } from '../chart/use-chart.ts';
import { RecordOfOne } from '../identity/written-under.tsx';
import { preloadPage, recordPages } from '../loaded.ts';
import { firstPage, type Params, recordAddress } from '../navigation.ts';
import { useSession } from '../session/session-context.ts';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { PatientStrip } from '../strip/patient-strip.tsx';
import { withRecord } from './open-records.ts';
import { openRecords } from './open-records-store.ts';
import { PageLinks } from './page-links.tsx';
import { Printing } from './printing-told.tsx';
import { NoSuchRecord, RefusalPanel, RefusedPart } from './refusal-panel.tsx';
import { texts } from './texts.ts';
import './record.css';

export interface RecordProps {
  patientId: string;
  path: string;
  params: Params;
}

export function Record(props: RecordProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  // Beside the chart's request, not after it.
  preloadPage(props.path);
  return (
    <ErrorBoundary
      resetKey={`${assignment.id} ${props.patientId}`}
      fallback={(failure, retry) => answerTo(failure, props.patientId, retry)}
    >
      <Suspense fallback={<RecordPlaceholder label={t.loading} />}>
        <OpenRecord {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}

function answerTo(failure: unknown, patientId: string, retry: () => void) {
  if (!(failure instanceof FhirFailure)) return undefined;
  if (failure.refusal) return <RefusalPanel refusal={failure.refusal} patientId={patientId} onOpened={retry} />;
  return failure.kind === 'not-found' || failure.kind === 'gone' ? <NoSuchRecord /> : undefined;
}

/** Holds the strip's and the tabs' places, so the record appears where it will stay. */
function RecordPlaceholder({ label }: { label: string }) {
  return (
    <main className="record">
      <div className="record-strip-place" />
      <div className="record-page">
        <Loading rows={12} label={label} />
      </div>
    </main>
  );
}

function OpenRecord({ patientId, path, params }: RecordProps) {
  const chart = useChart(patientId);
  const t = useTexts(texts);
  const name = nameOfPatient(chart.patient);
  // The tab's title is in the taskbar, in the history and on shared screens.
  const title = chart.patient && isProtectedPerson(chart.patient) ? t.protected : name;
  const { assignment } = useSession();
  const sightChanged = useRecordSight();
  const queries = useQueryClient();
  useEffect(
    () =>
      onSightChanged(
        patientId,
        () => ageShown(queries, ['record', patientId]),
        () => void sightChanged(patientId),
      ),
    [patientId, assignment.id, queries, sightChanged],
  );
  useEffect(() => openRecords.set((open) => withRecord(open, patientId)), [patientId]);
  useEffect(() => {
    document.title = `${title} – Vårdkedjan`;
    return () => {
      document.title = 'Vårdkedjan';
    };
  }, [title]);
  return (
    <ShownInPart.Provider value={chart.isPart}>
      <RecordOfOne person={chart.patient} resources={chart.resources}>
        <main className="record">
          <p className="print-patient">
            {name} {personNumberOf(chart.patient)}
          </p>
          <Printing patientId={patientId} isOffered={chart.offers.has('print')} />
          <PatientStrip chart={chart} />
          <PageLinks patientId={patientId} path={path} />
          <div className="record-page" id="record-page">
            <ErrorBoundary
              resetKey={`${patientId}/${path}?${new URLSearchParams(params).toString()}`}
              fallback={(failure, retry) =>
                failure instanceof FhirFailure && failure.refusal ? (
                  <RefusedPart refusal={failure.refusal} patientId={patientId} onOpened={retry} />
                ) : undefined
              }
            >
              <Suspense fallback={<Loading rows={12} />}>
                <Page patientId={patientId} path={path} params={params} />
              </Suspense>
            </ErrorBoundary>
          </div>
        </main>
      </RecordOfOne>
    </ShownInPart.Provider>
  );
}

function Page({ patientId, path, params }: RecordProps) {
  const t = useTexts(texts);
  const found = recordPages.find(({ page }) => page.path === path);
  if (!found) {
    return (
      <Empty>
        {t.unknownPage}. <a href={recordAddress(patientId, firstPage)}>{t.toSummary}</a>
      </Empty>
    );
  }
  return <found.Component patientId={patientId} params={params} />;
}
