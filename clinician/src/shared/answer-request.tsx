/**
 * It has been asked that a block is lifted, by another care provider (2022:913, 3 kap. 5 §) or a colleague (PDL 2008:355, 4 kap. 5 §): it is lifted for the one who
 * asked, for a time, or that is declined, and the one who asked is told why.
 */
import { useMutation } from '@tanstack/react-query';
import type { LiftRequest } from '@vardkedjan/care/access/lift-request.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import { texts } from './texts.ts';
import { answerLiftRequest } from './use-shared.ts';
import './shared.css';

export interface AnswerRequestProps {
  patientId: string;
  /** `Task/…` */
  request: string;
  /** What they ask, and why. */
  says: string;
  lift: LiftRequest;
  onClose: () => void;
  onAnswered: () => void;
}

export function AnswerRequest({ patientId, request, says, lift, onClose, onAnswered }: AnswerRequestProps) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const answer = useMutation({
    mutationFn: (isDeclined: boolean) => answerLiftRequest(patientId, request, { reason: reason.trim(), isDeclined }),
    onSuccess: onAnswered,
  });
  const send = (isDeclined: boolean): void => {
    setTold(true);
    if (reason.trim() !== '') answer.mutate(isDeclined);
  };
  return (
    <FormDialog
      title={t.answerTitle}
      texts={{ cancel: t.cancel, send: t.liftForThem }}
      className="shared-form"
      sending={answer}
      onClose={onClose}
      onSend={() => send(false)}
    >
      <p>{says}</p>
      <p className="quiet">
        {(lift.kind === 'colleague' ? t.answerColleague : t.answerIntro)(formatTime(lift.answerBy))}
      </p>
      <ReasonField texts={t} value={reason} onChange={setReason} isAsked={isTold} />
      <p className="shared-emergency">
        <span className="quiet">{t.declineHelp}</span>
        <Button isDisabled={answer.isPending} onPress={() => send(true)}>
          {t.decline}
        </Button>
      </p>
    </FormDialog>
  );
}
