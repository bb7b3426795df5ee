/** Quality registers on the patient's behalf (PDL 2008:355, 7 kap. 2–3 §§): that they have been told, that they say no, or no longer do. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { Answer } from '../blocks/answer.tsx';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import { texts } from './texts.ts';
import { chooseRegisters, type RegisterChoice, registersOf } from './use-acts.ts';

export function RegistersDialog({ patientId, onClose }: { patientId: string; onClose: () => void }) {
  const t = useTexts(texts);
  const queries = useQueryClient();
  const queryKey = ['record', patientId, 'registers'];
  const registers = useQuery({ queryKey, queryFn: ({ signal }) => registersOf(patientId, signal) });
  const [choice, setChoice] = useState<RegisterChoice>();
  const [chosen, choose] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const all = registers.data ?? [];
  const saving = useMutation({
    mutationFn: (one: RegisterChoice) =>
      chooseRegisters(patientId, {
        choice: one,
        registers: chosen.length === all.length ? [] : chosen,
        reason: reason.trim(),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      choose([]);
      setReason('');
      setTold(false);
    },
  });
  const send = (): void => {
    setTold(true);
    if (choice !== undefined && chosen.length > 0 && reason.trim() !== '') saving.mutate(choice);
  };
  return (
    <FormDialog
      title={t.registersTitle}
      texts={{ cancel: t.close, send: t.registersSend }}
      className="lift-form"
      sending={saving}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.registersIntro}</p>
      <Several
        label={t.registers}
        error={isTold && chosen.length === 0 ? t.registersMissing : undefined}
        of={all.map(({ id, name, informed, opposes }) => ({
          id,
          name: `${name}: ${opposes ? t.isOpposed : informed ? t.isInformed : t.notInformed}`,
        }))}
        chosen={chosen}
        onChange={choose}
      />
      <div className="choices-stacked">
        <Choices<RegisterChoice> label={t.patient} texts={t.choices} value={choice} onChange={setChoice} />
        {isTold && choice === undefined ? (
          <p className="text-field-error" role="alert">
            {t.choiceMissing}
          </p>
        ) : null}
      </div>
      <ReasonField
        texts={{
          reason: t.registersReason,
          reasonHelp: t.registersReasonHelp,
          reasonMissing: t.registersReasonMissing,
        }}
        value={reason}
        onChange={setReason}
        isAsked={isTold}
      />
      <p role="status">{saving.isSuccess ? t.registersSaved : ''}</p>
      <Answer failure={registers.error} />
    </FormDialog>
  );
}
