/** Asks a colleague to countersign a signed note, or another than was asked. */
import type { Task } from '@medplum/fhirtypes';
import { counterSignatureOf } from '@vardkedjan/care/record-keeping/note-signature.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import type { Note } from '../queries.ts';
import { useColleagues } from './colleagues.ts';
import { askToCounterSign } from './queries.ts';
import { texts } from './texts.ts';

export interface AskColleagueProps {
  note: Note;
  request: Task | undefined;
  patientId: string;
}

export function AskColleague(props: AskColleagueProps) {
  const t = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  if (counterSignatureOf(props.note)) return null;
  return (
    <>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {props.request?.status === 'requested' ? t.askAnother : t.ask}
      </Button>
      {isOpen ? <AskDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AskDialog({ note, patientId, onClose }: AskColleagueProps & { onClose: () => void }) {
  const t = useTexts(texts);
  const colleagues = useColleagues(note.author?.reference);
  const recordChanged = useRecordChanged();
  const [chosen, setChosen] = useState<string>();
  const [hindrance, setHindrance] = useState('');
  const ask = async () => {
    const colleague = colleagues.find(({ value }) => value === chosen);
    if (!colleague) return setHindrance(t.colleagueMissing);
    try {
      await askToCounterSign(note, { reference: colleague.value, display: colleague.text }, patientId);
    } catch (failure) {
      return setHindrance((failure as Error).message);
    }
    await recordChanged(patientId);
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t.askTitle}
      onClose={onClose}
      actions={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button tone="primary" onPress={() => void ask()}>
            {t.ask}
          </Button>
        </>
      }
    >
      <p>{t.askMore}</p>
      <Select label={t.colleague} choices={colleagues} value={chosen} onChange={setChosen} />
      {hindrance ? <p role="alert">{hindrance}</p> : null}
    </Dialog>
  );
}
