/**
 * What may come after a version of an entry, whichever way it is written. PDL (2008:355) 3 kap. 14 §: what is signed is followed only by
 * what is signed anew. The store holds to it in the very write, when somebody signs between a decision and what it permitted.
 */
import type { QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import { signatureOf } from './note-signature.ts';
import { entryStateOf } from './note-state.ts';

/** `after` undefined: deleted. */
export function isLawfulSuccessor(before: Resource, after: Resource | undefined): boolean {
  if (entryStateOf(before) !== 'signed') return true;
  if (after === undefined || entryStateOf(after) !== 'signed') return false;
  const signature = signatureOf(after as QuestionnaireResponse)?.data;
  return signature !== undefined && signature !== signatureOf(before as QuestionnaireResponse)?.data;
}
