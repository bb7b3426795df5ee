/** The patient holds that something in a signed note is wrong: it is noted there. */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { FreeText } from '../../../quick-texts/free-text.tsx';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import { type Note, noteDissent, noteQuery } from '../queries.ts';
import { texts } from './texts.ts';

interface NoteDissentProps {
  note: Note;
  patientId: string;
}

export function NoteDissent(props: NoteDissentProps) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {t.note}
      </Button>
      {isOpen ? <DissentDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DissentDialog({ note, patientId, onClose }: NoteDissentProps & { onClose: () => void }) {
  const t = useTexts(texts);
  const recordChanged = useRecordChanged();
  const queries = useQueryClient();
  const [opinion, setOpinion] = useState('');
  const [hindrance, setHindrance] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    if (opinion.trim() === '') return setHindrance(t.opinionMissing);
    setSaving(true);
    try {
      const noted = await noteDissent(note, opinion, patientId);
      queries.setQueryData(noteQuery(patientId, note.id).queryKey, noted);
    } catch (failure) {
      setSaving(false);
      if (!(failure instanceof FhirFailure)) throw failure;
      return setHindrance(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    }
    await recordChanged(patientId);
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t.heading}
      size="wide"
      mustAnswer={opinion !== ''}
      onClose={onClose}
      actions={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button tone="primary" isDisabled={isSaving} onPress={() => void save()}>
            {t.save}
          </Button>
        </>
      }
    >
      <p>{t.more}</p>
      <FreeText
        label={t.opinion}
        help={t.opinionHelp}
        lines={4}
        value={opinion}
        onChange={(text) => {
          setHindrance(undefined);
          setOpinion(text);
        }}
        autoFocus
        {...(hindrance !== undefined && { error: hindrance })}
      />
    </Dialog>
  );
}
