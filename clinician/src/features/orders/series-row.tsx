/** What a row says of a series, and what one does with it: skip a day, stop what is left. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useSaving } from '../../dock/use-saving.ts';
import { moveOrder, stopSeries } from '../../orders/sending.ts';
import type { OrderRow } from './order-rows.ts';
import type { SeriesFacts } from './series-facts.ts';
import { texts } from './texts.ts';

export function SeriesState({ series }: { series: SeriesFacts }) {
  const t = useTexts(texts);
  const word = { goes: t.seriesGoes, stopped: t.seriesStopped, over: t.seriesOver }[series.state];
  return (
    <>
      {word}
      <span className="order-question">{t.seriesDone(series.done, series.all)}</span>
    </>
  );
}

export function SeriesDays({ series, patientId }: { series: SeriesFacts; patientId: string }) {
  const t = useTexts(texts);
  const { problem, isSaving, save } = useSaving(patientId);
  const every = (t.everies as Record<string, string>)[series.every] ?? t.series;
  return (
    <>
      <span className="order-question">{t.seriesTold(every, formatDate(series.end))}</span>
      {problem ? <span role="alert">{problem}</span> : null}
      {series.planned.length > 0 ? (
        <details className="order-planned">
          <summary>{t.planned(series.planned.length)}</summary>
          <ul>
            {series.planned.map(({ id, day }) => (
              <li key={id}>
                {formatDate(day)}{' '}
                <Button
                  tone="quiet"
                  aria-label={t.skipThis(formatDate(day))}
                  isPending={isSaving}
                  onPress={() => void save(() => moveOrder(id, patientId, { to: 'cancelled' }))}
                >
                  {t.skip}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

export function StopSeries({ row, patientId }: { row: OrderRow; patientId: string }) {
  const t = useTexts(texts);
  const { problem, isSaving, save } = useSaving(patientId);
  if (row.series?.state !== 'goes') return null;
  return (
    <span className="order-moves">
      {problem ? <span role="alert">{problem}</span> : null}
      <Button tone="quiet" isPending={isSaving} onPress={() => void save(() => stopSeries(row.id, patientId))}>
        {t.stopSeries}
      </Button>
    </span>
  );
}
