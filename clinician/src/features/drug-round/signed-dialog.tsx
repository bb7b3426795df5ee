/** About a dose that is signed: why it was a mistake, or how it has worked. */
import { undone } from '@vardkedjan/care/clinical/giving/administration.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { effectOf } from './effect.ts';
import { Reason } from './give-dose.tsx';
import { Problems } from './problems.tsx';
import type { RoundDose } from './round-doses.ts';
import { texts } from './texts.ts';
import type { GivingHand } from './use-giving.ts';

interface SignedDialogProps {
  dose: RoundDose;
  about: 'undo' | 'effect';
  hand: GivingHand;
  onClose: () => void;
}

export function SignedDialog({ dose, about, hand, onClose }: SignedDialogProps) {
  const t = useTexts(texts);
  const [said, setSaid] = useState('');
  const { recorded } = dose;
  if (recorded === undefined) return null;
  const isUndo = about === 'undo';
  const save = async () => {
    if (said.trim() === '') return hand.setProblems([t.whyMissing]);
    const by = hand.giving();
    if (await hand.save([isUndo ? undone(recorded, said.trim(), by) : effectOf(recorded, said.trim(), by)])) onClose();
  };
  return (
    <Dialog
      title={isUndo ? t.undoThis(dose.name, '') : t.followUpThis(dose.name)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void save()} isDisabled={hand.isSaving}>
            {isUndo ? t.undo : t.followUp}
          </Button>
        </>
      }
    >
      {isUndo ? <p>{t.undoWhy}</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Reason usual={isUndo ? t.usualUndo : t.effects} value={said} onChange={setSaid} />
      </form>
      <Problems problems={hand.problems} />
    </Dialog>
  );
}
