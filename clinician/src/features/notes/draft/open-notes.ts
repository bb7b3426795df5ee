/** Notes that are written in this tab, as drafts on the server; what of them the server has not acknowledged is the writer's own. */
import { type Kept, keptDrafts } from '../../../drafts/kept-drafts.ts';
import { type DraftToOpen, type OpenDraft, openDraft } from '../../../drafts/open-drafts.ts';
import { type DraftOf, noteStore } from './fhir-note-store.ts';
import { mergeBy } from './merge-by-template.ts';

export interface NoteToOpen extends DraftOf, Pick<DraftToOpen, 'caller' | 'start'> {}

export function openNote(wanted: NoteToOpen): OpenDraft {
  const { draft, patientId, caller, start, template } = wanted;
  return openDraft({
    kind: 'note',
    draft,
    patientId,
    caller,
    start,
    template: template?.id,
    store: noteStore(wanted),
    merge: mergeBy(template),
  });
}

/** What this person typed in this tab that the server has not acknowledged, for one patient or for all. */
export function unsavedNotes(caller: string, patientId?: string): Kept[] {
  return keptDrafts(sessionStorage, 'note', caller).filter(
    (note) => patientId === undefined || note.patientId === patientId,
  );
}
