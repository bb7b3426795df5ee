/** The step that a refusal offers when what was asked for is blocked. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useRecordSight } from '../chart/use-chart.ts';
import { LiftDialog } from './lift-dialog.tsx';
import { texts } from './texts.ts';

export function LiftBlocks({ patientId, onOpened }: { patientId: string; onOpened: () => void }) {
  const t = useTexts(texts);
  const changed = useRecordSight();
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button onPress={() => setAsks(true)}>{t.title}</Button>
      {asks ? (
        <LiftDialog
          patientId={patientId}
          open={[]}
          onClose={() => setAsks(false)}
          onOpened={() => {
            setAsks(false);
            void changed(patientId);
            onOpened();
          }}
        />
      ) : null}
    </>
  );
}
