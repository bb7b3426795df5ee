/** The yearly review, which comes by itself to the head of the unit: computed from dates, so nothing has to have run. Others see nothing of it. */
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '@vardkedjan/ui/data-table/data-table.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { goTo, unitAddress } from '../../navigation.ts';
import { useSession } from '../../session/session-context.ts';
import { rolesQuery } from './queries.ts';
import { dueRows, type RoleRow } from './role-rows.ts';
import { RoleState } from './role-state.tsx';
import { texts } from './texts.ts';

export default function DuePanel() {
  const { assignment } = useSession();
  return assignment.headOfUnit ? <Due unitId={assignment.careUnit.id} /> : null;
}

function Due({ unitId }: { unitId: string }) {
  const t = useTexts(texts);
  const roles = useQuery(rolesQuery(unitId));
  const rows = dueRows(roles.data ?? []);
  if (roles.data !== undefined && rows.length === 0) return null;
  const columns: Column<RoleRow>[] = [
    { key: 'role', title: t.role, cell: ({ name }) => name },
    { key: 'state', title: t.state, cell: (row) => <RoleState row={row} /> },
  ];
  if (roles.data === undefined)
    return roles.error ? (
      <Panel title={t.due}>
        <Failed failure={roles.error} onRetry={() => void roles.refetch()} />
      </Panel>
    ) : null;
  return (
    <Panel title={t.due} count={rows.length}>
      <DataTable
        caption={t.due}
        columns={columns}
        rows={rows}
        rowKey={({ role }) => role}
        onOpen={({ role }) => goTo(unitAddress('access-rights', { role }))}
      />
    </Panel>
  );
}
