/** Ends, refutes or marks as wrong what warned: with a reason, and nothing disappears. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Choices } from '@vardkedjan/ui/choices/choices.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { Problems } from '../../dock/problems.tsx';
import { texts } from './texts.ts';
import { useRecorder } from './use-recorder.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { type Ending, endedAllergy, endedFlag } from './warning-resources.ts';
import type { WarningRow } from './warning-rows.ts';

export function EndWarning({ row, patientId }: { row: WarningRow; patientId: string }) {
  const t = useTexts(texts);
  const recorder = useRecorder(patientId);
  const saving = useSaving(patientId);
  const [asks, setAsks] = useState(false);
  const [ending, setEnding] = useState<Ending>('over');
  const [reason, setReason] = useState('');
  const { resource } = row;
  const end = async () => {
    if (reason.trim() === '') return saving.setProblem(t.reasonMissing);
    const by = recorder();
    const etag = `W/"${resource.meta?.versionId ?? ''}"`;
    const ended =
      resource.resourceType === 'Flag'
        ? endedFlag(resource, ending, reason, by)
        : endedAllergy(resource, ending, reason, by);
    if (await saving.save(() => updateResource({ ...ended, id: resource.id }, etag, patientId))) setAsks(false);
  };
  const { refuted: _refuted, ...flagEndings } = t.endings;
  return (
    <>
      <Button tone="quiet" aria-label={t.endTitle(row.text)} onPress={() => setAsks(true)}>
        {t.end}
      </Button>
      <Dialog
        title={t.endTitle(row.text)}
        isOpen={asks}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onPress={() => setAsks(false)}>{t.cancel}</Button>
            <Button tone="primary" onPress={() => void end()}>
              {t.end}
            </Button>
          </>
        }
      >
        <Choices<Ending>
          label={t.endingLabel}
          texts={(row.kind === 'flag' ? flagEndings : t.endings) as Record<Ending, string>}
          value={ending}
          onChange={setEnding}
        />
        <TextField label={t.reason} value={reason} onChange={setReason} isRequired autoFocus />
        <p className="quiet">{t.endMore}</p>
        <Problems problems={[saving.problem]} />
      </Dialog>
    </>
  );
}
