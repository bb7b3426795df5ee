/** What staff may write of a reconciliation of drugs: that they have made it themselves; afterwards it is not changed, but another is made. */
import type { Resource } from '@medplum/fhirtypes';
import { canonicalJson } from '../../record-keeping/note-items.ts';
import { isReconciliation } from './reconciliation.ts';

/** Why it may not be written so, as a sentence; undefined: it may. `practitioner`: `Practitioner/x`. */
export function reconciliationFault(
  before: Resource | undefined,
  after: Resource | undefined,
  practitioner: string,
): string | undefined {
  if (isReconciliation(before))
    return after !== undefined && contentOf(before) === contentOf(after)
      ? undefined
      : 'A reconciliation is not changed: another is made.';
  if (!isReconciliation(after)) return undefined;
  return after.source?.reference === practitioner ? undefined : 'A reconciliation is made in one’s own name: source.';
}

function contentOf({ meta: _meta, id: _id, ...content }: Resource): string {
  return canonicalJson(content);
}
