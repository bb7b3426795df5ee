/** Who is asked to countersign a note, and what came of it, is said by those it is between (care/src/record-keeping/after-signing), whichever way it is written. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isCounterSigning } from '@vardkedjan/care/record-keeping/after-signing/counter-signing.ts';
import { counterSigningFault } from '@vardkedjan/care/record-keeping/after-signing/lawful-counter-signing.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepCounterSigning({ current, resource }: Pending, all: readonly Pending[], caller: Caller): void {
  if (caller.kind !== 'staff' || (resource?.resourceType ?? current?.type) !== 'Task') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '');
  if (!isCounterSigning(before) && !isCounterSigning(resource)) return;
  const by = `Practitioner/${caller.practitioner.id}`;
  const together = all.map((each) => each.resource);
  const fault = counterSigningFault(before, resource, by, together);
  if (fault !== undefined) throw new Failure('conflict', fault);
}
