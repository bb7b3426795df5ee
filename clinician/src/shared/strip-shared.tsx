/** In the strip: that other care providers have entries, by what they are open to me and for how long, and the steps that the law has for both. */
import { useMutation } from '@tanstack/react-query';
import { formatDate, formatTime } from '@vardkedjan/ui/dates.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { askAct } from '../acts/record-acts.ts';
import { timeLeft } from '../blocks/blocks-told.ts';
import { useTimeLeft } from '../blocks/use-blocks.ts';
import type { Chart } from '../chart/chart.ts';
import { useRecordSight } from '../chart/use-chart.ts';
import { isInDanger, type OpenRecords } from './shared-told.ts';
import { texts } from './texts.ts';
import { endEmergency, useShared, withdrawConsent } from './use-shared.ts';

export function StripShared({ chart }: { chart: Chart }) {
  const t = useTexts(texts);
  const patientId = chart.patient.id;
  const { exists, open } = useShared(chart);
  const changes = useRecordSight();
  const [said, say] = useState('');
  const [first] = open;
  const closed = () => {
    say(t.closed);
    void changes(patientId);
  };
  return (
    <div className="strip-blocks">
      {first ? <OpenNow patientId={patientId} open={first} onClosed={closed} /> : null}
      {exists && !first && chart.offers.has('register-consent') ? (
        <Button tone="quiet" onPress={() => askAct(patientId, 'consent')}>
          {t.exist}
        </Button>
      ) : exists && !first ? (
        <span className="quiet">{t.exist}</span>
      ) : null}
      <output className="visually-hidden">{said}</output>
    </div>
  );
}

function OpenNow({ patientId, open, onClosed }: { patientId: string; open: OpenRecords; onClosed: () => void }) {
  const t = useTexts(texts);
  const isDanger = isInDanger(open);
  const { hours, minutes } = timeLeft(useTimeLeft(patientId, isDanger ? open.until : undefined));
  const whose = t.whose(open.to, open.of.length > 0 ? open.of.map(({ name }) => name).join(', ') : t.all);
  const end = useMutation({
    mutationFn: () => (isDanger ? endEmergency(patientId) : withdrawConsent(patientId)),
    onSuccess: onClosed,
  });
  return (
    <>
      <span className={isDanger ? 'strip-open' : 'quiet'} title={whose}>
        {isDanger ? (
          <strong>{t.emergency(formatTime(open.until), t.left(hours, minutes))}</strong>
        ) : (
          <span>{(open.ground === 'consent' ? t.open : t.without)(formatDate(open.until))}</span>
        )}
        <span className="visually-hidden">{whose}</span>
      </span>
      <Button tone="quiet" isDisabled={end.isPending} onPress={() => end.mutate()}>
        {isDanger ? t.end : t.withdraw}
      </Button>
      {end.isError ? <Failed failure={end.error} onRetry={() => end.mutate()} /> : null}
    </>
  );
}
