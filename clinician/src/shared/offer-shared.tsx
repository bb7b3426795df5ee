/** The steps that a refusal offers when another care provider keeps what was asked for. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { useRecordSight } from '../chart/use-chart.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { EmergencyDialog } from './emergency-dialog.tsx';
import { texts } from './texts.ts';

export function OfferShared({ patientId, onOpened }: { patientId: string; onOpened: () => void }) {
  const t = useTexts(texts);
  const changed = useRecordSight();
  const [asks, setAsks] = useState<'consent' | 'emergency'>();
  const close = () => setAsks(undefined);
  const done = () => {
    close();
    void changed(patientId);
    onOpened();
  };
  return (
    <>
      <Button onPress={() => setAsks('consent')}>{t.register}</Button>
      <Button onPress={() => setAsks('emergency')}>{t.toEmergency}</Button>
      {asks === 'consent' ? (
        <ConsentDialog
          patientId={patientId}
          onClose={close}
          onRegistered={done}
          onEmergency={() => setAsks('emergency')}
        />
      ) : null}
      {asks === 'emergency' ? <EmergencyDialog patientId={patientId} onClose={close} onOpened={done} /> : null}
    </>
  );
}
