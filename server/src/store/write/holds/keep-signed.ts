/** A signed note is followed only by one that is signed anew (PDL 3 kap. 14 §), whichever way it is written. */
import { type Caller, isClient } from '@vardkedjan/care/access/caller.ts';
import { isLawfulSuccessor } from '@vardkedjan/care/record-keeping/lawful-successor.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

/** Whatever was decided before: somebody may have signed since. Systems for the whole record carry notes over as they were. */
export function keepSigned({ current, resource }: Pending, caller: Caller): void {
  if ((caller.kind === 'system' && !isClient(caller)) || current?.type !== 'QuestionnaireResponse' || current.deleted) {
    return;
  }
  if (!isLawfulSuccessor(resourceOf(current.body ?? ''), resource)) {
    throw new Failure('conflict', 'The note has been signed: it is corrected, not changed.');
  }
}
