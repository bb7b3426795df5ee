/** The unit's roles to the left, with how their analyses stand; the chosen one's to the right, to read, print, follow back, and for the head to renew. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Panel } from '@vardkedjan/ui/panel/panel.tsx';
import { Pick, PickList, PickPage } from '@vardkedjan/ui/pick-list/pick-list.tsx';
import { Empty, Failed, Loading } from '@vardkedjan/ui/states/states.tsx';
import type { UnitPageProps } from '../../feature.ts';
import { goTo, unitAddress } from '../../navigation.ts';
import { useSession } from '../../session/session-context.ts';
import { rolesKey, rolesQuery } from './queries.ts';
import { RoleDetail } from './role-detail.tsx';
import type { RoleRow } from './role-rows.ts';
import { RoleState } from './role-state.tsx';
import { texts } from './texts.ts';
import './access-rights.css';

export default function AccessRightsPage({ params }: UnitPageProps) {
  const t = useTexts(texts);
  const { assignment } = useSession();
  const queries = useQueryClient();
  const { data: rows, error, refetch } = useQuery(rolesQuery(assignment.careUnit.id));
  if (rows === undefined)
    return <main>{error ? <Failed failure={error} onRetry={() => void refetch()} /> : <Loading rows={10} />}</main>;
  const row = rows.find(({ role }) => role === params.role);
  const isHead = assignment.headOfUnit === true;
  return (
    <PickPage
      label={row ? t.document(row.name) : t.title}
      list={
        <>
          <header>
            <h1>{t.title}</h1>
            <p className="quiet">
              {t.about} {isHead ? null : t.onlyHead}
            </p>
          </header>
          <Panel title={t.roles} count={rows.length}>
            {rows.length === 0 ? <Empty>{t.none}</Empty> : <RoleList rows={rows} chosen={params.role} />}
          </Panel>
        </>
      }
    >
      {row ? (
        <RoleDetail
          key={row.role}
          row={row}
          unit={assignment.careUnit}
          isHead={isHead}
          onChanged={() => queries.invalidateQueries({ queryKey: rolesKey })}
        />
      ) : (
        <Empty>{t.choose}</Empty>
      )}
    </PickPage>
  );
}

interface RoleListProps {
  rows: readonly RoleRow[];
  chosen: string | undefined;
}

function RoleList({ rows, chosen }: RoleListProps) {
  const t = useTexts(texts);
  return (
    <PickList>
      {rows.map((row) => (
        <Pick
          key={row.role}
          isPicked={row.role === chosen}
          onPick={() => goTo(unitAddress('access-rights', { role: row.role }))}
        >
          <span>
            {row.name} <span className="quiet">{t.people(row.people.length)}</span>
          </span>
          <span>
            <RoleState row={row} />
            {row.draft ? <span className="quiet"> · {t.drafted}</span> : null}
          </span>
        </Pick>
      ))}
    </PickList>
  );
}
