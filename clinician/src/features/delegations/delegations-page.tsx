/** Who may give which drugs by delegation, from whom and until when. */
import { useQuery } from '@tanstack/react-query';
import { delegationState } from '@vardkedjan/care/clinical/giving/delegating.ts';
import type { Delegation } from '@vardkedjan/care/clinical/giving/delegation.ts';
import { mayGive } from '@vardkedjan/care/clinical/giving/may-give.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { ChoiceBar } from '@vardkedjan/ui/choice-bar/choice-bar.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { today } from '../../chart/today.ts';
import { useSession } from '../../session/session-context.ts';
import { colleaguesQuery } from '../../shared/colleagues-query.ts';
import { IssueDialog } from './issue-dialog.tsx';
import { delegationsQuery, withdrawalReasonQuery } from './queries.ts';
import { texts } from './texts.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import './delegations.css';

type Asked = { do: 'issue'; from?: Delegation } | { do: 'withdraw'; delegation: Delegation };

export default function DelegationsPage() {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const unit = assignment.careUnit.id;
  const mayIssue = mayGive(assignment);
  const seesAll = mayIssue || assignment.headOfUnit === true;
  const colleagues = useQuery({ ...colleaguesQuery(unit), enabled: seesAll });
  const needing = (colleagues.data ?? []).filter(({ profession }) => !mayGive({ profession, purpose: 'care' }));
  const own = `Practitioner/${session.caller?.practitioner?.id ?? ''}`;
  const whose = seesAll ? needing.map(({ reference }) => reference).toSorted() : [own];
  const found = useQuery({ ...delegationsQuery(unit, whose), enabled: !seesAll || colleagues.data !== undefined });
  const [isPast, showPast] = useState(false);
  const [asked, ask] = useState<Asked>();
  const [told, tell] = useState('');
  const shown = (found.data ?? []).filter((each) => isPast === isOver(each));
  const failure = colleagues.error ?? found.error;
  return (
    <main className="delegations">
      <header>
        <h1>
          {t.title} <span className="quiet">{assignment.careUnit.name}</span>
        </h1>
        <ChoiceBar
          label={t.show}
          value={isPast ? 'past' : 'current'}
          choices={[
            ['current', t.current],
            ['past', t.past],
          ]}
          onChoose={(which) => showPast(which === 'past')}
        />
        {mayIssue ? <Button onPress={() => ask({ do: 'issue' })}>{t.issue}</Button> : null}
        <output>{told}</output>
      </header>
      {seesAll ? null : <p className="quiet">{t.own}</p>}
      {failure && !found.data ? <Failed failure={failure} onRetry={() => void found.refetch()} /> : null}
      {found.data || failure ? null : <Loading rows={6} />}
      {found.data && shown.length === 0 ? <Empty>{isPast ? t.nonePast : t.noneCurrent}</Empty> : null}
      {shown.length > 0 ? (
        <DataTable
          caption={t.title}
          columns={columnsOf(t, { mayIssue, mayWithdraw: seesAll, onAsk: ask })}
          rows={shown}
          rowKey={({ id }) => id ?? ''}
        />
      ) : null}
      {asked?.do === 'issue' ? (
        <IssueDialog colleagues={needing} begunFrom={asked.from} onClose={() => ask(undefined)} onTold={tell} />
      ) : null}
      {asked?.do === 'withdraw' ? (
        <WithdrawDialog delegation={asked.delegation} onClose={() => ask(undefined)} onTold={tell} />
      ) : null}
    </main>
  );
}

const isOver = (delegation: Delegation) => ['ended', 'withdrawn'].includes(delegationState(delegation, today()));

interface Acts {
  mayIssue: boolean;
  mayWithdraw: boolean;
  onAsk: (asked: Asked) => void;
}

function columnsOf(t: (typeof texts)['sv'], { mayIssue, mayWithdraw, onAsk }: Acts): Column<Delegation>[] {
  return [
    { key: 'who', title: t.who, cell: ({ toName }) => <strong>{toName}</strong>, sortBy: ({ toName }) => toName },
    {
      key: 'drugs',
      title: t.drugs,
      cell: ({ drugs }) => drugs.map(({ name, atc }) => (name === atc ? atc : `${name} (${atc})`)).join(', '),
    },
    {
      key: 'period',
      title: t.period,
      fit: true,
      cell: ({ from, until }) => `${from} – ${until}`,
      sortBy: ({ until }) => until,
    },
    { key: 'by', title: t.by, cell: ({ byName }) => byName, sortBy: ({ byName }) => byName },
    {
      key: 'state',
      title: t.state,
      cell: (row) => <State t={t} delegation={row} />,
      sortBy: (row) => delegationState(row, today()),
    },
    {
      key: 'acts',
      title: t.acts,
      hideTitle: true,
      fit: true,
      cell: (delegation) => (
        <>
          {mayIssue ? (
            <Button
              tone="quiet"
              aria-label={t.renewOf(delegation.toName)}
              onPress={() => onAsk({ do: 'issue', from: delegation })}
            >
              {t.renew}
            </Button>
          ) : null}
          {mayWithdraw && !isOver(delegation) ? (
            <Button
              tone="quiet"
              aria-label={t.withdrawOf(delegation.toName)}
              onPress={() => onAsk({ do: 'withdraw', delegation })}
            >
              {t.withdraw}
            </Button>
          ) : null}
        </>
      ),
    },
  ];
}

/** So many days before its last it is said that it runs out. */
const soon = 30;

function State({ t, delegation }: { t: (typeof texts)['sv']; delegation: Delegation }) {
  const state = delegationState(delegation, today());
  const { withdrawn, until } = delegation;
  const why = useQuery({ ...withdrawalReasonQuery(delegation.id ?? ''), enabled: withdrawn !== undefined }).data;
  if (withdrawn)
    return (
      <span className="quiet">
        {[t.withdrawnBy(formatDateTime(withdrawn.at), withdrawn.by), ...(why ? [why] : [])].join(': ')}
      </span>
    );
  const left = (Date.parse(until) - Date.parse(today())) / 86_400_000;
  if (state === 'in-force' && left <= soon) return <Badge severity="caution">{t.endsSoon(left)}</Badge>;
  return <>{t.states[state]}</>;
}
