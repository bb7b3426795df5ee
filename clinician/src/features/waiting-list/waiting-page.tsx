/** The unit’s waiting list: what runs out first by the care guarantee at the top; a row opens what there is to do. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { texts as bookingTexts } from '../../booking/texts.ts';
import { textOfConcept } from '../../chart/concept.ts';
import { nameOfPatient } from '../../chart/person.ts';
import { useSession } from '../../session/session-context.ts';
import { PatientName, PatientNumber } from '../../work/patient-cells.tsx';
import { most, waitingQuery } from '../../booking/waiting-query.ts';
import { texts } from './texts.ts';
import { WaitingDetail } from './waiting-detail.tsx';
import { soon, type WaitingRow } from '../../booking/waiting-rows.ts';
import './waiting-list.css';

export default function WaitingPage() {
  const t = useTexts(texts);
  const { kinds } = useTexts(bookingTexts);
  const queries = useQueryClient();
  const query = waitingQuery(useSession().assignment.careUnit.id);
  const found = useQuery(query);
  const [at, setAt] = useState('');
  const [done, setDone] = useState('');
  const rows = found.data?.rows ?? [];
  const row = rows.find(({ id }) => id === at);
  const onDone = async (words: string) => {
    setDone(words);
    await queries.invalidateQueries({ queryKey: query.queryKey });
  };
  return (
    <main className="waiting-list">
      <header>
        <h1>{t.title}</h1>
        <p className="quiet">{t.more}</p>
        {found.data?.hasMore ? <p className="quiet">{t.hasMore(most)}</p> : null}
        <output>{done}</output>
      </header>
      {found.isPending ? <Loading rows={10} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{t.none}</Empty> : null}
      <div className="waiting-list-both" data-open={row ? '' : undefined}>
        {rows.length > 0 ? (
          <DataTable
            caption={t.title}
            columns={columnsOf(t, kinds, row !== undefined)}
            rows={rows}
            rowKey={({ id }) => id}
            onOpen={({ id }) => setAt(id)}
            isQuiet={({ booked }) => booked !== undefined}
            {...(row && { currentKey: row.id })}
          />
        ) : null}
        {row ? (
          <WaitingDetail
            key={`${row.id} ${row.task.meta?.versionId}`}
            row={row}
            name={row.patient ? nameOfPatient(row.patient) : t.unknown}
            onDone={onDone}
          />
        ) : null}
      </div>
    </main>
  );
}

type Kinds = (typeof bookingTexts)['sv']['kinds'];

/** With a row open there is room for what tells the rows apart. */
function columnsOf(t: (typeof texts)['sv'], kinds: Kinds, isNarrow: boolean): Column<WaitingRow>[] {
  const all: Column<WaitingRow>[] = [
    {
      key: 'patient',
      title: t.patient,
      opens: true,
      cell: ({ patient }) => <PatientName patient={patient} />,
      sortBy: ({ patient }) => patient?.name?.[0]?.family,
    },
    { key: 'number', title: t.number, fit: true, cell: ({ patient }) => <PatientNumber patient={patient} /> },
    {
      key: 'what',
      title: t.what,
      cell: ({ kind, request }) => (
        <>
          {kinds[kind]} <span className="quiet">{textOfConcept(request.code)}</span>
        </>
      ),
      sortBy: ({ kind }) => kind,
    },
    { key: 'since', title: t.since, fit: true, cell: ({ since }) => since, sortBy: ({ since }) => since },
    { key: 'guarantee', title: t.guarantee, cell: (row) => <Clock row={row} />, sortBy: ({ clock }) => clock?.left },
    { key: 'wished', title: t.wished, fit: true, cell: ({ wished }) => wished, sortBy: ({ wished }) => wished },
    {
      key: 'time',
      title: t.time,
      fit: true,
      cell: ({ booked }) => formatDateTime(booked?.start),
      sortBy: ({ booked }) => booked?.start,
    },
  ];
  return isNarrow ? all.filter(({ key }) => key !== 'since' && key !== 'number' && key !== 'wished') : all;
}

function Clock({ row: { clock } }: { row: WaitingRow }) {
  const t = useTexts(texts);
  if (!clock) return <span className="quiet">{t.noGuarantee}</span>;
  if (clock.paused) return <span className="quiet">{t.paused[clock.paused]}</span>;
  const words = clock.left < 0 ? t.over(-clock.left) : t.left(clock.left);
  return (
    <>
      {clock.left < 0 ? <Badge severity="critical">{words}</Badge> : null}
      {clock.left >= 0 && clock.left <= soon ? <Badge severity="serious">{words}</Badge> : null}
      {clock.left > soon ? words : null} <span className="quiet">{clock.until ? t.until(clock.until) : ''}</span>
    </>
  );
}
