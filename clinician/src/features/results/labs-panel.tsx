/** The latest laboratory values in the summary. */
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { trendSeries } from '@vardkedjan/ui/trend/trend-series.ts';
import { useMemo } from 'react';
import { NoneInRecord } from '../../chart/none-in-record.tsx';
import type { SummaryPanelProps } from '../../feature.ts';
import { recordAddress } from '../../navigation.ts';
import { LatestValues } from './latest-values.tsx';
import { latestByDay, measuresOf, labPlace } from './measures.ts';
import { texts } from './texts.ts';

const most = 20;

export default function LabsPanel({ chart }: SummaryPanelProps) {
  const t = useTexts(texts);
  const days = useMemo(
    () => latestByDay(measuresOf(trendSeries(chart.labs), t.bloodPressure), most, labPlace),
    [chart, t],
  );
  const address = recordAddress(chart.patient.id, 'results', { group: 'labs' });
  return (
    <Panel
      title={<a href={address}>{t.labs}</a>}
      actions={
        days.length > 0 ? (
          <a className="facts-all" href={address}>
            {t.all}
          </a>
        ) : undefined
      }
    >
      {days.length === 0 ? (
        <NoneInRecord>{t.noLabs}</NoneInRecord>
      ) : (
        <LatestValues patientId={chart.patient.id} caption={t.labs} days={days} group="labs" />
      )}
    </Panel>
  );
}
