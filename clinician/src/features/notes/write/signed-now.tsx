/** What was just signed, as it now stands in the record. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useUnitNames } from '@vardkedjan/ui/note/unit-names.ts';
import { useEffect, useRef } from 'react';
import type { NotAsked } from '../countersign/ask-after-signing.ts';
import { texts as counterSigningTexts } from '../countersign/texts.ts';
import type { Note } from '../queries.ts';
import { NoteEntry } from '../read/note-entry.tsx';
import { texts } from '../texts.ts';

export interface SignedNowProps {
  note: Note;
  /** Why the colleague who was to countersign it has not been asked. */
  notAsked?: NotAsked | undefined;
  close: () => void;
}

export function SignedNow({ note, notAsked, close }: SignedNowProps) {
  const t = useTexts(texts);
  const counterSigning = useTexts(counterSigningTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  const unitOf = useUnitNames([note]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="note-signed-now">
      <h2 ref={heading} tabIndex={-1} className="note-editor-title">
        {t.signedNow(`${formatDateTime(note.meta?.lastUpdated)}`)}
      </h2>
      {notAsked ? (
        <p className="note-editor-hindrance" role="alert">
          {counterSigning.notAsked(notAsked.who)} {notAsked.why}
        </p>
      ) : null}
      <NoteEntry note={note} unit={unitOf(note)} />
      <div className="note-editor-actions">
        <Button onPress={close}>{t.close}</Button>
      </div>
    </div>
  );
}
