/**
 * Signing a draft: everything typed is on the server first, then that very version is signed. What hinders it comes back as a
 * value, so that each hindrance has its words on screen.
 */
import { FhirFailure, type Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import type { Autosave } from '../../../drafts/autosave.ts';
import { storedNoteOf } from '../draft/fhir-note-store.ts';
import { templateFields } from '../draft/template-fields.ts';
import { type Note, signNote, type Template } from '../queries.ts';

export type Hindrance =
  | { kind: 'empty' }
  | { kind: 'missing'; linkIds: string[]; titles: string[] }
  | { kind: 'not-understood' }
  | { kind: 'not-saved' }
  | { kind: 'changed-meanwhile' }
  | { kind: 'refused'; reason: string; refusal: Refusal | undefined };

export async function signDraft(
  autosave: Autosave,
  template: Template | undefined,
  patientId: string,
): Promise<Hindrance | { kind: 'signed'; note: Note }> {
  const { texts } = autosave.view();
  if (Object.values(texts).every((text) => text.trim() === '')) return { kind: 'empty' };
  const missing = missingWords(template, texts);
  if (missing.length > 0)
    return { kind: 'missing', linkIds: missing.map((each) => each.linkId), titles: missing.map((each) => each.title) };
  const before = autosave.view().others;
  const settled = await autosave.settle();
  const { note, others } = autosave.view();
  if (!settled || !note) return { kind: 'not-saved' };
  // What a colleague wrote while we saved is read before it is signed.
  if (others !== before) return { kind: 'changed-meanwhile' };
  try {
    const signed = await signNote(note.id, note.version, patientId);
    autosave.acknowledge(storedNoteOf(signed, template));
    return { kind: 'signed', note: signed };
  } catch (failure) {
    if (!(failure instanceof FhirFailure)) throw failure;
    if (failure.kind === 'changed-meanwhile') {
      await autosave.poll();
      return { kind: 'changed-meanwhile' };
    }
    if (failure.kind === 'offline' || failure.kind === 'unavailable') return { kind: 'not-saved' };
    return { kind: 'refused', reason: failure.message, refusal: failure.refusal };
  }
}

/** What the template asks to be filled in and is not. */
export function missingWords(template: Template | undefined, texts: Readonly<Record<string, string>>) {
  const isEmpty = (linkId: string) => (texts[linkId] ?? '').trim() === '';
  return (template ? templateFields(template) : []).filter((field) => {
    if (field.kind === 'word' || field.kind === 'coded') return field.isRequired && isEmpty(field.linkId);
    return field.kind === 'value' && field.isRequired && field.parts.some(({ linkId }) => isEmpty(linkId));
  });
}
