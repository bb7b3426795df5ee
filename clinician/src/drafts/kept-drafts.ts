/**
 * What was typed and is not yet acknowledged, kept in this tab's own storage until the server has it. It is the caller's own and is
 * shown to nobody else; it ends with the tab. Its key lies outside what is forgotten at sign-out, as it is not saved elsewhere.
 */
import type { KeptDraft } from './autosave.ts';

export type DraftKind = 'note' | 'form';

const prefixOf = (kind: DraftKind) => `vardkedjan-unsaved-${kind}.`;

export interface Kept extends KeptDraft {
  /** The draft's own name, made when it was begun. */
  draft: string;
  patientId: string;
  /** HSA-id of the one who typed. */
  caller: string;
  /** FHIR id of the template, of a note. */
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

export function keep(storage: TabStorage, kind: DraftKind, kept: Kept): void {
  storage.setItem(prefixOf(kind) + kept.draft, JSON.stringify(kept));
}

export function forget(storage: TabStorage, kind: DraftKind, draft: string): void {
  storage.removeItem(prefixOf(kind) + draft);
}

/** What `caller` typed; what somebody else typed in this tab stays where it is. */
export function keptDrafts(storage: TabStorage, kind: DraftKind, caller: string): Kept[] {
  const prefix = prefixOf(kind);
  const found: Kept[] = [];
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index);
    if (!key?.startsWith(prefix)) continue;
    const kept = read(storage.getItem(key));
    if (kept && kept.caller === caller) found.push(kept);
  }
  return found.sort((a, b) => a.at.localeCompare(b.at));
}

function read(text: string | null): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { draft, patientId, caller, at, texts } = value as Record<string, unknown>;
  if (![draft, patientId, caller, at].every((each) => typeof each === 'string')) return false;
  return typeof texts === 'object' && texts !== null && Object.values(texts).every((text) => typeof text === 'string');
}
