/** What a command may do, from wherever it is run. */
import { openWorkspace } from '../dock/dock-store.ts';
import type { CommandContext } from '../feature.ts';
import { goTo, recordAddress } from '../navigation.ts';

export function commandContext(patientId: string): CommandContext {
  return {
    patientId,
    openWorkspace,
    goToRecord: (id, path, params) => goTo(recordAddress(id, path, params)),
  };
}
