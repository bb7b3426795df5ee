/** That the patient has asked for a renewal, in their words; and declining it, with the reason that they read. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useRef, useState } from 'react';
import { useRecordChanged } from '../../../chart/use-chart.ts';
import { orderingTexts } from '../../../drug-orders/texts.ts';
import { decline, type Renewal } from './renewals.ts';
import { renewTexts } from './texts.ts';

export interface AskedForProps {
  task: Renewal;
  name: string;
  patientId: string;
  /** It is not to be renewed. */
  onDecline: () => void;
}

export function AskedFor({ task, name, patientId, onDecline }: AskedForProps) {
  const t = useTexts(renewTexts);
  const [isDeclining, setDeclining] = useState(false);
  return (
    <div className="renew-asked">
      <p>
        {t.askedOn(formatDate(task.authoredOn))} {task.description ? <q>{task.description}</q> : null}{' '}
        {isDeclining ? null : (
          <Button tone="quiet" aria-label={t.declineOf(name)} onPress={() => setDeclining(true)}>
            {t.decline}
          </Button>
        )}
      </p>
      {isDeclining ? (
        <Decline task={task} patientId={patientId} onDecline={onDecline} onCancel={() => setDeclining(false)} />
      ) : null}
    </div>
  );
}

function Decline({ task, patientId, onDecline, onCancel }: Omit<AskedForProps, 'name'> & { onCancel: () => void }) {
  const t = { ...useTexts(orderingTexts), ...useTexts(renewTexts) };
  const recordChanged = useRecordChanged();
  const place = useRef<HTMLDivElement>(null);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    onDecline();
    setSending(true);
    try {
      await decline(task, reason, patientId);
      // What has the focus goes away: signing by key needs one in the form.
      place.current?.closest('form')?.querySelector('input')?.focus();
      await recordChanged(patientId);
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <div ref={place}>
      <TextField
        label={t.declineReason}
        value={reason}
        onChange={setReason}
        autoFocus
        {...(isMissing && { error: t.declineReasonMissing })}
      />
      <Button isDisabled={isSending} onPress={() => void send()}>
        {t.decline}
      </Button>{' '}
      <Button tone="quiet" onPress={onCancel}>
        {t.cancel}
      </Button>
      {failure === undefined ? null : <Failed failure={failure} />}
    </div>
  );
}
