/** One note to read: what it is, its text, who answers for it, what was corrected and whether the signature holds. */
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { correctionsOf } from '@vardkedjan/care/record-keeping/correct-note.ts';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { noteSections } from '@vardkedjan/ui/note/note-sections.ts';
import { NoteText } from '@vardkedjan/ui/note/note-text.tsx';
import { type ReactNode, useId, useState } from 'react';
import { WrittenUnder } from '../../../identity/written-under.tsx';
import { CounterSigned } from '../countersign/counter-signed.tsx';
import { useRequest } from '../countersign/use-request.ts';
import { Dissents } from '../dissent/dissents.tsx';
import { noteFacts } from '../note-facts.ts';
import type { Note } from '../queries.ts';
import { texts } from '../texts.ts';
import { NoteSignature } from './note-signature.tsx';
import { NoteVersions } from './note-versions.tsx';
import './read.css';

export interface NoteEntryProps {
  note: Note;
  /** Name of the unit it was written at. */
  unit: string;
  /** Buttons of the place where it stands. */
  actions?: ReactNode;
}

export function NoteEntry({ note, unit, actions }: NoteEntryProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const heading = useId();
  const facts = noteFacts(note, t.note);
  const request = useRequest(note);
  const [showsVersions, setShowsVersions] = useState(false);
  return (
    <article className="note-entry" aria-labelledby={heading} data-state={facts.state}>
      <header className="note-entry-head">
        <div>
          <h3 id={heading} className="note-entry-title">
            <span>{formatDateTime(facts.at)}</span> {facts.title}
            <WrittenUnder id={note.id} />
          </h3>
          <p className="quiet">{[facts.author, unit, note.encounter?.display].filter(Boolean).join(' · ')}</p>
        </div>
        {facts.state === 'draft' ? (
          <Badge>{t.unsigned}</Badge>
        ) : facts.state === 'corrected' ? (
          <Badge>{t.corrected}</Badge>
        ) : null}
      </header>
      <NoteText sections={noteSections(note, language)} headingLevel={4} />
      <Dissents note={note} />
      <footer className="note-entry-foot">
        {facts.state === 'draft' ? null : <NoteSignature note={note} />}
        <CounterSigned note={note} request={request} />
        <Corrections note={note} />
        <div className="note-entry-actions">
          {actions}
          {facts.state === 'corrected' ? (
            <Button tone="quiet" aria-expanded={showsVersions} onPress={() => setShowsVersions(!showsVersions)}>
              {showsVersions ? t.hideVersions : t.versions}
            </Button>
          ) : null}
        </div>
        {showsVersions ? <NoteVersions note={note} /> : null}
      </footer>
    </article>
  );
}

function Corrections({ note }: { note: Note }) {
  const t = useTexts(texts);
  const corrections = correctionsOf(note);
  if (corrections.length === 0) return null;
  return (
    <ul className="note-entry-corrections">
      {corrections.map((correction) => (
        <li key={correction.at}>
          <strong>{t.correctedBy(correction.by.display ?? t.noOne, formatDateTime(correction.at))}</strong>{' '}
          {t.correctionReason}: {correction.reason}
        </li>
      ))}
    </ul>
  );
}
