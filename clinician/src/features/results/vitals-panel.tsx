/** The latest vital signs in the summary. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import { useMemo } from 'react';
import { NoneInRecord } from '../../chart/none-in-record.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { recordAddress } from '../../navigation.ts';
import { LatestValues } from './latest-values.tsx';
import { latestByDay, measuresOf, vitalPlace } from './measures.ts';
import { texts } from './texts.ts';

const most = 9;

export default function VitalsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const days = useMemo(
    () => latestByDay(measuresOf(trendSeries(chart.vitals), t.bloodPressure), most, vitalPlace),
    [chart, t],
  );
  const address = recordAddress(chart.patient.id, 'results', { group: 'vitals' });
  return (
    <Panel
      title={<a href={address}>{t.vitals}</a>}
      actions={
        days.length > 0 ? (
          <a className="facts-all" href={address}>
            {t.all}
          </a>
        ) : undefined
      }
    >
      {days.length === 0 ? (
        <NoneInRecord>{t.noVitals}</NoneInRecord>
      ) : (
        <LatestValues patientId={chart.patient.id} caption={t.vitals} days={days} group="vitals" />
      )}
    </Panel>
  );
}
