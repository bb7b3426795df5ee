/** Letters of the unit that have come back or that nobody has opened, those that somebody must do something about first (F3). */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { type Language, useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import { goTo, recordAddress } from '../../navigation.ts';
import { ageWords } from '../../orders/age-words.ts';
import { useSession } from '../../session/session-context.ts';
import { PatientName } from '../../work/patient-cells.tsx';
import type { LetterRow } from './letter-rows.ts';
import { LetterState } from './letter-state.tsx';
import { unitLettersQuery } from './queries.ts';
import { texts } from './texts.ts';
import './documents.css';

export default function UnitLettersPage() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const found = useQuery(unitLettersQuery(useSession().assignment.careUnit.id));
  return (
    <main className="letters letters-unit">
      <h1>{t.unitTitle}</h1>
      <p className="quiet">
        {t.unitMore} {t.howToWrite}
      </p>
      {found.isPending ? <Loading rows={8} /> : null}
      {found.error && !found.data ? <Failed failure={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data?.length === 0 ? <Empty>{t.noneUnread}</Empty> : null}
      {found.data && found.data.length > 0 ? (
        <DataTable
          caption={t.unitTitle}
          columns={columnsOf(t, language)}
          rows={found.data}
          rowKey={({ id }) => id}
          onOpen={({ patientId, id }) => goTo(recordAddress(patientId, 'letters', { letter: id }))}
        />
      ) : null}
    </main>
  );
}

function columnsOf(t: (typeof texts)['sv'], language: Language): Column<LetterRow>[] {
  return [
    { key: 'patient', title: t.patient, opens: true, cell: ({ patient }) => <PatientName patient={patient} /> },
    { key: 'what', title: t.what, cell: ({ letter }) => letter.description ?? '' },
    { key: 'from', title: t.from, cell: ({ letter }) => letter.author?.[0]?.display ?? '' },
    { key: 'sent', title: t.sent, fit: true, cell: ({ sent }) => formatDateTime(sent) },
    { key: 'state', title: t.state, cell: (row) => <LetterState row={row} /> },
    { key: 'since', title: t.since, fit: true, align: 'right', cell: ({ age }) => ageWords(age, language) },
  ];
}
