/** The unit's list of orders and referrals: what lies with it and what it waits for. A row opens what one may do about it. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { listNameOfPatient } from '../chart/person.ts';
import { useSession } from '../session/session-context.ts';
import { useUnitTold } from '../session/use-unit-told.ts';
import { More } from '../work/more.tsx';
import { PatientName, PatientNumber } from '../work/patient-cells.tsx';
import { ageWords } from './age-words.ts';
import { AnsweredList } from './answering/answered-list.tsx';
import { answeredQuery } from './answering/queries.ts';
import { texts as answerTexts } from './answering/texts.ts';
import { OrderDetail } from './order-detail.tsx';
import { OrderStateMark } from './order-state-mark.tsx';
import { texts } from './texts.ts';
import type { UnitOrderRow } from './unit-order-rows.ts';
import { ordersPages, unitOrdersQuery, type UnitOrdersFound } from './unit-orders-query.ts';
import './unit-orders.css';

type Way = 'incoming' | 'outgoing' | 'answered';

const shown = () => [
  ['work', 'orders'],
  ['work', 'answered'],
];

export default function UnitOrders() {
  const t = useTexts(texts);
  const a = useTexts(answerTexts);
  const { assignment } = useSession();
  const [pages, setPages] = useState(ordersPages);
  const found = useQuery(unitOrdersQuery(assignment.careUnit.id, pages));
  const answered = useQuery(answeredQuery(assignment.careUnit.id));
  useUnitTold(shown);
  const [chosen, choose] = useState<Way>();
  const [said, say] = useState('');
  const way = chosen ?? (found.data && found.data.incoming.length === 0 ? 'outgoing' : 'incoming');
  const late = (answered.data ?? []).filter(({ isLate }) => isLate).length;
  return (
    <main className="unit-orders">
      <header className="unit-orders-head">
        <h1>{t.title}</h1>
        <ChoiceBar
          label={t.which}
          value={way}
          choices={[
            ['incoming', `${t.incoming} ${countOf(found.data, 'incoming')}`],
            ['outgoing', `${t.outgoing} ${countOf(found.data, 'outgoing')}`],
            ['answered', a.answered],
          ]}
          onChoose={choose}
        />
        {late > 0 ? <Badge severity="critical">{a.lateCount(late)}</Badge> : null}
        <output className="unit-orders-said">{said}</output>
      </header>
      {way === 'answered' ? (
        <AnsweredList found={answered} />
      ) : (
        <Orders key={way} way={way} found={found} onSaid={say} onMore={() => setPages((now) => 2 * now)} />
      )}
    </main>
  );
}

const countOf = (found: UnitOrdersFound | undefined, way: OrdersProps['way']) =>
  found ? `${found[way].length}${found.hasMore[way] ? '+' : ''}` : '';

interface OrdersProps {
  way: Exclude<Way, 'answered'>;
  found: UseQueryResult<UnitOrdersFound>;
  onSaid: (said: string) => void;
  onMore: () => void;
}

function Orders({ way, found, onSaid, onMore }: OrdersProps) {
  const t = useTexts(texts);
  const a = useTexts(answerTexts);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [at, setAt] = useState('');
  const rows = found.data?.[way] ?? [];
  const row = rows.find(({ id }) => id === at);
  const anew = async () => {
    await Promise.all(shown().map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const onSigned = async ({ id, what, patient }: UnitOrderRow) => {
    onSaid(a.signed(what, patient ? listNameOfPatient(patient) : ''));
    const next = rows[rows.findIndex((each) => each.id === id) + 1];
    setAt(next?.id ?? '');
    await anew();
  };
  return (
    <>
      {found.isPending ? <Loading rows={10} /> : null}
      {found.isError && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? <Empty>{way === 'incoming' ? t.noIncoming : t.noOutgoing}</Empty> : null}
      <div className="unit-orders-both" data-open={row ? way : undefined}>
        {rows.length > 0 ? (
          <DataTable
            caption={way === 'incoming' ? t.incoming : t.outgoing}
            columns={columnsOf(t, language, way).filter(({ key }) => !row || !besideOpen.has(key))}
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
            onMoved={anew}
            onSigned={() => onSigned(row)}
          />
        ) : null}
      </div>
      {found.data?.hasMore[way] ? (
        <More isPending={found.isFetching} onMore={onMore}>
          {t.more}
        </More>
      ) : null}
    </>
  );
}

/** What the open order says beside the list. */
const besideOpen: ReadonlySet<string> = new Set(['number', 'from', 'to']);

function columnsOf(t: (typeof texts)['sv'], language: Language, way: OrdersProps['way']): Column<UnitOrderRow>[] {
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
