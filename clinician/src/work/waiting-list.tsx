/** What waits for me: tasks of mine and my unit's, and notes I have not signed (PDL 3:10). */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate, formatTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useMemo, useState } from 'react';
import { commandContext } from '../commands/command-context.ts';
import { openDraft } from '../features.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { AnswerRequest } from '../shared/answer-request.tsx';
import { type WaitingRow, type WhoAsks, waitingRows } from './day.ts';
import { PatientName, PatientNumber } from './patient-cells.tsx';
import { texts } from './texts.ts';
import { useNow } from './use-now.ts';
import { draftsQuery, taskRead, tasksQuery } from './work-queries.ts';

export function WaitingList({ who }: { who: WhoAsks }) {
  const t = useTexts(texts);
  const tasks = useQuery(tasksQuery(who.unitId, who.practitionerId));
  const drafts = useQuery(draftsQuery(who.practitionerId));
  const now = useNow();
  const rows = useMemo(
    () =>
      waitingRows(
        tasks.data?.matches ?? [],
        drafts.data?.matches ?? [],
        [...(tasks.data?.included ?? []), ...(drafts.data?.included ?? [])],
        t.draft,
        now,
      ),
    [tasks.data, drafts.data, t, now],
  );
  const isThere = tasks.data !== undefined && drafts.data !== undefined;
  const failure = (tasks.data ? null : tasks.error) ?? (drafts.data ? null : drafts.error);
  const retry = () => void Promise.all([tasks.refetch(), drafts.refetch()]);
  const [asked, setAsked] = useState<WaitingRow>();
  const open = (row: WaitingRow) => {
    if (row.lift && row.lift.kind !== 'asked') return setAsked(row);
    if (row.lift?.stage === 'answered') void taskRead(row.id, row.patientId).then(() => tasks.refetch());
    goTo(recordAddress(row.patientId, row.path));
    if (row.draft) openDraft(commandContext(row.patientId), row.draft);
  };
  return (
    <Panel title={t.waiting} {...(isThere ? { count: rows.length } : {})}>
      {failure ? <Failed failure={failure} onRetry={retry} /> : null}
      {!isThere && !failure ? <Loading rows={5} /> : null}
      {isThere && rows.length === 0 ? <Empty>{t.noWaiting}</Empty> : null}
      {isThere && rows.length > 0 ? (
        <DataTable caption={t.waiting} columns={columnsOf(t)} rows={rows} rowKey={(row) => row.id} onOpen={open} />
      ) : null}
      {asked?.lift ? (
        <AnswerRequest
          patientId={asked.patientId}
          request={asked.id}
          says={asked.text}
          lift={asked.lift}
          onClose={() => setAsked(undefined)}
          onAnswered={() => {
            setAsked(undefined);
            retry();
          }}
        />
      ) : null}
    </Panel>
  );
}

function columnsOf(t: (typeof texts)['sv']): Column<WaitingRow>[] {
  return [
    {
      key: 'patient',
      title: t.patient,
      fit: true,
      cell: (row) => <PatientName patient={row.patient} />,
      sortBy: (row) => row.patient?.name?.[0]?.family,
    },
    { key: 'number', title: t.number, fit: true, cell: (row) => <PatientNumber patient={row.patient} /> },
    {
      key: 'what',
      title: t.what,
      cell: (row) => (
        <span className="work-what">
          {row.isUrgent ? <Badge>{t.urgent}</Badge> : null} {row.text}
          {row.lift ? ` · ${t.stages[row.lift.stage](formatTime(row.lift.answerBy))}` : null}
        </span>
      ),
      sortBy: (row) => row.text,
    },
    {
      key: 'since',
      title: t.since,
      fit: true,
      align: 'right',
      cell: (row) => formatDate(row.since),
      sortBy: (row) => row.since,
    },
  ];
}
