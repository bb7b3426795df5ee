/** At home: what residents have asked their prescribers at the unit to renew. One row a patient; it opens with the renewal begun. */
import { useQuery } from '@tanstack/react-query';
import { mayPrescribe } from '@vardkedjan/care/clinical/prescriptions/may-prescribe.ts';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { openWorkspace } from '../../../dock/dock-store.ts';
import { goTo, recordAddress } from '../../../navigation.ts';
import { useSession } from '../../../session/session-context.ts';
import { PatientName } from '../../../work/patient-cells.tsx';
import { type RenewalRow, renewalsToAnswer } from './renewals.ts';
import { renewTexts } from './texts.ts';

export default function RenewalsPanel() {
  const { session, assignment } = useSession();
  const practitionerId = session.caller?.practitioner?.id ?? '';
  return mayPrescribe(assignment) ? <Asked unitId={assignment.careUnit.id} practitionerId={practitionerId} /> : null;
}

function Asked({ unitId, practitionerId }: { unitId: string; practitionerId: string }) {
  const t = useTexts(renewTexts);
  const { data, error, refetch } = useQuery(renewalsToAnswer(unitId, practitionerId));
  if (error)
    return (
      <Panel title={t.asked}>
        <Failed failure={error} onRetry={() => void refetch()} />
      </Panel>
    );
  if (data === undefined || data.length === 0) return null;
  const columns: Column<RenewalRow>[] = [
    { key: 'who', title: t.patient, fit: true, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'drugs', title: t.drugs, cell: ({ drugs }) => drugs.join(', ') },
    { key: 'words', title: t.words, cell: ({ words }) => words },
    { key: 'since', title: t.since, fit: true, cell: ({ since }) => formatDateTime(since) },
  ];
  return (
    <Panel title={t.asked} count={data.length}>
      <DataTable
        caption={t.asked}
        columns={columns}
        rows={data}
        rowKey={({ patientId }) => patientId}
        onOpen={({ patientId }) => {
          openWorkspace('medications/renew', patientId);
          goTo(recordAddress(patientId));
        }}
      />
    </Panel>
  );
}
