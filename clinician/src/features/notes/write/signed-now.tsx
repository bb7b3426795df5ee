/** What was just signed, as it now stands in the record. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useEffect, useRef } from 'react';
import type { Note } from '../queries.ts';
import { NoteEntry } from '../read/note-entry.tsx';
import { texts } from '../texts.ts';

export function SignedNow({ note, close }: { note: Note; close: () => void }) {
  const t = useTexts(texts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="note-signed-now">
      <h2 ref={heading} tabIndex={-1} role="status" className="note-editor-title">
        {t.signedNow(formatTime(note.authored ?? note.meta?.lastUpdated))}
      </h2>
      <NoteEntry note={note} />
      <div className="note-editor-actions">
        <Button onPress={close}>{t.close}</Button>
      </div>
    </div>
  );
}
