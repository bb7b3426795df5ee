/** At home: what I have ordered by word of mouth and a nurse has written down, to sign or to say that it is not mine. Nothing when there is none. */
import { useQuery } from '@tanstack/react-query';
import { doseText } from '@vardkedjan/care/clinical/dose-text.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { useState } from 'react';
import { textOfConcept } from '../../chart/concept.ts';
import { useSaving } from '../../dock/use-saving.ts';
import { useOrdering } from '../../drug-orders/use-ordering.ts';
import { goTo, recordAddress } from '../../navigation.ts';
import { useSession } from '../../session/session-context.ts';
import { PatientName } from '../../work/patient-cells.tsx';
import { answer, type ToSign, toSignQuery } from './queries.ts';
import { texts } from './texts.ts';

const drugOf = ({ order }: ToSign) => textOfConcept(order?.medicationCodeableConcept);

export default function ToSignPanel() {
  const t = useTexts(texts);
  const { session } = useSession();
  const { data, error, refetch } = useQuery(toSignQuery(session.caller?.practitioner?.id ?? ''));
  const [refusing, refuse] = useState<ToSign>();
  if (error && !data)
    return (
      <Panel title={t.toSign}>
        <Failed failure={error} onRetry={() => void refetch()} />
      </Panel>
    );
  if (data === undefined || data.length === 0) return null;
  const columns: Column<ToSign>[] = [
    { key: 'patient', title: t.patient, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'drug', title: t.drug, opens: true, cell: (row) => <Drug row={row} /> },
    { key: 'by', title: t.takenBy, cell: (row) => <By row={row} /> },
    {
      key: 'acts',
      title: t.acts,
      hideTitle: true,
      cell: (row) => <Acts row={row} onDone={refetch} onRefuse={() => refuse(row)} />,
    },
  ];
  return (
    <Panel title={t.toSign} count={data.length}>
      <DataTable
        caption={t.toSign}
        columns={columns}
        rows={data}
        rowKey={({ id }) => id}
        onOpen={({ patientId }) => goTo(recordAddress(patientId, 'medications'))}
      />
      {refusing ? <Refuse row={refusing} onDone={refetch} onClose={() => refuse(undefined)} /> : null}
    </Panel>
  );
}

function Drug({ row }: { row: ToSign }) {
  return (
    <>
      {drugOf(row)}
      <br />
      <span className="quiet">{doseText(row.order?.dosageInstruction).text}</span>
    </>
  );
}

/** Who wrote it down, and when it was said. */
function By({ row: { task, order } }: { row: ToSign }) {
  return (
    <>
      {task.requester?.display?.split(',')[0] ?? ''}
      <br />
      <span className="quiet">{formatDateTime(order?.authoredOn ?? '')}</span>
    </>
  );
}

function Acts({ row, onDone, onRefuse }: { row: ToSign; onDone: () => unknown; onRefuse: () => void }) {
  const t = useTexts(texts);
  const saving = useSaving(row.patientId);
  const { ordering } = useOrdering(row.patientId);
  const sign = async () => {
    await saving.save(() => answer(row, ordering()));
    await onDone();
  };
  return (
    <>
      <Button aria-label={t.signThis(drugOf(row))} isDisabled={saving.isSaving} onPress={() => void sign()}>
        {t.sign}
      </Button>{' '}
      <Button tone="quiet" aria-label={t.refuseThis(drugOf(row))} onPress={onRefuse}>
        {t.refuse}
      </Button>
      {saving.problem ? <p role="alert">{saving.problem}</p> : null}
    </>
  );
}

function Refuse({ row, onDone, onClose }: { row: ToSign; onDone: () => unknown; onClose: () => void }) {
  const t = useTexts(texts);
  const saving = useSaving(row.patientId);
  const { ordering } = useOrdering(row.patientId);
  const [why, setWhy] = useState('');
  const send = async () => {
    if (why.trim() === '') return saving.setProblem(t.whyMissing);
    if (!(await saving.save(() => answer(row, ordering(), why.trim())))) return undefined;
    onClose();
    return onDone();
  };
  return (
    <Dialog
      title={t.refuseThis(drugOf(row))}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button tone="primary" isDisabled={saving.isSaving} onPress={() => void send()}>
            {t.refuse}
          </Button>
        </>
      }
    >
      <p>{t.refuseWhy}</p>
      <TextField label={t.why} value={why} onChange={setWhy} isRequired autoFocus />
      {saving.problem ? <p role="alert">{saving.problem}</p> : null}
    </Dialog>
  );
}
