/**
 * What was typed and is not yet acknowledged, kept in this tab's own storage until the server has it. It is the caller's own and is
 * shown to nobody else; it ends with the tab. Its key lies outside what is forgotten at sign-out, as it is not saved elsewhere.
 */
import type { KeptDraft } from './autosave.ts';

const prefix = 'vardkedjan-unsaved-note.';

export interface KeptNote extends KeptDraft {
  /** The draft's own name, made when it was begun. */
  draft: string;
  patientId: string;
  /** HSA-id of the one who typed. */
  caller: string;
  /** FHIR id of the template. */
  template?: string;
  /** When it was kept, ISO 8601. */
  at: string;
}

/** Storage of the browser's kind; a Map in tests. */
export interface TabStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function keepNote(storage: TabStorage, note: KeptNote): void {
  storage.setItem(prefix + note.draft, JSON.stringify(note));
}

export function forgetNote(storage: TabStorage, draft: string): void {
  storage.removeItem(prefix + draft);
}

/** What `caller` typed; what somebody else typed in this tab stays where it is. */
export function keptNotes(storage: TabStorage, caller: string): KeptNote[] {
  const found: KeptNote[] = [];
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index);
    if (!key?.startsWith(prefix)) continue;
    const note = read(storage.getItem(key));
    if (note && note.caller === caller) found.push(note);
  }
  return found.sort((a, b) => a.at.localeCompare(b.at));
}

function read(text: string | null): KeptNote | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is KeptNote {
  if (typeof value !== 'object' || value === null) return false;
  const { draft, patientId, caller, at, texts } = value as Record<string, unknown>;
  if (![draft, patientId, caller, at].every((each) => typeof each === 'string')) return false;
  return typeof texts === 'object' && texts !== null && Object.values(texts).every((text) => typeof text === 'string');
}
