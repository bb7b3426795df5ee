/** The three zones that stay put: the bar and the strip above, the centre, and the dock where one writes. */
import { useQuery } from '@tanstack/react-query';
import type { RiskScreen } from '@vardkedjan/care/coordination/risk-report.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Loading } from '@vardkedjan/ui/states/states.tsx';
import { Suspense, useEffect, useState } from 'react';
import { chartQuery } from '../chart/use-chart.ts';
import { type AppActions, commandsNow } from '../commands/app-commands.ts';
import { Palette } from '../commands/palette.tsx';
import { ShortcutsOverlay } from '../commands/shortcuts-overlay.tsx';
import { useKeys } from '../commands/use-keys.ts';
import { Dock } from '../dock/dock.tsx';
import { FindPatient } from '../find/find-patient.tsx';
import { preloadPage, preloadRest, unitPages } from '../loaded.ts';
import { firstPage, type Place, usePlace } from '../navigation.ts';
import { Record } from '../record/record.tsx';
import { screenNow } from '../risk/report-risk.ts';
import { ReportRiskDialog } from '../risk/report-risk-dialog.tsx';
import { useSession } from '../session/session-context.ts';
import { lately } from '../lately.tsx';
import { MyWork } from '../work/my-work.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { texts } from './texts.ts';
import { TopBar } from './top-bar.tsx';
import './shell.css';

/** What lies over the zones, one at a time. */
type Overlay =
  | { kind: 'find'; text: string }
  | { kind: 'risk'; screen: RiskScreen }
  | { kind: 'palette' }
  | { kind: 'shortcuts' };

export function Shell() {
  const t = useTexts(texts);
  const place = usePlace();
  const { signOut, assignment } = useSession();
  const { setLanguage } = useLanguage();
  const [overlay, setOverlay] = useState<Overlay>();
  useEffect(() => {
    preloadPage(firstPage);
    const timer = setTimeout(() => {
      preloadRest();
      answers.preload();
      unitOrders.preload();
    }, 1500);
    return () => clearTimeout(timer);
  }, []);
  const patientId = place.at === 'record' ? place.patientId : undefined;
  const close = () => setOverlay(undefined);
  const mayFind = assignment.purpose !== 'log-review';
  const find = (text: string) => (mayFind ? setOverlay({ kind: 'find', text }) : undefined);
  const actions: AppActions = {
    findPatient: mayFind ? () => find('') : undefined,
    showPalette: () => setOverlay({ kind: 'palette' }),
    showShortcuts: () => setOverlay({ kind: 'shortcuts' }),
    reportRisk: () => setOverlay({ kind: 'risk', screen: screenNow(patientId) }),
    setLanguage,
    focusDock,
    signOut: () => void signOut(),
  };
  const chart = useQuery({ ...chartQuery(patientId ?? ''), enabled: false }).data;
  const commands = commandsNow(patientId, actions, chart);
  useKeys({ commands, onPalette: actions.showPalette, onScan: find });
  return (
    <div className="shell">
      <a className="shell-skip" href="#centre">
        {t.skip}
      </a>
      <TopBar patientId={patientId} actions={actions} />
      <div className="shell-centre" id="centre" tabIndex={-1}>
        <ErrorBoundary resetKey={place.at === 'unit' ? place.path : place.at}>
          <Suspense fallback={<Loading rows={12} />}>
            <Centre place={place} />
          </Suspense>
        </ErrorBoundary>
      </div>
      <Dock patientId={patientId} />
      {overlay?.kind === 'find' ? <FindPatient key={overlay.text} initialText={overlay.text} onClose={close} /> : null}
      {overlay?.kind === 'palette' ? (
        <Palette commands={commands} onFindPatient={mayFind ? find : undefined} onClose={close} />
      ) : null}
      {overlay?.kind === 'risk' ? <ReportRiskDialog screen={overlay.screen} onClose={close} /> : null}
      {overlay?.kind === 'shortcuts' ? <ShortcutsOverlay commands={commands} onClose={close} /> : null}
    </div>
  );
}

const answers = lately(() => import('../answers/answers-page.tsx'));
const unitOrders = lately(() => import('../orders/unit-orders.tsx'));
/** Who reviews the log has no patients: the log is the work. */
const { Component: LogReview } = lately(() => import('../log-review/log-review.tsx'));

function Centre({ place }: { place: Place }) {
  const { assignment } = useSession();
  switch (place.at) {
    case 'work':
      return assignment.purpose === 'log-review' ? <LogReview /> : <MyWork />;
    case 'answers':
      return <answers.Component />;
    case 'orders':
      return <unitOrders.Component />;
    case 'record':
      return <Record patientId={place.patientId} path={place.path} params={place.params} />;
    case 'unit': {
      const page = unitPages.find((each) => each.page.path === place.path);
      return page && (page.page.forAll || assignment.purpose !== 'log-review') ? (
        <page.Component params={place.params} />
      ) : (
        <Nowhere />
      );
    }
    case 'nowhere':
      return <Nowhere />;
  }
}

function Nowhere() {
  const t = useTexts(texts);
  return (
    <main className="refusal">
      <h1>{t.nowhere}</h1>
      <a href="/">{t.toWork}</a>
    </main>
  );
}

function focusDock(): void {
  const panel = document.querySelector('.dock-panel:not([hidden])');
  panel?.querySelector<HTMLElement>('textarea, [contenteditable], input, button')?.focus();
}
