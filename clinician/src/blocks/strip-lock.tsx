/** In the strip: that there are blocked data, what of it is open to me and for how long, and the steps that the law has for both. */
import { useMutation } from '@tanstack/react-query';
import { formatTime } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import type { Chart } from '../chart/chart.ts';
import { useRecordSight } from '../chart/use-chart.ts';
import { askAct } from '../acts/record-acts.ts';
import { type OpenUnit, timeLeft } from './blocks-told.ts';
import { LockMark } from './lock-mark.tsx';
import { texts } from './texts.ts';
import { endOpening, useBlocks, useTimeLeft } from './use-blocks.ts';
import './blocks.css';

export function StripLock({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const patientId = chart.patient.id;
  const { isBlocked, open } = useBlocks(chart);
  const [said, say] = useState('');
  // Who may do nothing about it is told that there is something, and no more (PDL 2008:355, 4 kap. 4 §).
  const mayAct = chart.offers.has('lift-block') || chart.offers.has('ask-unit-to-lift');
  const words = open.length > 0 ? t.more : t.exist;
  return (
    <div className="strip-blocks">
      {open.length > 0 ? <OpenNow patientId={patientId} open={open} onClosed={() => say(t.closed)} /> : null}
      {isBlocked && mayAct ? (
        <Button onPress={() => askAct(patientId, 'lift')}>
          <LockMark isOpen={false} /> {words}
        </Button>
      ) : isBlocked ? (
        <span>
          <LockMark isOpen={false} /> {words}
        </span>
      ) : null}
      <output className="visually-hidden">{said}</output>
    </div>
  );
}

function OpenNow({
  patientId,
  open,
  onClosed,
}: {
  patientId: string;
  open: readonly OpenUnit[];
  onClosed: () => void;
}) {
  const t = useTexts(texts);
  const hides = useRecordSight();
  const until = open[0]?.until;
  const { hours, minutes } = timeLeft(useTimeLeft(patientId, until));
  const units = t.openUnits(open.map(({ name }) => name).join(', '));
  const end = useMutation({
    mutationFn: () => endOpening(patientId),
    onSuccess: async () => {
      await hides(patientId);
      onClosed();
    },
  });
  return (
    <>
      <span className="strip-open" title={units}>
        <LockMark isOpen />
        <strong>{t.open(formatTime(until), t.left(hours, minutes))}</strong>
        <span className="visually-hidden">{units}</span>
      </span>
      <Button tone="quiet" isDisabled={end.isPending} onPress={() => end.mutate()}>
        {t.close}
      </Button>
      {end.isError ? <Failed failure={end.error} onRetry={() => end.mutate()} /> : null}
    </>
  );
}
