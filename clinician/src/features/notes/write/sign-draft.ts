/**
 * Signing a draft: everything typed is on the server first, then that very version is signed, with the hash of what stands on the
 * screen: where the server has another text, nothing is signed (F1). What hinders it comes back as a value, so that each hindrance has
 * its words on screen.
 */
import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import { readResource } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure, type Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import type { Autosave } from '../../../drafts/autosave.ts';
import { type DraftTexts, sameTexts } from '../../../drafts/draft-store.ts';
import { isNotAsSeen } from '../../../record/sign-as-seen.ts';
import { storedNoteOf } from '../draft/fhir-note-store.ts';
import { itemsOf, textsOf } from '../draft/note-items.ts';
import { unlikelySaid } from '../draft/typed-answers.ts';
import { templateFields } from '../draft/template-fields.ts';
import { type Note, signNote, type Template } from '../queries.ts';

export type Hindrance =
  | { kind: 'empty' }
  | { kind: 'missing'; linkIds: string[]; titles: string[] }
  | { kind: 'not-understood' }
  /** Values that are seldom seen: signed once they are signed again as they stand. */
  | { kind: 'unlikely'; said: string }
  | { kind: 'not-saved' }
  | { kind: 'changed-meanwhile' }
  /** Something else is stored than what stood on the screen; the screen shows what is stored now, and what differs. */
  | { kind: 'not-as-seen' }
  | { kind: 'refused'; reason: string; refusal: Refusal | undefined };

export async function signDraft(
  autosave: Autosave,
  template: Template | undefined,
  patientId: string,
  /** What of it has been asked about already. */
  asked = '',
): Promise<Hindrance | { kind: 'signed'; note: Note }> {
  const { texts } = autosave.view();
  if (Object.values(texts).every((text) => text.trim() === '')) return { kind: 'empty' };
  const missing = missingWords(template, texts);
  if (missing.length > 0)
    return { kind: 'missing', linkIds: missing.map((each) => each.linkId), titles: missing.map((each) => each.title) };
  const unlikely = unlikelySaid(template, texts);
  if (unlikely !== '' && unlikely !== asked) return { kind: 'unlikely', said: unlikely };
  const before = autosave.view().others;
  const settled = await autosave.settle();
  const { note, others } = autosave.view();
  if (!settled || !note) return { kind: 'not-saved' };
  // What a colleague wrote while we saved is read before it is signed.
  if (others !== before) return { kind: 'changed-meanwhile' };
  try {
    const stored = (await readResource<QuestionnaireResponse>('QuestionnaireResponse', note.id)).resource as Note;
    const shown = shownNote(autosave.view().texts, { version: note.version, stored, template, patientId });
    const signed = shown && (await signNote(shown, patientId).catch(unlessNotAsSeen));
    autosave.acknowledge(storedNoteOf(signed ?? stored, template));
    return signed ? { kind: 'signed', note: signed } : { kind: 'not-as-seen' };
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

interface OnScreen {
  version: number;
  stored: Note;
  template: Template | undefined;
  patientId: string;
}

/**
 * The note that `texts`, as they stand on the screen, are: what is no text is as it is stored. undefined when they cannot be read back
 * out of it, to the letter.
 */
export function shownNote(texts: DraftTexts, { version, stored, template, patientId }: OnScreen): Note | undefined {
  const item = itemsOf(template, texts, stored.item);
  if (!sameTexts(textsOf({ item }, template), texts)) return undefined;
  const subject = { reference: `Patient/${patientId}` };
  return { ...stored, meta: { ...stored.meta, versionId: String(version) }, subject, item };
}

function unlessNotAsSeen(failure: unknown): undefined {
  if (!isNotAsSeen(failure)) throw failure;
}

/** What the template asks to be filled in and is not. */
export function missingWords(template: Template | undefined, texts: Readonly<Record<string, string>>) {
  const isEmpty = (linkId: string) => (texts[linkId] ?? '').trim() === '';
  return (template ? templateFields(template) : []).filter((field) => {
    if (field.kind === 'word' || field.kind === 'coded') return field.isRequired && isEmpty(field.linkId);
    return field.kind === 'value' && field.isRequired && field.parts.some(({ linkId }) => isEmpty(linkId));
  });
}
