/**
 * The drafts that are open in this tab. They live beside the components: closing a workspace or leaving the page sends what is
 * left, and a draft goes on saving until the server has it. Colleagues' changes are looked for while anybody looks at it.
 */
import { beforeSignOut } from '../../../session/before-sign-out.ts';
import { Autosave, settings } from './autosave.ts';
import type { KeptDraft, Surroundings } from './autosave.ts';
import { FhirNoteStore } from './fhir-note-store.ts';
import type { DraftOf } from './fhir-note-store.ts';
import { forgetNote, keepNote, keptNotes } from './kept-drafts.ts';
import type { KeptNote } from './kept-drafts.ts';
import { mergeBy } from './merge-texts.ts';

export interface OpenDraft {
  draft: string;
  patientId: string;
  autosave: Autosave;
}

const open = new Map<string, OpenDraft & { watchers: number }>();

export interface DraftToOpen extends DraftOf {
  caller: string;
  start: KeptDraft;
}

/** The same draft is the same object for everybody in the tab who has it open. */
export function openDraft(wanted: DraftToOpen): OpenDraft {
  const found = open.get(wanted.draft);
  if (found) return found;
  listenOnce();
  const { draft, patientId, caller, template } = wanted;
  const kept = (value: KeptDraft): KeptNote => ({
    ...value,
    draft,
    patientId,
    caller,
    at: new Date().toISOString(),
    ...(template?.id ? { template: template.id } : {}),
  });
  const around: Surroundings = {
    store: new FhirNoteStore(wanted),
    merge: mergeBy(wanted.template),
    keep: (value) => (value ? keepNote(sessionStorage, kept(value)) : forgetNote(sessionStorage, draft)),
    now: () => Date.now(),
    later: (what, ms) => {
      const timer = setTimeout(what, ms);
      return () => clearTimeout(timer);
    },
  };
  const entry = { draft, patientId, autosave: new Autosave(around, wanted.start), watchers: 0 };
  open.set(draft, entry);
  return entry;
}

export const isOpen = (draft: string): boolean => open.has(draft);

/** While watched, colleagues' changes come in; when nobody watches any longer, what is left is sent and the draft let go. */
export function watchDraft(draft: string): () => void {
  const entry = open.get(draft);
  if (!entry) return () => {};
  entry.watchers++;
  const poll = setInterval(() => {
    if (document.visibilityState === 'visible') void entry.autosave.poll();
  }, settings.poll);
  return () => {
    clearInterval(poll);
    entry.watchers--;
    void letGo(entry);
  };
}

async function letGo(entry: OpenDraft & { watchers: number }): Promise<void> {
  const settled = await entry.autosave.settle();
  if (entry.watchers > 0 || !settled) return;
  entry.autosave.stop();
  open.delete(entry.draft);
}

/** It was thrown away: nothing of it is sent or kept any longer. */
export function forgetDraft(draft: string): void {
  open.get(draft)?.autosave.stop();
  open.delete(draft);
  forgetNote(sessionStorage, draft);
}

/** Before signing out: everything typed is sent. False when something could not be saved. */
async function settleDrafts(): Promise<boolean> {
  const settled = await Promise.all([...open.values()].map((entry) => entry.autosave.settle()));
  return settled.every(Boolean);
}

/** What this person typed in this tab that the server has not acknowledged, for one patient or for all. */
export function unsavedNotes(caller: string, patientId?: string): KeptNote[] {
  return keptNotes(sessionStorage, caller).filter((note) => patientId === undefined || note.patientId === patientId);
}

let listening = false;

function listenOnce(): void {
  if (listening) return;
  listening = true;
  beforeSignOut(settleDrafts);
  const leave = () => {
    for (const { autosave } of open.values()) autosave.leave();
  };
  const resume = () => {
    for (const { autosave } of open.values()) autosave.resume();
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? leave() : resume()));
  addEventListener('pagehide', leave);
  addEventListener('online', resume);
  addEventListener('beforeunload', (event) => {
    leave();
    // The browser asks only when something could not be saved; a save under way outlives the page.
    if (
      [...open.values()].some(({ autosave }) => ['retrying', 'refused', 'signed-out'].includes(autosave.view().state))
    ) {
      event.preventDefault();
    }
  });
}
