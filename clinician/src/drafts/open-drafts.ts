/**
 * The drafts that are open in this tab. They live beside the components: closing a workspace or leaving the page sends what is
 * left, and a draft goes on saving until the server has it. Colleagues' changes are looked for while anybody looks at it.
 */
import { beforeSignOut } from '../session/before-sign-out.ts';
import { Autosave, type KeptDraft, settings, type Surroundings } from './autosave.ts';
import { type DraftKind, forget, keep } from './kept-drafts.ts';

export interface OpenDraft {
  draft: string;
  patientId: string;
  autosave: Autosave;
}

interface Watched extends OpenDraft {
  kind: DraftKind;
  watchers: number;
}

export interface DraftToOpen extends Pick<Surroundings, 'store' | 'merge'> {
  kind: DraftKind;
  draft: string;
  patientId: string;
  /** HSA-id of the one who types. */
  caller: string;
  /** FHIR id of the template, of a note. */
  template?: string | undefined;
  start: KeptDraft;
}

const open = new Map<string, Watched>();

/** The same draft is the same object for everybody in the tab who has it open. */
export function openDraft({ kind, draft, patientId, caller, template, start, ...by }: DraftToOpen): OpenDraft {
  const found = open.get(draft);
  if (found) return found;
  listenOnce();
  const around: Surroundings = {
    ...by,
    keep: (value) =>
      value
        ? keep(sessionStorage, kind, {
            ...value,
            draft,
            patientId,
            caller,
            at: new Date().toISOString(),
            ...(template && { template }),
          })
        : forget(sessionStorage, kind, draft),
    now: () => Date.now(),
    later: (what, ms) => {
      const timer = setTimeout(what, ms);
      return () => clearTimeout(timer);
    },
  };
  const entry = { kind, draft, patientId, autosave: new Autosave(around, start), watchers: 0 };
  open.set(draft, entry);
  return entry;
}

export const openedDraft = (draft: string): OpenDraft | undefined => open.get(draft);

/** While it is watched it is kept open, and with `polls` colleagues' changes come in; when nobody watches any longer, what is left is sent and the draft let go. */
export function watchDraft(draft: string, polls: boolean): () => void {
  const entry = open.get(draft);
  if (!entry) return () => {};
  entry.watchers++;
  const poll = setInterval(() => {
    if (polls && document.visibilityState === 'visible') void entry.autosave.poll();
  }, settings.poll);
  return () => {
    clearInterval(poll);
    entry.watchers--;
    void letGo(entry);
  };
}

async function letGo(entry: Watched): Promise<void> {
  const settled = await entry.autosave.settle();
  if (entry.watchers > 0 || !settled) return;
  entry.autosave.stop();
  open.delete(entry.draft);
}

/** It was thrown away: nothing of it is sent or kept any longer. */
export function forgetDraft({ draft }: OpenDraft): void {
  const entry = open.get(draft);
  entry?.autosave.stop();
  open.delete(draft);
  if (entry) forget(sessionStorage, entry.kind, draft);
}

/** Before signing out: everything typed is sent. False when something could not be saved. */
async function settleDrafts(): Promise<boolean> {
  const settled = await Promise.all([...open.values()].map((entry) => entry.autosave.settle()));
  return settled.every(Boolean);
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
