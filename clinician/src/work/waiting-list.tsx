/** What waits for me: tasks of mine and my unit's, notes I have not signed (PDL 3:10), and forms I have begun. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate, formatTime } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { useMemo, useState } from 'react';
import { commandContext } from '../commands/command-context.ts';
import { openWorkspace } from '../dock/dock-store.ts';
import { openDraft } from '../features.ts';
import { loadedWorkspace } from '../loaded.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { AnswerRequest } from '../shared/answer-request.tsx';
import { begunRows, byWaiting, type WaitingRow, type WhoAsks, waitingRows } from './day.ts';
import { PatientName, PatientNumber } from './patient-cells.tsx';
import { texts } from './texts.ts';
import { useNow } from './use-now.ts';
import { begunFormsQuery, draftsQuery, taskRead, tasksQuery } from './work-queries.ts';

export function WaitingList({ who }: { who: WhoAsks }) {
  const t = useTexts(texts);
  const tasks = useQuery(tasksQuery(who.unitId, who.practitionerId));
  const drafts = useQuery(draftsQuery(who.practitionerId));
  const forms = useQuery(begunFormsQuery(who.practitionerId));
  const { language } = useLanguage();
  const now = useNow();
  const rows = useMemo(() => {
    const ofNotes = waitingRows(
      tasks.data?.matches ?? [],
      drafts.data?.matches ?? [],
      [...(tasks.data?.included ?? []), ...(drafts.data?.included ?? [])],
      t.draft,
      now,
    );
    const begun = begunRows(forms.data?.matches ?? [], forms.data?.included ?? [], who.roleId, (form) => {
      const title = loadedWorkspace(form)?.workspace.title[language];
      return title && t.begun(title);
    });
    return [...ofNotes, ...begun].toSorted(byWaiting);
  }, [tasks.data, drafts.data, forms.data, who.roleId, language, t, now]);
  const all = [tasks, drafts, forms];
  const isThere = all.every(({ data }) => data !== undefined);
  const failure = all.find(({ data, error }) => !data && error)?.error;
  const retry = () => void Promise.all(all.map(({ refetch }) => refetch()));
  const [asked, setAsked] = useState<WaitingRow>();
  const open = (row: WaitingRow) => {
    if (row.lift && row.lift.kind !== 'asked') return setAsked(row);
    if (row.lift?.stage === 'answered') void taskRead(row.id, row.patientId).then(() => tasks.refetch());
    goTo(recordAddress(row.patientId, row.path));
    if (row.draft) openDraft(commandContext(row.patientId), row.draft);
    if (row.form) openWorkspace(row.form.name, row.patientId, row.form.args);
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
