/** A note is returned to who asked, with what is to be put right. */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { FreeText } from '../../../quick-texts/free-text.tsx';
import { patientIdOf } from '../unsigned/use-signing.ts';
import { type Asked, returnUncountersigned } from './queries.ts';
import { texts } from './texts.ts';

export interface GiveBackProps {
  asked: Asked;
  onGivenBack: () => void;
  onClose: () => void;
}

export function GiveBack({ asked: { note, request }, onGivenBack, onClose }: GiveBackProps) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [hindrance, setHindrance] = useState<string>();
  const giveBack = async () => {
    if (reason.trim() === '') return setHindrance(t.reasonMissing);
    try {
      await returnUncountersigned(note, reason, patientIdOf(note));
    } catch (failure) {
      return setHindrance((failure as Error).message);
    }
    onGivenBack();
    onClose();
    await queries.invalidateQueries({ queryKey: ['countersign'] });
  };
  return (
    <Dialog
      isOpen
      title={t.giveBackTitle}
      onClose={onClose}
      actions={
        <>
          <Button tone="quiet" onPress={onClose}>
            {t.cancel}
          </Button>
          <Button tone="primary" onPress={() => void giveBack()}>
            {t.giveBack}
          </Button>
        </>
      }
    >
      <p>{t.giveBackTo(request.requester?.display ?? '')}</p>
      <FreeText
        label={t.reason}
        lines={3}
        value={reason}
        onChange={setReason}
        autoFocus
        {...(hindrance !== undefined && { error: hindrance })}
      />
    </Dialog>
  );
}
