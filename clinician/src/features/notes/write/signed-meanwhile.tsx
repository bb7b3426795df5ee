/** A colleague signed the note while we wrote in it: the signed note, and what we had written that did not come with it. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { Differences } from '../differences.tsx';
import type { DraftView } from '../../../drafts/autosave.ts';
import { forget as forgetKept } from '../../../drafts/kept-drafts.ts';
import { texts } from '../texts.ts';
import type { NoteEditorProps } from './note-editor.tsx';

export function SignedMeanwhile({ entry, view, patientId, close }: NoteEditorProps & { view: DraftView }) {
  const t = useTexts(texts);
  const { note } = view;
  const stored = note?.texts ?? {};
  const mine = [...new Set([...Object.keys(view.texts), ...Object.keys(stored)])].filter(
    (linkId) => view.texts[linkId] !== stored[linkId],
  );
  const forget = () => {
    forgetKept(sessionStorage, 'note', entry.draft);
    close();
  };
  return (
    <div className="note-signed-now">
      <h2 className="note-editor-title">{t.signedMeanwhile(note?.by ?? t.someone, formatTime(note?.at))}</h2>
      {mine.length > 0 ? (
        <>
          <p>{t.signedMeanwhileMore}</p>
          {mine.map((linkId) => (
            <Differences key={linkId} before={stored[linkId] ?? ''} after={view.texts[linkId] ?? ''} />
          ))}
        </>
      ) : null}
      <div className="note-editor-actions">
        {mine.length > 0 && note ? (
          <>
            <Button
              tone="primary"
              onPress={() => openWorkspace('notes/correct', patientId, { note: note.id, draft: entry.draft })}
            >
              {t.useAsCorrection}
            </Button>
            <Button onPress={forget}>{t.forgetIt}</Button>
          </>
        ) : (
          <Button onPress={close}>{t.close}</Button>
        )}
      </div>
    </div>
  );
}
