/** What the head of a clinic decides about who reads a child's record online (care/src/access/online-decisions.ts), and withdraws. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { formatDate, isDay } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { Answer } from '../blocks/answer.tsx';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import { texts } from './texts.ts';
import { decideOnline, type OnlineDecision, onlineInForce, withdrawOnline } from './use-acts.ts';

export interface OnlineDialogProps {
  patientId: string;
  onClose: () => void;
  onDone: () => void;
}

export function OnlineDialog({ patientId, onClose, onDone }: OnlineDialogProps) {
  const t = useTexts(texts);
  const [decision, setDecision] = useState<OnlineDecision>();
  const [guardian, setGuardian] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const decide = useMutation({
    mutationFn: (of: OnlineDecision) =>
      decideOnline(patientId, { decision: of, guardian, until, reason: reason.trim() }),
    onSuccess: onDone,
  });
  const asksWhom = decision !== undefined && decision !== 'child-reads';
  const isWhom = !asksWhom || /^\d{12}$/.test(guardian);
  const isUntil = until === '' || isDay(until);
  const send = (): void => {
    setTold(true);
    if (decision !== undefined && isWhom && isUntil && reason.trim() !== '') decide.mutate(decision);
  };
  return (
    <FormDialog
      title={t.onlineTitle}
      texts={{ cancel: t.cancel, send: t.onlineSend }}
      className="lift-form"
      sending={decide}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.onlineIntro}</p>
      <InForce patientId={patientId} reason={reason.trim()} onPressed={() => setTold(true)} onDone={onDone} />
      <div className="choices-stacked">
        <Choices<OnlineDecision> label={t.onlineDecision} texts={t.online} value={decision} onChange={setDecision} />
        {isTold && decision === undefined ? (
          <p className="text-field-error" role="alert">
            {t.onlineMissing}
          </p>
        ) : null}
      </div>
      {asksWhom ? (
        <TextField
          label={t.guardian}
          help={t.guardianHelp}
          value={guardian}
          onChange={(text) => setGuardian(text.replaceAll(/\D/g, ''))}
          isRequired
          {...(isTold && !isWhom ? { error: t.guardianMissing } : {})}
        />
      ) : null}
      <TextField
        label={t.lastDay}
        help={t.lastDayHelp}
        value={until}
        onChange={setUntil}
        {...(isTold && !isUntil ? { error: t.dayMissing } : {})}
      />
      <ReasonField
        texts={{ reason: t.onlineReason, reasonHelp: t.onlineReasonHelp, reasonMissing: t.onlineReasonMissing }}
        value={reason}
        onChange={setReason}
        isAsked={isTold}
      />
    </FormDialog>
  );
}

interface InForceProps {
  patientId: string;
  reason: string;
  onPressed: () => void;
  onDone: () => void;
}

/** What the own clinic has decided before; the reason below is asked for too when it is withdrawn. */
function InForce({ patientId, reason, onPressed, onDone }: InForceProps) {
  const t = useTexts(texts);
  const decisions = useQuery({
    queryKey: ['record', patientId, 'online-decisions'],
    queryFn: ({ signal }) => onlineInForce(patientId, signal),
  });
  const withdraw = useMutation({
    mutationFn: (reference: string) => withdrawOnline(patientId, reference, reason),
    onSuccess: onDone,
  });
  return (
    <>
      <Answer failure={decisions.error ?? withdraw.error} />
      {(decisions.data ?? []).map(({ reference, decision, guardian, since, until }) => (
        <p key={reference} className="shared-emergency">
          <span>
            {[t.online[decision], guardian, t.since(formatDate(since)), until && t.until(formatDate(until))]
              .filter(Boolean)
              .join(', ')}
          </span>
          <Button
            isDisabled={withdraw.isPending}
            onPress={() => {
              onPressed();
              if (reason !== '') withdraw.mutate(reference);
            }}
          >
            {t.withdraw}
          </Button>
        </p>
      ))}
    </>
  );
}
