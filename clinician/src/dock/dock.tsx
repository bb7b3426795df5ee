/**
 * The third zone: where one writes while reading. Every workspace stays mounted until it is closed, so neither navigation nor another workspace
 * disturbs it, and each says whose record it writes in.
 */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Loading } from '@vardkedjan/ui/states/states.tsx';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useChart } from '../chart/use-chart.ts';
import { nameOfPatient, personNumberOf } from '../chart/person.ts';
import type { WorkspaceArguments } from '../feature.ts';
import { loadedWorkspace } from '../loaded.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { openRecords } from '../record/open-records-store.ts';
import { RecordMark } from '../record/record-mark.tsx';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { dock } from './dock-store.ts';
import { DockedContext } from './docked.ts';
import { type DockedWorkspace, withChanged, withFront, withoutWorkspace, withShown } from './dock-state.ts';
import { texts } from './texts.ts';
import './dock.css';

export function Dock({ patientId }: { patientId: string | undefined }) {
  const t = useTexts(texts);
  const { workspaces, front } = dock.use();
  if (workspaces.length === 0) return null;
  return (
    <aside className="dock" aria-label={t.dock}>
      <ul className="dock-tabs">
        {workspaces.map((workspace) => (
          <DockTab key={workspace.id} workspace={workspace} isInFront={workspace.id === front} />
        ))}
      </ul>
      {workspaces.map((workspace) => (
        <section
          key={workspace.id}
          id={`dock-${workspace.id}`}
          aria-labelledby={`dock-tab-${workspace.id}`}
          className="dock-panel"
          hidden={workspace.id !== front}
        >
          <ErrorBoundary>
            <Suspense fallback={<Loading rows={8} />}>
              <Docked workspace={workspace} isInFront={workspace.id === front} shownPatientId={patientId} />
            </Suspense>
          </ErrorBoundary>
        </section>
      ))}
    </aside>
  );
}

function DockTab({ workspace, isInFront }: { workspace: DockedWorkspace; isInFront: boolean }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const records = openRecords.use();
  const kind = loadedWorkspace(workspace.name)?.workspace.title[language] ?? workspace.name;
  const title = workspace.title ?? kind;
  const place = useRef<HTMLLIElement>(null);
  // Among many, the one that is written in is in sight.
  useEffect(() => {
    if (isInFront) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isInFront, title]);
  return (
    <li ref={place} className="dock-tab" data-front={isInFront ? '' : undefined}>
      <button
        type="button"
        title={title}
        id={`dock-tab-${workspace.id}`}
        aria-pressed={isInFront}
        aria-controls={`dock-${workspace.id}`}
        className="dock-tab-title"
        onClick={() => dock.set((now) => withFront(now, workspace.id))}
      >
        <RecordMark mark={records.find((record) => record.patientId === workspace.patientId)?.mark} />
        <span>{title}</span>
      </button>
      <button type="button" className="dock-close" aria-label={t.closeNamed(title)} onClick={() => close(workspace.id)}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

const close = (id: string) => dock.set((now) => withoutWorkspace(now, id));

interface DockedProps {
  workspace: DockedWorkspace;
  isInFront: boolean;
  shownPatientId: string | undefined;
}

function Docked({ workspace, isInFront, shownPatientId }: DockedProps) {
  const t = useTexts(texts);
  const chart = useChart(workspace.patientId);
  const { id } = workspace;
  // What one has opened takes the focus; what is merely still open leaves it where it is.
  const [takesFocus] = useState(workspace.isNew === true);
  useEffect(() => dock.set((now) => withShown(now, id)), [id]);
  // The same functions for as long as the workspace is open: it may name them in its effects.
  const handlers = useMemo(
    () => ({
      onArgs: (args: WorkspaceArguments) => dock.set((now) => withChanged(now, id, { args })),
      onTitle: (title: string) => dock.set((now) => withChanged(now, id, { title })),
      close: () => close(id),
    }),
    [id],
  );
  const { name: form, patientId, args } = workspace;
  const docked = useMemo(
    () => ({ name: form, patientId, args, close: handlers.close }),
    [form, patientId, args, handlers],
  );
  const loaded = loadedWorkspace(workspace.name);
  if (!loaded) return <p>{t.unknown}</p>;
  const { Component } = loaded;
  const name = nameOfPatient(chart.patient);
  return (
    <>
      <p className="dock-patient">
        <strong>{name}</strong> <span className="quiet">{personNumberOf(chart.patient)}</span>
      </p>
      {shownPatientId !== undefined && shownPatientId !== workspace.patientId ? (
        <output className="dock-other-patient">
          <span>{t.otherPatient(name)}</span>
          <Button onPress={() => goTo(recordAddress(workspace.patientId))}>{t.showRecord}</Button>
        </output>
      ) : null}
      <DockedContext value={docked}>
        <Component
          patientId={workspace.patientId}
          args={workspace.args}
          isInFront={isInFront}
          takesFocus={takesFocus}
          {...handlers}
        />
      </DockedContext>
    </>
  );
}
