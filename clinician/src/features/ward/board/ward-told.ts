/** The board is fetched anew when the server tells that something of the unit has changed. */
import { useQueryClient } from '@tanstack/react-query';
import { onUnitChanged } from '@vardkedjan/ui/unit-changes.ts';
import { useEffect } from 'react';
import { useSession } from '../../../session/session-context.ts';

export function useWardTold(): void {
  const { assignment } = useSession();
  const queries = useQueryClient();
  const unitId = assignment.careUnit.id;
  useEffect(
    () => onUnitChanged(() => void queries.invalidateQueries({ queryKey: ['ward', unitId] })),
    [queries, unitId],
  );
}
