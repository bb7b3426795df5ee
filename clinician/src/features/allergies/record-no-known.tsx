/** Records that somebody asked and that no hypersensitivity is known; shows first what the record will say. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useChart } from '../../chart/use-chart.ts';
import { transact } from './record-allergy.tsx';
import { Problems } from '../../dock/problems.tsx';
import { texts } from './texts.ts';
import { useRecorder } from './use-recorder.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { recordNoKnown } from './warning-resources.ts';

export function RecordNoKnown({ patientId }: { patientId: string }) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const recorder = useRecorder(patientId);
  const saving = useSaving(patientId);
  const [asks, setAsks] = useState(false);
  const record = async () => {
    const bundle = recordNoKnown(chart.allergies, recorder());
    if (!bundle) return saving.setProblem(t.knownStands);
    if (await saving.save(() => transact(bundle, patientId))) setAsks(false);
  };
  return (
    <>
      <Button onPress={() => setAsks(true)}>{t.recordNoKnown}</Button>
      <Dialog
        title={t.recordNoKnownTitle}
        isOpen={asks}
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button onPress={() => setAsks(false)}>{t.cancel}</Button>
            <Button tone="primary" autoFocus onPress={() => void record()}>
              {t.recordIt}
            </Button>
          </>
        }
      >
        <p>{t.recordNoKnownMore}</p>
        <p>
          <strong>{texts.sv.none}</strong>
        </p>
        <Problems problems={[saving.problem]} />
      </Dialog>
    </>
  );
}
