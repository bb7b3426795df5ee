/** Another care provider has asked that a block is lifted (2022:913, 3 kap. 5 §): it is lifted for the one who asked, for a time, or left. */
import { useMutation } from '@tanstack/react-query';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
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
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const lift = useMutation({
    mutationFn: () => liftForAnother(patientId, request, reason.trim()),
    onSuccess: onLifted,
  });
  const send = (): void => {
    setTold(true);
    if (reason.trim() !== '') lift.mutate();
  };
  return (
    <FormDialog
      title={t.answerTitle}
      texts={{ cancel: t.cancel, send: t.liftForThem }}
      className="shared-form"
      sending={lift}
      onClose={onClose}
      onSend={send}
    >
      <p>{says}</p>
      <p className="quiet">{t.answerIntro(formatTime(before))}</p>
      <ReasonField texts={t} value={reason} onChange={setReason} isAsked={isTold} />
    </FormDialog>
  );
}
