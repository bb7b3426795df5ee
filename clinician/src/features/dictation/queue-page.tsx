/** The unit’s dictations that wait to be typed; a row opens the record with the sound and the note. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Badge } from '@vardkedjan/ui/severity/severity.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { openWorkspace } from '../../dock/dock-store.ts';
import { goTo, recordAddress } from '../../navigation.ts';
import { ageWords } from '../../orders/age-words.ts';
import { useSession } from '../../session/session-context.ts';
import { PatientName, PatientNumber } from '../../work/patient-cells.tsx';
import { useNow } from '../../work/use-now.ts';
import { type DictationRow, dictationsQuery } from './queries.ts';
import { minutesAndSeconds, texts } from './texts.ts';
import './dictation.css';

export default function QueuePage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const now = useNow();
  const found = useQuery(dictationsQuery({ unit: useSession().assignment.careUnit.id }));
  const open = ({ patientId, noteId }: DictationRow) => {
    openWorkspace('notes/write', patientId, { note: noteId });
    goTo(recordAddress(patientId, 'dictation'));
  };
  return (
    <main className="dictations dictations-queue">
      <h1>{t.queue}</h1>
      <p className="quiet">{t.queueMore}</p>
      {found.isPending ? <Loading rows={8} /> : null}
      {found.error && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data?.length === 0 ? <Empty>{t.none}</Empty> : null}
      {found.data && found.data.length > 0 ? (
        <DataTable
          caption={t.queue}
          columns={columnsOf(t, language, now)}
          rows={found.data}
          rowKey={({ id }) => id}
          onOpen={open}
        />
      ) : null}
    </main>
  );
}

function columnsOf(t: (typeof texts)['sv'], language: Language, now: Date): Column<DictationRow>[] {
  return [
    { key: 'patient', title: t.patient, opens: true, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'number', title: t.number, fit: true, cell: ({ patient }) => <PatientNumber patient={patient} /> },
    {
      key: 'by',
      title: t.by,
      cell: ({ task }) => (
        <>
          {task.requester?.display} {task.priority === 'urgent' ? <Badge severity="serious">{t.urgent}</Badge> : null}
        </>
      ),
    },
    {
      key: 'length',
      title: t.length,
      fit: true,
      align: 'right',
      cell: ({ media }) => minutesAndSeconds(media?.duration ?? 0),
    },
    {
      key: 'since',
      title: t.since,
      fit: true,
      align: 'right',
      cell: ({ task }) =>
        ageWords(Math.max(0, Math.floor((now.getTime() - Date.parse(task.authoredOn ?? '')) / 60_000)), language),
    },
  ];
}
