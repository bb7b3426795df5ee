/** What waits for the head of the unit: reports that are not closed. Others see nothing of it at home. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { formatDateTime } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { goTo, unitAddress } from '../../navigation.ts';
import { texts as riskTexts } from '../../risk/texts.ts';
import { useSession } from '../../session/session-context.ts';
import { kindOf, type Report, unitRisksQuery } from './queries.ts';
import { RiskState } from './risk-state.tsx';
import { texts } from './texts.ts';

export default function RisksPanel() {
  const { assignment } = useSession();
  return assignment.headOfUnit ? <ToHandle unitId={assignment.careUnit.id} /> : null;
}

function ToHandle({ unitId }: { unitId: string }) {
  const t = useTexts(texts);
  const { kinds } = useTexts(riskTexts);
  const { data, error, refetch } = useQuery(unitRisksQuery(unitId));
  if (error)
    return (
      <Panel title={t.toHandle}>
        <Failed failure={error} onRetry={() => void refetch()} />
      </Panel>
    );
  const rows = (data ?? []).filter(({ status }) => status !== 'completed');
  if (rows.length === 0) return null;
  const columns: Column<Report>[] = [
    { key: 'what', title: t.what, cell: (report) => kinds[kindOf(report)] },
    { key: 'when', title: t.when, fit: true, cell: ({ authoredOn }) => formatDateTime(authoredOn) },
    { key: 'state', title: t.state, cell: (report) => <RiskState report={report} /> },
  ];
  return (
    <Panel title={t.toHandle} count={rows.length}>
      <DataTable
        caption={t.toHandle}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={({ id }) => goTo(unitAddress('risks', { report: id }))}
      />
    </Panel>
  );
}
