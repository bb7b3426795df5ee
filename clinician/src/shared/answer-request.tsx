/** Another care provider has asked that a block is lifted (2022:913, 3 kap. 5 §): it is lifted for the one who asked, for a time, or left. */
import { useMutation } from '@tanstack/react-query';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, useId, useState } from 'react';
import { Answer } from '../blocks/answer.tsx';
import { texts } from './texts.ts';
import { liftForAnother } from './use-shared.ts';
import './shared.css';

export interface AnswerRequestProps {
  patientId: string;
  /** `Task/…` */
  request: string;
  /** What they ask, and why. */
  says: string;
  /** ISO 8601; by when it is to be answered. */
  before: string | undefined;
  onClose: () => void;
  onLifted: () => void;
}

export function AnswerRequest({ patientId, request, says, before, onClose, onLifted }: AnswerRequestProps) {
  const t = useTexts(texts);
  const form = useId();
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const lift = useMutation({
    mutationFn: () => liftForAnother(patientId, request, reason.trim()),
    onSuccess: onLifted,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (reason.trim() !== '') lift.mutate();
  };
  return (
    <Dialog
      title={t.answerTitle}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button type="submit" form={form} tone="primary" isDisabled={lift.isPending} keys="Enter">
            {t.liftForThem}
          </Button>
        </>
      }
    >
      <form id={form} className="shared-form" onSubmit={submit} noValidate>
        <p>{says}</p>
        <p className="quiet">{t.answerIntro(formatTime(before))}</p>
        <TextField
          label={t.reason}
          help={t.reasonHelp}
          value={reason}
          onChange={setReason}
          isRequired
          {...(isTold && reason.trim() === '' ? { error: t.reasonMissing } : {})}
        />
      </form>
      <Answer failure={lift.error} />
    </Dialog>
  );
}
