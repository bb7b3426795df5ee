/** What is shown of the own unit is fetched anew when the server tells that something of it has changed. */
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { onUnitChanged } from '@vardkedjan/ui/unit-changes.ts';
import { useEffect } from 'react';
import { useSession } from './session-context.ts';

/** `keysOf`: what is shown, by the beginnings of the queries' keys; the same function each time. */
export function useUnitTold(keysOf: (unitId: string) => readonly QueryKey[]): void {
  const { assignment } = useSession();
  const queries = useQueryClient();
  const unitId = assignment.careUnit.id;
  useEffect(
    () =>
      onUnitChanged(() => {
        for (const queryKey of keysOf(unitId)) void queries.invalidateQueries({ queryKey });
      }),
    [queries, unitId, keysOf],
  );
}
