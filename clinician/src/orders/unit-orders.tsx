/** The unit's list of orders and referrals: what lies with it and what it waits for. A row opens what one may do about it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { useSession } from '../session/session-context.ts';
import { PatientName, PatientNumber } from '../work/patient-cells.tsx';
import { ageWords } from './age-words.ts';
import { OrderDetail } from './order-detail.tsx';
import { OrderStateMark } from './order-state-mark.tsx';
import { texts } from './texts.ts';
import type { UnitOrderRow } from './unit-order-rows.ts';
import { unitOrdersQuery } from './unit-orders-query.ts';
import './unit-orders.css';

type Way = 'incoming' | 'outgoing';

export default function UnitOrders() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { assignment } = useSession();
  const queries = useQueryClient();
  const query = unitOrdersQuery(assignment.careUnit.id);
  const found = useQuery(query);
  const [chosen, choose] = useState<Way>();
  const [at, setAt] = useState('');
  const way = chosen ?? (found.data && found.data.incoming.length === 0 ? 'outgoing' : 'incoming');
  const rows = found.data?.[way] ?? [];
  const row = rows.find(({ id }) => id === at);
  return (
    <main className="unit-orders">
      <header className="unit-orders-head">
        <h1>{t.title}</h1>
        <ChoiceBar
          label={t.which}
          value={way}
          choices={[
            ['incoming', `${t.incoming} ${found.data?.incoming.length ?? ''}`],
            ['outgoing', `${t.outgoing} ${found.data?.outgoing.length ?? ''}`],
          ]}
          onChoose={choose}
        />
      </header>
      {found.isPending ? <Loading rows={10} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{way === 'incoming' ? t.noIncoming : t.noOutgoing}</Empty> : null}
      <div className="unit-orders-both" data-open={row ? '' : undefined}>
        {rows.length > 0 ? (
          <DataTable
            caption={way === 'incoming' ? t.incoming : t.outgoing}
            columns={columnsOf(t, language, way)}
            rows={rows}
            rowKey={({ id }) => id}
            onOpen={({ id }) => setAt(id)}
            {...(row && { currentKey: row.id })}
          />
        ) : null}
        {row ? (
          <OrderDetail
            key={`${row.id} ${row.task.meta?.versionId}`}
            row={row}
            as={way === 'incoming' ? 'performer' : 'asker'}
            onMoved={() => queries.invalidateQueries({ queryKey: query.queryKey })}
          />
        ) : null}
      </div>
    </main>
  );
}

function columnsOf(t: (typeof texts)['sv'], language: Language, way: Way): Column<UnitOrderRow>[] {
  return [
    {
      key: 'patient',
      title: t.patient,
      opens: true,
      fit: true,
      cell: (row) => <PatientName patient={row.patient} />,
      sortBy: (row) => row.patient?.name?.[0]?.family,
    },
    { key: 'number', title: t.number, fit: true, cell: (row) => <PatientNumber patient={row.patient} /> },
    {
      key: 'what',
      title: t.what,
      cell: (row) => (
        <>
          {row.priority === 'stat' ? <Badge severity="critical">{t.stat}</Badge> : null}
          {row.priority === 'urgent' || row.priority === 'asap' ? <Badge severity="serious">{t.urgent}</Badge> : null}{' '}
          {row.what}
        </>
      ),
      sortBy: (row) => row.what,
    },
    way === 'incoming'
      ? { key: 'from', title: t.from, cell: (row) => row.from, sortBy: (row) => row.from }
      : { key: 'to', title: t.to, cell: (row) => row.to, sortBy: (row) => row.to },
    {
      key: 'state',
      title: t.state,
      cell: (row) => <OrderStateMark state={row.state} isLate={row.isLate} />,
      sortBy: (row) => row.state,
    },
    {
      key: 'since',
      title: t.since,
      fit: true,
      align: 'right',
      cell: (row) => ageWords(row.age, language),
      sortBy: (row) => row.age,
    },
  ];
}
