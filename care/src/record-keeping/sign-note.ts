/**
 * Signing a draft. PDL (2008:355) 3 kap. 10 §: an entry is signed by the one responsible for it; 3 kap. 6 §: it says who made it
 * and when. Signing changes status, author and time and nothing else: the items are the very ones that were written (F1).
 */
import type { QuestionnaireResponse, Reference } from '@medplum/fhirtypes';
import { isEmpty } from './note-items.ts';
import { isDraft } from './note-state.ts';
import { withoutSignature } from './note-signature.ts';
import type { Refused } from './record-keeping-fault.ts';

export interface Signer {
  /** The practitioner, with the name in `display`. */
  author: Reference;
  /** FHIR dateTime of the signing. */
  at: string;
}

/** The note as it is to be signed; its signature is added with withSignature. */
export function signNote(draft: QuestionnaireResponse, { author, at }: Signer): QuestionnaireResponse | Refused {
  if (!isDraft(draft)) return { refused: 'not-a-draft' };
  if (draft.subject?.reference === undefined) return { refused: 'no-patient' };
  if (isEmpty(draft)) return { refused: 'empty' };
  const { extension: _unsigned, ...rest } = draft;
  const extension = withoutSignature(draft);
  return {
    ...rest,
    ...(extension.length === 0 ? {} : { extension }),
    status: 'completed',
    authored: at,
    author: author as NonNullable<QuestionnaireResponse['author']>,
  };
}

export function isRefused(result: object): result is Refused {
  return 'refused' in result;
}
