/** What waits at the unit, at home: letters to print and post, that have come back, or that nobody has opened in time (F3). Nothing of it is shown while there are none. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { goTo, recordAddress } from '../../navigation.ts';
import { ageWords } from '../../orders/age-words.ts';
import { useSession } from '../../session/session-context.ts';
import { PatientName } from '../../work/patient-cells.tsx';
import type { LetterRow } from './letter-rows.ts';
import { LetterState } from './letter-state.tsx';
import { unitLettersQuery } from './queries.ts';
import { texts } from './texts.ts';

export default function LettersPanel() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery(unitLettersQuery(useSession().assignment.careUnit.id));
  if (error && !data)
    return (
      <Panel title={t.notReached}>
        <Failed failure={error} onRetry={() => void refetch()} />
      </Panel>
    );
  const toDo = (data ?? []).filter((row) => row.isToDo);
  if (toDo.length === 0) return null;
  const columns: Column<LetterRow>[] = [
    { key: 'patient', title: t.patient, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'what', title: t.what, cell: ({ letter }) => letter.description ?? '' },
    { key: 'state', title: t.state, cell: (row) => <LetterState row={row} /> },
    { key: 'since', title: t.since, fit: true, align: 'right', cell: ({ age }) => ageWords(age, language) },
  ];
  return (
    <Panel title={t.notReached} count={toDo.length}>
      <DataTable
        caption={t.notReached}
        columns={columns}
        rows={toDo}
        rowKey={({ id }) => id}
        onOpen={({ patientId, id }) => goTo(recordAddress(patientId, 'letters', { letter: id }))}
      />
    </Panel>
  );
}
