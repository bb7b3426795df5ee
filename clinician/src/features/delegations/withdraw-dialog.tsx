/** A delegation is withdrawn, with why: from now on it gives nothing. */
import type { Delegation } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { useDelegationsChanged, withdraw } from './queries.ts';
import { texts } from './texts.ts';

interface WithdrawDialogProps {
  delegation: Delegation;
  onClose: () => void;
  onTold: (words: string) => void;
}

export function WithdrawDialog({ delegation, onClose, onTold }: WithdrawDialogProps) {
  const t = useTexts(texts);
  const changed = useDelegationsChanged();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    if (isSaving) return;
    if (reason.trim() === '') return setProblem(t.missingReason);
    setSaving(true);
    try {
      await withdraw(delegation.id ?? '', reason);
      onTold(t.told.withdrawn(delegation.toName));
      onClose();
      await changed();
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.message);
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={t.withdrawOf(delegation.toName)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" onPress={() => void save()}>
            {isSaving ? t.withdrawing : t.withdraw}
          </Button>
        </>
      }
    >
      <p>{delegation.drugs.map(({ name }) => name).join(', ')}</p>
      <p>{t.withdrawMore}</p>
      <TextField label={t.reason} value={reason} onChange={setReason} autoFocus />
      {problem ? <p role="alert">{problem}</p> : null}
    </Dialog>
  );
}
