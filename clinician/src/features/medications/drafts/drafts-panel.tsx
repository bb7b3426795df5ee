/** At home: drafts of the unit's drug orders that wait for a doctor to sign them, the oldest first. One opens to be signed. */
import { useQuery } from '@tanstack/react-query';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { timeOf } from '@vardkedjan/ui/dates.ts';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { goTo, recordAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { ageWords } from '../../../orders/age-words.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { useNow } from '../../../work/use-now.ts';
import { doseWords } from '../dose-words.ts';
import { texts } from '../texts.ts';
import { type DraftRow, draftsToSign } from './drafts.ts';

export default function DraftsPanel() {
  const { assignment } = useSession();
  return mayPrescribe(assignment) ? <ToSign unitId={assignment.careUnit.id} /> : null;
}

function ToSign({ unitId }: { unitId: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const now = useNow().getTime();
  const { data, error, refetch } = useQuery(draftsToSign(unitId));
  if (error)
    return (
      <Panel title={t.toSign}>
        <Failed failure={error} onRetry={() => void refetch()} />
      </Panel>
    );
  if (data === undefined || data.length === 0) return null;
  const columns: Column<DraftRow>[] = [
    { key: 'who', title: t.patient, fit: true, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'drug', title: t.drug, cell: ({ name }) => <strong>{name}</strong> },
    { key: 'dose', title: t.dose, cell: (row) => doseWords(row, t) },
    { key: 'by', title: t.draftedBy, cell: ({ by }) => by },
    {
      key: 'since',
      title: t.draftedFor,
      fit: true,
      cell: ({ since }) => ageWords((now - timeOf(since)) / 60_000, language),
    },
  ];
  return (
    <Panel title={t.toSign} count={data.length}>
      <DataTable
        caption={t.toSign}
        columns={columns}
        rows={data}
        rowKey={({ id }) => id}
        onOpen={({ id, patientId }) => {
          openWorkspace('medications/prescribe', patientId, { draft: id });
          goTo(recordAddress(patientId));
        }}
      />
    </Panel>
  );
}
