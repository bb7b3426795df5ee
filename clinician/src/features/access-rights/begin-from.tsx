/** Who heads several units may begin a new version as the analysis of the same role at another of them. */
import { useQueries } from '@tanstack/react-query';
import { formatDate } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Select } from '@vardkedjan/ui/select/select.tsx';
import { useSession } from '../../session/session-context.ts';
import { rolesQuery } from './queries.ts';
import type { RoleRow, StoredAnalysis } from './role-rows.ts';
import { texts } from './texts.ts';

export interface BeginFromProps {
  row: RoleRow;
  chosen: StoredAnalysis | undefined;
  onChoose: (another: StoredAnalysis | undefined) => void;
}

const own = 'own';

export function BeginFrom({ row, chosen, onChoose }: BeginFromProps) {
  const t = useTexts(texts);
  const { session, assignment } = useSession();
  const headed = session.assignments.filter(
    ({ headOfUnit, careUnit }) => headOfUnit === true && careUnit.id !== assignment.careUnit.id,
  );
  const others = useQueries({ queries: headed.map(({ careUnit }) => rolesQuery(careUnit.id)) }).flatMap(
    ({ data }, place) => {
      const inForce = data?.find(({ role }) => role === row.role)?.versions[0];
      const unit = headed[place]?.careUnit;
      return inForce && unit ? [{ unit, ...inForce }] : [];
    },
  );
  if (others.length === 0) return null;
  return (
    <Select
      label={t.beginFrom}
      value={chosen?.id ?? own}
      choices={[
        { value: own, text: row.versions.length > 0 ? t.beginFromOwn : t.beginFromNothing },
        ...others.map(({ unit, stored, signed }) => ({
          value: stored.id,
          text: unit.name,
          detail: t.signedBy(formatDate(signed.signed), signed.by),
        })),
      ]}
      onChange={(id) => onChoose(others.find(({ stored }) => stored.id === id)?.stored)}
    />
  );
}
