/**
 * Destroys entries on the decision of the Health and Social Care Inspectorate (PDL 2008:355, 8 kap. 4 §). It cannot be undone: the number and the day
 * of the decision are asked for, and that it is those entries that it names.
 */
import { useMutation } from '@tanstack/react-query';
import { Several } from '@vardkedjan/ui/choices/several.tsx';
import { isDay } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { FormDialog, ReasonField } from '../blocks/form-dialog.tsx';
import type { Chart } from '../chart/chart.ts';
import { EntriesField } from '../chart/entries-field.tsx';
import { texts } from './texts.ts';
import { erase } from './use-acts.ts';

export interface EraseDialogProps {
  patientId: string;
  chart: Chart;
  onClose: () => void;
  onDone: (count: number) => void;
}

export function EraseDialog({ patientId, chart, onClose, onDone }: EraseDialogProps) {
  const t = useTexts(texts);
  const [decision, setDecision] = useState('');
  const [decided, setDecided] = useState('');
  const [entries, setEntries] = useState<string[]>([]);
  const [sure, setSure] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const said = { decision: decision.trim(), decided, reason: reason.trim() };
  const erasing = useMutation({ mutationFn: () => erase(patientId, entries, said), onSuccess: onDone });
  const isWhole = said.decision !== '' && isDay(decided) && said.reason !== '' && entries.length > 0 && sure.length > 0;
  const send = (): void => {
    setTold(true);
    if (isWhole) erasing.mutate();
  };
  return (
    <FormDialog
      title={t.eraseTitle}
      texts={{ cancel: t.cancel, send: t.eraseSend }}
      className="lift-form"
      sending={erasing}
      onClose={onClose}
      onSend={send}
    >
      <p>{t.eraseIntro}</p>
      <TextField
        label={t.decision}
        value={decision}
        onChange={setDecision}
        isRequired
        autoFocus
        {...(isTold && said.decision === '' ? { error: t.decisionMissing } : {})}
      />
      <TextField
        label={t.decidedOn}
        help={t.dayHelp}
        value={decided}
        onChange={setDecided}
        isRequired
        {...(isTold && !isDay(decided) ? { error: t.dayMissing } : {})}
      />
      <EntriesField
        chart={chart}
        label={t.eraseEntries}
        error={isTold && entries.length === 0 ? t.entriesMissing : undefined}
        chosen={entries}
        onChange={setEntries}
      />
      <ReasonField
        texts={{ reason: t.eraseReason, reasonHelp: t.eraseReasonHelp, reasonMissing: t.eraseReasonMissing }}
        value={reason}
        onChange={setReason}
        isAsked={isTold}
      />
      <Several
        label={t.sureLabel}
        error={isTold && sure.length === 0 ? t.sureMissing : undefined}
        of={[{ id: 'sure', name: t.sure }]}
        chosen={sure}
        onChange={setSure}
      />
    </FormDialog>
  );
}
