/** The orders of the record: where each stands, and since when; what was returned is sent again, what is no longer needed is withdrawn. */
import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import type { Column } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { useMemo, useState } from 'react';
import { moversOf } from '@vardkedjan/care/coordination/orders/order-moves.ts';
import { handlingStateOf, type HandlingState } from '@vardkedjan/care/coordination/orders/order-state.ts';
import { ageWords } from '../../orders/age-words.ts';
import { OrderStateMark } from '../../orders/order-state-mark.tsx';
import { RecordList } from '../../chart/record-list.tsx';
import { useChart, useRecordChanged } from '../../chart/use-chart.ts';
import type { RecordPageProps } from '../../feature.ts';
import { type OrderRow, orderRows } from './order-rows.ts';
import { moveOrder } from '../../orders/sending.ts';
import { SeriesDays, SeriesState, StopSeries } from './series-row.tsx';
import { texts } from './texts.ts';
import './orders.css';

const query = { _sort: '-authored', _revinclude: 'Task:focus' };

export default function OrdersPage({ patientId, params }: RecordPageProps) {
  const t = useTexts(texts);
  const chart = useChart(patientId);
  const { language } = useLanguage();
  const rowsOf = useMemo(
    () => (resources: (ServiceRequest | Task)[]) => orderRows(resources, new Date(), chart.nameOf),
    [chart],
  );
  const columns: Column<OrderRow>[] = [
    {
      key: 'what',
      title: t.what,
      cell: (row) => (
        <>
          <strong>{row.what}</strong>
          {row.day ? ` ${formatDateTime(row.day)}` : null}
          {row.question ? <span className="order-question">{row.question}</span> : null}
          {row.series ? <SeriesDays series={row.series} patientId={patientId} /> : null}
        </>
      ),
      sortBy: (row) => row.what,
    },
    { key: 'kind', title: t.kind, fit: true, cell: (row) => row.kind, sortBy: (row) => row.kind },
    { key: 'to', title: t.to, cell: (row) => row.to, sortBy: (row) => row.to },
    {
      key: 'state',
      title: t.state,
      cell: (row) => (
        <>
          {row.series ? <SeriesState series={row.series} /> : <OrderStateMark state={row.state} isLate={row.isLate} />}
          {row.reason ? <span className="order-question">{row.reason}</span> : null}
        </>
      ),
      sortBy: (row) => row.state,
    },
    {
      key: 'since',
      title: t.since,
      fit: true,
      align: 'right',
      cell: (row) => (row.age === undefined ? formatDateTime(row.sent) : ageWords(row.age, language)),
      sortBy: (row) => row.sent,
    },
    {
      key: 'do',
      title: t.moves,
      hideTitle: true,
      fit: true,
      cell: (row) =>
        row.series ? <StopSeries row={row} patientId={patientId} /> : <Moves row={row} patientId={patientId} />,
    },
  ];
  return (
    <RecordList<ServiceRequest | Task, OrderRow>
      patientId={patientId}
      type="ServiceRequest"
      query={query}
      withIncluded
      title={t.title}
      empty={t.none}
      rowsOf={rowsOf}
      rowKey={(row) => row.id}
      columns={columns}
      isQuiet={(row) => row.isEnded}
      focus={params.focus}
    />
  );
}

/** What the asker may do; the server has the last word. */
function Moves({ row, patientId }: { row: OrderRow; patientId: string }) {
  const t = useTexts(texts);
  const changed = useRecordChanged();
  const [problem, setProblem] = useState('');
  const from = row.handling && handlingStateOf(row.handling);
  const may = (to: HandlingState) => from !== undefined && moversOf(from, to).includes('asker');
  const move = async (to: HandlingState) => {
    try {
      await moveOrder(row.id, patientId, { to });
      setProblem('');
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : failure.message);
    }
    await changed(patientId);
  };
  return (
    <span className="order-moves">
      {problem ? <span role="alert">{problem}</span> : null}
      {may('sent') && from !== 'sampled' ? <Button onPress={() => void move('sent')}>{t.sendAgain}</Button> : null}
      {may('cancelled') ? (
        <Button tone="quiet" onPress={() => void move('cancelled')}>
          {t.cancelOrder}
        </Button>
      ) : null}
    </span>
  );
}
