/** A new version begins as the one in force, or as another unit's of the same role; the first of a role begins with nothing decided. */
import { type Analysis, analysisOf } from '@vardkedjan/care/access/needs-and-risks/analysis.ts';
import type { RoleRow, StoredAnalysis } from './role-rows.ts';

export function begunFrom(
  { role, name, versions }: RoleRow,
  unit: { id: string; name: string },
  another?: StoredAnalysis,
): Analysis {
  const before = another ??
    versions[0]?.stored ?? {
      resourceType: 'QuestionnaireResponse' as const,
      status: 'in-progress' as const,
    };
  return {
    ...analysisOf(before),
    unit: `Organization/${unit.id}`,
    unitName: unit.name,
    role,
    roleName: name,
    review: undefined,
  };
}
