/**
 * The record's notes to read in one flow, with an index beside it; the latest first. A draft is gone on with where it stands, and
 * what this tab has not been able to save is shown at the top.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useUnitNames } from '@vardkedjan/ui/note/unit-names.ts';
import { Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useIsOffered } from '../../../chart/use-chart.ts';
import { NoneInRecord } from '../../../chart/none-in-record.tsx';
import { openWorkspace } from '../../../dock/dock-store.ts';
import type { RecordPageProps } from '../../../feature.ts';
import { useSession } from '../../../session/session-context.ts';
import { AskColleague } from '../countersign/ask-colleague.tsx';
import { useRequest } from '../countersign/use-request.ts';
import { NoteDissent } from '../dissent/note-dissent.tsx';
import { AlsoOf } from '../../../identity/written-under.tsx';
import { openedDraft } from '../../../drafts/open-drafts.ts';
import { unsavedNotes } from '../draft/open-notes.ts';
import { filteredNotes, type NoteFilter } from '../note-facts.ts';
import { type Note, notesQuery } from '../queries.ts';
import { texts } from '../texts.ts';
import { NoteEntry } from './note-entry.tsx';
import { NotesIndex } from './notes-index.tsx';
import { PrintNote } from './print-note.tsx';
import './read.css';

const filters: readonly NoteFilter[] = ['all', 'mine', 'unit', 'drafts'];

export default function NotesPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const pages = useInfiniteQuery(notesQuery(patientId));
  const [filter, setFilter] = useState<NoteFilter>(filters.find((each) => each === params.show) ?? 'all');
  const [current, setCurrent] = useState<string | undefined>(params.note);
  const flow = useRef<HTMLDivElement>(null);
  const all = useMemo(() => pages.data?.pages.flatMap((page) => page.matches) ?? [], [pages.data]);
  const notes = filteredNotes(all, filter, {
    practitioner: session.caller?.practitioner?.id ?? '',
    unit: assignment.careUnit.id,
  });
  const unitOf = useUnitNames(all);
  const isLoaded = pages.data !== undefined;

  useEffect(() => {
    if (isLoaded && current)
      flow.current?.querySelector(`[data-note="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'start' });
  }, [isLoaded, current]);

  if (pages.isError && !pages.data) return <Failed failure={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <div className="notes-page">
      <div className="notes-page-bar">
        <h2 className="notes-page-title">{t.notes}</h2>
        <fieldset className="notes-page-filters" aria-label={t.showWhich}>
          {filters.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={filter === each}
              className="notes-page-filter"
              onClick={() => setFilter(each)}
            >
              {t.filters[each]}
            </button>
          ))}
        </fieldset>
        <Button tone="primary" keys="n" onPress={() => openWorkspace('notes/write', patientId)}>
          {t.newNote}
        </Button>
      </div>
      <UnsavedHere patientId={patientId} caller={session.caller?.id ?? ''} />
      {!isLoaded ? <Loading rows={12} /> : null}
      {isLoaded && notes.length === 0 ? (
        <NoneInRecord>{all.length === 0 ? t.noNotes : t.noneOfThese}</NoneInRecord>
      ) : null}
      <AlsoOf resources={all}>
        <div className="notes-page-columns">
          <NotesIndex notes={notes} current={current} onChoose={(id) => setCurrent(id)} />
          <div className="notes-page-flow" ref={flow}>
            {notes.map((note) => (
              <NoteInFlow key={note.id} note={note} unit={unitOf(note)} patientId={patientId} />
            ))}
            {pages.hasNextPage ? (
              <Button onPress={() => void pages.fetchNextPage()}>
                {pages.isFetchingNextPage ? t.loadingOlder : t.older}
              </Button>
            ) : null}
          </div>
        </div>
      </AlsoOf>
    </div>
  );
}

/** Those that are there already are not made once more when older ones come. */
const NoteInFlow = memo(function NoteInFlow({ note, unit, patientId }: NoteInFlowProps) {
  return (
    <div data-note={note.id}>
      <NoteEntry note={note} unit={unit} actions={<NoteActions note={note} patientId={patientId} />} />
    </div>
  );
});

interface NoteInFlowProps {
  note: Note;
  unit: string;
  patientId: string;
}

function NoteActions({ note, patientId }: { note: Note; patientId: string }) {
  const t = useTexts(texts);
  const [mayWrite, maySign, mayPrint] = [
    useIsOffered(patientId, 'write'),
    useIsOffered(patientId, 'sign'),
    useIsOffered(patientId, 'print'),
  ];
  const request = useRequest(note);
  if (note.status === 'in-progress')
    return mayWrite ? (
      <Button onPress={() => openWorkspace('notes/write', patientId, { note: note.id })}>{t.goOn}</Button>
    ) : null;
  return (
    <>
      {maySign ? (
        <>
          <Button tone="quiet" onPress={() => openWorkspace('notes/correct', patientId, { note: note.id })}>
            {t.correct}
          </Button>
          <AskColleague note={note} request={request} patientId={patientId} />
          <NoteDissent note={note} patientId={patientId} />
        </>
      ) : null}
      {mayPrint ? <PrintNote note={note} patientId={patientId} /> : null}
    </>
  );
}

function UnsavedHere({ patientId, caller }: { patientId: string; caller: string }) {
  const t = useTexts(texts);
  const kept = unsavedNotes(caller, patientId).filter((note) => !openedDraft(note.draft));
  if (kept.length === 0) return null;
  return (
    <ul className="notes-unsaved">
      {kept.map((note) => (
        <li key={note.draft}>
          <strong>{t.unsavedHere}</strong> <span>{t.unsavedHereMore(formatTime(note.at))}</span>
          <Button
            onPress={() =>
              openWorkspace(
                'notes/write',
                patientId,
                note.base
                  ? { note: note.base.id }
                  : { draft: note.draft, ...(note.template ? { template: note.template } : {}) },
              )
            }
          >
            {t.openIt}
          </Button>
        </li>
      ))}
    </ul>
  );
}
