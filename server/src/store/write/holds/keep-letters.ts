/** Where a letter stands moves only as care/src/coordination/letters lets it, whichever way staff write it, and on the version that was seen. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { letterFault } from '@vardkedjan/care/coordination/letters/letter-moves.ts';
import { isLetterTask } from '@vardkedjan/care/coordination/letters/letter.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepLetters({ change, resource, current }: Pending, caller: Caller): void {
  if (caller.kind !== 'staff' || (resource?.resourceType ?? current?.type) !== 'Task') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '');
  const fault = letterFault(before, resource);
  if (fault !== undefined) throw new Failure('conflict', fault);
  if (isLetterTask(before) && change.action !== 'create' && change.ifMatch === undefined)
    throw new Failure('precondition-failed', 'A letter is moved with If-Match: the version that was seen.');
}
