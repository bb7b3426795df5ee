/** A correction under way, in the tab's own storage until it is signed; for its writer only. */
import type { NoteTexts } from '../draft/note-store.ts';

export interface CorrectionDraft {
  texts: NoteTexts;
  reason: string;
}

const key = (caller: string, noteId: string) => `vardkedjan-unsaved-correction.${caller}.${noteId}`;

export function keepCorrection(caller: string, noteId: string, draft: CorrectionDraft): void {
  sessionStorage.setItem(key(caller, noteId), JSON.stringify(draft));
}

export function forgetCorrection(caller: string, noteId: string): void {
  sessionStorage.removeItem(key(caller, noteId));
}

export function keptCorrection(caller: string, noteId: string): CorrectionDraft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(caller, noteId)) ?? 'null');
    return isCorrection(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isCorrection(value: unknown): value is CorrectionDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { texts, reason } = value as Record<string, unknown>;
  return typeof reason === 'string' && typeof texts === 'object' && texts !== null;
}
