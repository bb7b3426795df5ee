/** The board is fetched anew when the server tells that something of the unit has changed. */
import { onUnitChanged } from '@vardkedjan/ui/unit-changes.ts';
import { useEffect } from 'react';
import { useSession } from '../../../session/session-context.ts';
import { useWardChanged } from './ward-query.ts';

export function useWardTold(): void {
  const { assignment } = useSession();
  const wardChanged = useWardChanged();
  useEffect(() => onUnitChanged(() => void wardChanged()), [assignment.id]); // one stream for each assignment
}
