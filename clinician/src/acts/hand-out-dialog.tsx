/** Notes that somebody has been given a copy of what is in the record (PDL 2008:355, 3 kap. 11 §): who, what, on whose request, and that it has been assessed. */
import { useMutation } from '@tanstack/react-query';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import type { Chart } from '../chart/chart.ts';
import { EntriesField } from '../chart/entries-field.tsx';
import { texts } from './texts.ts';
import { handOut } from './use-acts.ts';

export interface HandOutDialogProps {
  patientId: string;
  chart: Chart;
  onClose: () => void;
  onDone: () => void;
}

export function HandOutDialog({ patientId, chart, onClose, onDone }: HandOutDialogProps) {
  const t = useTexts(texts);
  const [recipient, setRecipient] = useState('');
  const [entries, setEntries] = useState<string[]>([]);
  const [assessed, setAssessed] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const said = { recipient: recipient.trim(), entries, assessed: assessed.length > 0, reason: reason.trim() };
  const note = useMutation({ mutationFn: () => handOut(patientId, said), onSuccess: onDone });
  const send = (): void => {
    setTold(true);
    if (said.recipient !== '' && said.reason !== '' && said.assessed && entries.length > 0) note.mutate();
  };
  return (
    <FormDialog
      title={t.handOutTitle}
      texts={{ cancel: t.cancel, send: t.handOutSend }}
      className="lift-form"
      sending={note}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.handOutIntro}</p>
      <TextField
        label={t.recipient}
        help={t.recipientHelp}
        value={recipient}
        onChange={setRecipient}
        isRequired
        autoFocus
        {...(isTold && said.recipient === '' ? { error: t.recipientMissing } : {})}
      />
      <EntriesField
        chart={chart}
        label={t.handOutEntries}
        error={isTold && entries.length === 0 ? t.entriesMissing : undefined}
        chosen={entries}
        onChange={setEntries}
      />
      <Several
        label={t.assessedLabel}
        error={isTold && !said.assessed ? t.assessedMissing : undefined}
        of={[{ id: 'assessed', name: t.assessed }]}
        chosen={assessed}
        onChange={setAssessed}
      />
      <ReasonField
        texts={{ reason: t.handOutReason, reasonHelp: t.handOutReasonHelp, reasonMissing: t.handOutReasonMissing }}
        value={reason}
        onChange={setReason}
        isAsked={isTold}
      />
    </FormDialog>
  );
}
