/**
 * What staff may write of the documents that letters are, and of what is kept as files. A letter that was sent is not changed (F1): it tells of
 * its file by a hash, so the file is not changed either (http://hl7.org/fhir/R4/datatypes.html#Attachment). What replaces a file is another one.
 */
import type { Binary, DocumentReference, Resource } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { letterKindSystem } from './letter.ts';

export const isLetterDocument = (resource: Resource | undefined): resource is DocumentReference =>
  resource?.resourceType === 'DocumentReference' &&
  [resource.type, ...(resource.category ?? [])].some((each) =>
    each?.coding?.some(({ system }) => system === letterKindSystem),
  );

/** Why it may not be written so, as a sentence; undefined: it may. `practitioner`: `Practitioner/x`. */
export function documentFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
): string | undefined {
  if (before?.resourceType === 'Binary')
    return after !== undefined && contentOf(before) === contentOf(after as Binary)
      ? undefined
      : 'What is kept as a file is not changed: another is kept in its place.';
  if (isLetterDocument(before))
    return after !== undefined && contentOf(before) === contentOf(after)
      ? undefined
      : 'A letter that was sent is not changed: another is sent.';
  if (!isLetterDocument(after)) return undefined;
  if (before !== undefined) return 'A document does not become a letter: a letter is sent.';
  const isOwn = after.author?.length === 1 && after.author[0]?.reference === practitioner;
  return isOwn && after.docStatus === 'final' ? undefined : 'A letter is sent in one’s own name: $send-letter.';
}

/** Whom it is kept from is a part of it: a letter is not hidden from its reader afterwards. */
function contentOf({ meta, id: _id, ...content }: Resource): string {
  return canonicalJson([content, meta?.security ?? []]);
}
