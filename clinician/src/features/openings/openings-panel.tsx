/** What waits for the head of the unit: openings without consent, the oldest first, until it is said what was found. Others see nothing of it at home. */
import type { Patient, Task } from '@medplum/fhirtypes';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { followedUp, openingTask } from '@vardkedjan/care/access/opening-follow-up.ts';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { searchResources, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { useState } from 'react';
import { FormDialog } from '../../blocks/form-dialog.tsx';
import { FreeText } from '../../quick-texts/free-text.tsx';
import { useSession } from '../../session/session-context.ts';
import { PatientName } from '../../work/patient-cells.tsx';
import { texts } from './texts.ts';

interface Opening {
  task: Task & { id: string };
  patientId: string;
  patient: Patient | undefined;
}

const most = 100;

const openingsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['work', 'openings', unitId],
    queryFn: async ({ signal }): Promise<Opening[]> => {
      const { matches, included } = await searchResources<Task & { id: string }>(
        'Task',
        {
          code: `${openingTask.system}|${openingTask.code}`,
          owner: `Organization/${unitId}`,
          status: 'requested',
          _include: 'Task:patient',
          _sort: 'authored-on',
          _count: most,
        },
        signal,
      );
      return matches.map((task) => {
        const patientId = task.for?.reference?.split('/').at(-1) ?? '';
        const patient = included.find((one) => one.resourceType === 'Patient' && one.id === patientId);
        return { task, patientId, patient: patient as Patient | undefined };
      });
    },
    refetchInterval: 60_000,
  });

export default function OpeningsPanel() {
  const { assignment } = useSession();
  return assignment.headOfUnit ? <ToFollowUp unitId={assignment.careUnit.id} /> : null;
}

function ToFollowUp({ unitId }: { unitId: string }) {
  const t = useTexts(texts);
  const { data = [], error, refetch } = useQuery(openingsQuery(unitId));
  const [chosen, choose] = useState<Opening>();
  if (error)
    return (
      <Panel title={t.title}>
        <Failed failure={error} onRetry={() => void refetch()} />
      </Panel>
    );
  if (data.length === 0) return null;
  const columns: Column<Opening>[] = [
    { key: 'patient', title: t.patient, fit: true, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'what', title: t.what, cell: ({ task }) => task.description ?? '' },
    { key: 'by', title: t.by, cell: ({ task }) => task.requester?.display ?? '' },
    { key: 'when', title: t.when, fit: true, align: 'right', cell: ({ task }) => formatDateTime(task.authoredOn) },
  ];
  return (
    <Panel title={t.title} count={data.length}>
      <DataTable caption={t.title} columns={columns} rows={data} rowKey={({ task }) => task.id} onOpen={choose} />
      {chosen ? (
        <FollowUp
          opening={chosen}
          onClose={() => choose(undefined)}
          onDone={() => {
            choose(undefined);
            void refetch();
          }}
        />
      ) : null}
    </Panel>
  );
}

function FollowUp({ opening, onClose, onDone }: { opening: Opening; onClose: () => void; onDone: () => void }) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const [words, setWords] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { task, patientId } = opening;
  const by = {
    reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
    display: nameWithTitle(session.name, assignment.title),
  };
  const saving = useMutation({
    mutationFn: () =>
      updateResource(
        { ...followedUp(task, by, words, new Date()), id: task.id },
        `W/"${task.meta?.versionId ?? ''}"`,
        patientId,
      ),
    onSuccess: onDone,
  });
  const send = () => {
    setMissing(words.trim() === '');
    if (words.trim() !== '' && !saving.isPending) saving.mutate();
  };
  return (
    <FormDialog
      title={t.title}
      texts={t}
      className="opening-follow-up"
      sending={saving}
      onClose={onClose}
      onSend={send}
    >
      <p>{task.description}</p>
      <p className="quiet">
        {task.requester?.display} {formatDateTime(task.authoredOn)}
      </p>
      <FreeText
        label={t.found}
        help={t.foundHelp}
        value={words}
        onChange={setWords}
        lines={3}
        autoFocus
        isRequired
        {...(isMissing ? { error: t.foundMissing } : {})}
      />
    </FormDialog>
  );
}
