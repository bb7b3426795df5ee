/** The dialogue of the act that has been asked for in the open record, and what is said when it is done. */
import { formatDate, formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { type ReactNode, useState } from 'react';
import { LiftDialog } from '../blocks/lift-dialog.tsx';
import { texts as blocksTexts } from '../blocks/texts.ts';
import { useBlocks } from '../blocks/use-blocks.ts';
import type { Chart } from '../chart/chart.ts';
import { useRecordSight } from '../chart/use-chart.ts';
import { ConsentDialog } from '../shared/consent-dialog.tsx';
import { EmergencyDialog } from '../shared/emergency-dialog.tsx';
import { IncapacityDialog } from '../shared/incapacity-dialog.tsx';
import { texts as sharedTexts } from '../shared/texts.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { HandOutDialog } from './hand-out-dialog.tsx';
import { OnlineDialog } from './online-dialog.tsx';
import { askAct, closeAct, type RecordActId, useAskedAct } from './record-acts.ts';
import { RegistersDialog } from './registers-dialog.tsx';
import { texts } from './texts.ts';

export function ActDialog({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const b = useTexts(blocksTexts);
  const s = useTexts(sharedTexts);
  const patientId = chart.patient.id;
  const act = useAskedAct(patientId);
  const changes = useRecordSight();
  const { open } = useBlocks(chart);
  const [said, say] = useState('');
  const done = (words: string) => {
    closeAct();
    say(words);
    void changes(patientId);
  };
  const of = { patientId, onClose: closeAct };
  const onOpened = (until: string) => done(s.opened(formatTime(until)));
  const dialogues: Record<RecordActId, () => ReactNode> = {
    lift: () => (
      <LiftDialog {...of} open={open.map(({ id }) => id)} onOpened={(until) => done(b.opened(formatTime(until)))} />
    ),
    consent: () => (
      <ConsentDialog
        {...of}
        onRegistered={(until) => done(s.registered(formatDate(until)))}
        onEmergency={chart.offers.has('emergency') ? () => askAct(patientId, 'emergency') : undefined}
      />
    ),
    emergency: () => <EmergencyDialog {...of} onOpened={onOpened} />,
    incapacity: () => <IncapacityDialog {...of} onOpened={(until) => done(s.registered(formatDate(until)))} />,
    'hand-out': () => <HandOutDialog {...of} chart={chart} onDone={() => done(t.handedOut)} />,
    registers: () => <RegistersDialog {...of} />,
    online: () => <OnlineDialog {...of} onDone={() => done(t.decided)} />,
    erase: () => <EraseDialog {...of} chart={chart} onDone={(count) => done(t.erased(count))} />,
  };
  return (
    <>
      <output className="visually-hidden">{said}</output>
      {act === undefined ? null : dialogues[act]()}
    </>
  );
}
