/**
 * What may come after a version of an entry, whichever way it is written. PDL (2008:355) 3 kap. 14 §: what is signed is followed only by
 * what is signed anew, or by itself with what stands beside it: a countersignature, or the patient's dissenting opinion (3 kap. 8 §). The store
 * holds to it in the very write, when somebody signs between a decision and what it permitted.
 */
import type { Extension, QuestionnaireResponse, Resource } from '@medplum/fhirtypes';
import { dissentUrl } from './after-signing/dissenting-opinion.ts';
import { canonicalJson } from './note-items.ts';
import { isCounterSignature, signatureOf } from './note-signature.ts';
import { entryStateOf } from './note-state.ts';

/** `after` undefined: deleted. */
export function isLawfulSuccessor(before: Resource, after: Resource | undefined): boolean {
  if (entryStateOf(before) !== 'signed') return true;
  if (after === undefined || entryStateOf(after) !== 'signed') return false;
  const [was, becomes] = [before as QuestionnaireResponse, after as QuestionnaireResponse];
  const signature = signatureOf(becomes)?.data;
  if (signature !== undefined && signature !== signatureOf(was)?.data) return true;
  return isAddedToOnly(was, becomes);
}

/** Nothing of it is changed or gone, and something is added beside it. */
function isAddedToOnly(before: QuestionnaireResponse, after: QuestionnaireResponse): boolean {
  if (itself(before) !== itself(after)) return false;
  const [had, has] = [before.extension ?? [], after.extension ?? []];
  const isKept = had.every((each, index) => canonicalJson(each) === canonicalJson(has[index]));
  const added = has.slice(had.length);
  return isKept && added.length > 0 && added.every(isBeside);
}

function itself({ meta: _meta, extension: _beside, ...note }: QuestionnaireResponse): string {
  return canonicalJson(note);
}

const isBeside = (each: Extension): boolean => each.url === dissentUrl || isCounterSignature(each);
