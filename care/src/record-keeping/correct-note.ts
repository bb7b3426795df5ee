/**
 * Correcting a signed note. PDL (2008:355) 3 kap. 14 §: nothing is erased, and a correction says when it was made and by whom. The
 * corrected note is a new version, `amended`; earlier versions stay in its history. Author and time of the entry stay as they
 * were (3 kap. 6 §); every correction adds its own line, with its reason.
 */
import type { Extension, QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import { canonicalJson, isEmpty } from './note-items.ts';
import { isDraft } from './note-state.ts';
import { withoutSignature } from './note-signature.ts';
import type { Refused } from './record-keeping-fault.ts';

export const correctionUrl = 'https://vardkedjan.se/fhir/StructureDefinition/correction';

export interface Correction {
  /** FHIR dateTime. */
  at: string;
  by: Reference;
  reason: string;
}

/** Only the items of `corrected` are taken; everything else stays as signed. Its new signature is added with withSignature. */
export function correctNote(
  current: QuestionnaireResponse,
  corrected: QuestionnaireResponse,
  correction: Correction,
): QuestionnaireResponse | Refused {
  if (isDraft(current)) return { refused: 'not-signed' };
  if (correction.reason.trim() === '') return { refused: 'no-reason' };
  if (corrected.subject?.reference !== current.subject?.reference) return { refused: 'another-patient' };
  if (corrected.questionnaire !== current.questionnaire) return { refused: 'another-template' };
  if (isEmpty(corrected)) return { refused: 'empty' };
  if (canonicalJson(corrected.item ?? []) === canonicalJson(current.item ?? []))
    return { refused: 'nothing-corrected' };
  return {
    ...current,
    extension: [...withoutSignature(current), correctionExtension(correction)],
    status: 'amended',
    item: corrected.item,
  };
}

/** The corrections a note carries, the first first. */
export function correctionsOf(note: QuestionnaireResponse): Correction[] {
  return (note.extension ?? [])
    .filter(({ url }) => url === correctionUrl)
    .map(({ extension = [] }) => ({
      at: extension.find(({ url }) => url === 'at')?.valueDateTime ?? '',
      by: extension.find(({ url }) => url === 'by')?.valueReference ?? {},
      reason: extension.find(({ url }) => url === 'reason')?.valueString ?? '',
    }));
}

function correctionExtension({ at, by, reason }: Correction): Extension {
  return {
    url: correctionUrl,
    extension: [
      { url: 'at', valueDateTime: at },
      { url: 'by', valueReference: by },
      { url: 'reason', valueString: reason },
    ],
  };
}
