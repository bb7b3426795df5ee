/** Whether this tab has text of a note that the server has not acknowledged: then what is read here is not what would be signed. */
import { useSession } from '../../../session/session-context.ts';
import { unsavedNotes } from '../draft/open-notes.ts';
import type { Note } from '../queries.ts';

export function useUnsaved({ identifier }: Note): boolean {
  const { session } = useSession();
  const draft = identifier?.value?.replace(/^urn:uuid:/, '');
  return unsavedNotes(session.caller?.id ?? '').some((kept) => kept.draft === draft);
}
