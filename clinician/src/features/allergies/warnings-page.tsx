/** Hypersensitivity and other warnings of the record, current first, with everything that was ever ended or refuted and why. */
import type { AllergyIntolerance, Flag } from '@medplum/fhirtypes';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { SeverityMark } from '@vardkedjan/ui/severity/severity.tsx';
import { NoneInRecord } from '../../chart/none-in-record.tsx';
import { openWorkspace } from '../../dock/dock-store.ts';
import type { RecordPageProps } from '../../feature.ts';
import { EndWarning } from './end-warning.tsx';
import { RecordNoKnown } from './record-no-known.tsx';
import { texts } from './texts.ts';
import { hypersensitivityOf, type WarningRow, warningRows } from './warning-rows.ts';
import './warnings.css';

export default function WarningsPage({ patientId }: RecordPageProps) {
  const t = useTexts(texts);
  const { data } = useSuspenseQuery({
    queryKey: ['record', patientId, 'warnings'],
    queryFn: async ({ signal }) => {
      const [allergies, flags] = await Promise.all([
        searchResources<AllergyIntolerance>('AllergyIntolerance', { patient: patientId, _count: 200 }, signal),
        searchResources<Flag>('Flag', { patient: patientId, _count: 200 }, signal),
      ]);
      return warningRows(allergies.matches, flags.matches);
    },
    structuralSharing: false,
  });
  const allergies = data.filter((row) => row.kind !== 'flag');
  const flags = data.filter((row) => row.kind === 'flag');
  const known = hypersensitivityOf(data);
  return (
    <div className="warnings-page">
      <Panel
        title={t.allergies}
        count={allergies.filter((row) => row.state === 'current').length}
        actions={
          <>
            {known === 'unknown' ? <RecordNoKnown patientId={patientId} /> : null}
            <Button onPress={() => openWorkspace('allergies/record', patientId)}>{t.recordAllergy}</Button>
          </>
        }
      >
        {known === 'unknown' ? <p className="warning-unknown">{t.unknown}</p> : null}
        {allergies.length > 0 ? <Warnings caption={t.allergies} rows={allergies} patientId={patientId} /> : null}
      </Panel>
      <Panel
        title={t.flags}
        count={flags.filter((row) => row.state === 'current').length}
        actions={<Button onPress={() => openWorkspace('allergies/flag', patientId)}>{t.recordFlag}</Button>}
      >
        {flags.length > 0 ? (
          <Warnings caption={t.flags} rows={flags} patientId={patientId} />
        ) : (
          <NoneInRecord>{t.noFlags}</NoneInRecord>
        )}
      </Panel>
    </div>
  );
}

function Warnings({ caption, rows, patientId }: { caption: string; rows: WarningRow[]; patientId: string }) {
  const t = useTexts(texts);
  const columns: Column<WarningRow>[] = [
    {
      key: 'what',
      title: t.columns.what,
      cell: (row) => (
        <span className="warning-what">
          {row.state === 'current' && row.kind !== 'no-known' ? (
            <SeverityMark severity={row.severity} label={t.grades[row.severity]} />
          ) : null}
          <strong className={row.state === 'current' ? undefined : 'warning-over'}>{row.text}</strong>
        </span>
      ),
    },
    { key: 'reaction', title: t.columns.reaction, cell: (row) => row.detail },
    {
      key: 'state',
      title: t.columns.state,
      cell: (row) => (
        <>
          {[t.states[row.state], row.state === 'current' ? t.verifications[row.verification].toLowerCase() : '']
            .filter(Boolean)
            .join(', ')}
          {row.notes.map((note) => (
            <span key={note.time} className="warning-note">
              {formatDate(note.time)} {note.authorReference?.display}: {note.text}
            </span>
          ))}
        </>
      ),
    },
    { key: 'since', title: t.columns.since, fit: true, cell: (row) => formatDate(row.since) },
    { key: 'recorder', title: t.columns.recorder, cell: (row) => row.recorder },
    {
      key: 'actions',
      title: t.columns.actions,
      hideTitle: true,
      fit: true,
      cell: (row) => (row.state === 'current' ? <EndWarning row={row} patientId={patientId} /> : null),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      isQuiet={(row) => row.state !== 'current'}
    />
  );
}
