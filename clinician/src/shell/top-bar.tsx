/** The bar at the top: home, the open records, finding a patient, and who is signed in. */
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useSyncExternalStore } from 'react';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';
import { chartQuery, patientQuery } from '../chart/use-chart.ts';
import type { AppActions } from '../commands/app-commands.ts';
import { dock } from '../dock/dock-store.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { type OpenRecord, hueOf, withoutRecord } from '../record/open-records.ts';
import { openRecords } from '../record/open-records-store.ts';
import { RecordMark } from '../record/record-mark.tsx';
import { useSession } from '../session/session-context.ts';
import { LiftWaiting } from '../work/lift-waiting.tsx';
import { texts } from './texts.ts';
import { UserMenu } from './user-menu.tsx';

export function TopBar({ patientId, actions }: { patientId: string | undefined; actions: AppActions }) {
  const t = useTexts(texts);
  const { session } = useSession();
  const records = openRecords.use();
  return (
    <header className="top-bar">
      <a className="top-bar-home" href="/" aria-current={patientId === undefined ? 'page' : undefined}>
        <img src="/vardkedjan.svg" alt="" width={18} height={18} />
        <span>{t.work}</span>
      </a>
      <nav className="top-bar-records" aria-label={t.records}>
        <ul>
          {records.map((record) => (
            <RecordTab key={record.patientId} record={record} isShown={record.patientId === patientId} />
          ))}
        </ul>
      </nav>
      <OfflineNotice />
      <LiftWaiting />
      {session.demo ? (
        <span className="top-bar-demo" title={t.demoMore}>
          {t.demo}
        </span>
      ) : null}
      {actions.findPatient === undefined ? null : (
        <button type="button" className="top-bar-find" onClick={actions.findPatient} aria-keyshortcuts="f">
          <span>
            <span className="visually-hidden">{t.findLabel}: </span>
            {t.find}
          </span>
          <kbd aria-hidden="true">f</kbd>
        </button>
      )}
      <button type="button" className="top-bar-risk" onClick={actions.reportRisk} title={t.reportRisk}>
        <span aria-hidden="true">⚠</span> <span className="top-bar-risk-name">{t.reportRisk}</span>
      </button>
      <UserMenu onShortcuts={actions.showShortcuts} />
    </header>
  );
}

function RecordTab({ record, isShown }: { record: OpenRecord; isShown: boolean }) {
  const t = useTexts(texts);
  const chart = useQuery({ ...chartQuery(record.patientId), enabled: false }).data;
  // After a reload the names of the other open records are asked for; what they hold waits until they are shown.
  const read = useQuery({ ...patientQuery(record.patientId), enabled: !chart && !isShown }).data;
  const patient = chart?.patient ?? read;
  const name = patient ? nameOfPatient(patient) : '…';
  return (
    <li className="record-tab" data-hue={hueOf(record.mark)} data-shown={isShown ? '' : undefined}>
      <a
        href={recordAddress(record.patientId)}
        aria-current={isShown ? 'page' : undefined}
        title={patient ? personNumberOf(patient) : undefined}
      >
        <RecordMark mark={record.mark} />
        <span className="record-tab-name">{name}</span>
      </a>
      <button type="button" aria-label={t.closeRecord(name)} onClick={() => closeRecord(record.patientId, isShown)}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

function closeRecord(patientId: string, isShown: boolean): void {
  openRecords.set((open) => withoutRecord(open, patientId));
  // What is written for the one whose record is closed stays open as long as its workspace does.
  if (!isShown) return;
  const next = openRecords.get().at(-1) ?? dock.get().workspaces.find((workspace) => workspace.patientId !== patientId);
  goTo(next ? recordAddress(next.patientId) : '/');
}

function subscribeToNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

function OfflineNotice() {
  const t = useTexts(texts);
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  return (
    <output className="top-bar-status">
      {isOnline ? null : <strong className="strip-inverse">{t.offline}</strong>}
    </output>
  );
}
