/** Throws a draft away. It is not part of the record until it is signed, so this may be done; what goes is shown first. */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { deleteResource } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import type { DraftView } from '../../../drafts/autosave.ts';
import { forgetDraft, type OpenDraft } from '../../../drafts/open-drafts.ts';
import { noteQuery } from '../queries.ts';
import { texts } from '../texts.ts';

export function DiscardDraft({
  entry,
  view,
  patientId,
  close,
}: {
  entry: OpenDraft;
  view: DraftView;
  patientId: string;
  close: () => void;
}) {
  const t = useTexts(texts);
  const [asks, setAsks] = useState(false);
  const [failure, setFailure] = useState('');
  const recordChanged = useRecordChanged();
  const queries = useQueryClient();
  const { note } = view;
  const discard = async () => {
    if (!note) return;
    try {
      await entry.autosave.settle();
      await deleteResource(
        'QuestionnaireResponse',
        note.id,
        `W/"${entry.autosave.view().note?.version ?? note.version}"`,
        patientId,
      );
    } catch (caught) {
      setFailure(caught instanceof FhirFailure ? caught.message : String(caught));
      return;
    }
    forgetDraft(entry);
    close();
    // Nobody shall ask for it again: it is gone.
    queries.removeQueries({ queryKey: noteQuery(patientId, note.id).queryKey });
    await Promise.all([recordChanged(patientId), queries.invalidateQueries({ queryKey: ['drafts'] })]);
  };
  return (
    <>
      <Button tone="quiet" onPress={() => setAsks(true)}>
        {t.throwAway}
      </Button>
      <Dialog
        title={t.throwAwayTitle}
        role="alertdialog"
        isOpen={asks}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setAsks(false)}>
              {t.keep}
            </Button>
            <Button onPress={() => void discard()}>{t.throwAway}</Button>
          </>
        }
      >
        <p>{t.throwAwayMore}</p>
        <blockquote className="note-discarded">{Object.values(view.texts).join('\n\n')}</blockquote>
        {failure ? <p role="alert">{failure}</p> : null}
      </Dialog>
    </>
  );
}
