/**
 * The hash that travels with a note from its author to its readers (F1): SHA-256, in base64, of what its author had on the screen: whose note it is,
 * by which template, and every answer, byte for byte. Whoever signs sends it; the server signs nothing that has another; readers make it anew.
 */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { canonicalJson, noteItems } from './note-items.ts';

const form = 'vardkedjan-seen-1';

export async function seenHash(
  note: Pick<QuestionnaireResponse, 'subject' | 'questionnaire' | 'item'>,
): Promise<string> {
  const { subject, questionnaire } = note;
  const answers = noteItems(note).map(({ path, label, answers }) => [path, label, answers]);
  const content = canonicalJson([form, subject?.reference ?? null, questionnaire ?? null, answers]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content));
  return btoa(String.fromCodePoint(...new Uint8Array(digest)));
}
