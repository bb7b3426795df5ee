/**
 * The exact text that a signature covers: whose note it is, by which template, and every answer in it, byte for byte. Any change
 * of a word, of the patient or of a search word changes it. The server hashes it (SHA-256 over UTF-8) and signs the hash.
 */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { canonicalJson, noteItems } from './note-items.ts';

const form = 'vardkedjan-note-1';
const counterForm = 'vardkedjan-countersignature-1';

export function signedContent(note: QuestionnaireResponse): string {
  return canonicalJson([
    form,
    note.subject?.reference ?? null,
    note.encounter?.reference ?? null,
    note.questionnaire ?? null,
    note.authored ?? null,
    note.author?.reference ?? null,
    noteItems(note).map(({ path, label, answers }) => [path, label, answers]),
  ]);
}

/** What a countersignature covers: the same, and whose it is and when. */
export function counterSignedContent(note: QuestionnaireResponse, who: string | undefined, at: string): string {
  return canonicalJson([counterForm, signedContent(note), who ?? null, at]);
}
