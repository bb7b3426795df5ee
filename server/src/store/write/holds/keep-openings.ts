/** What is to be followed up of an opening without consent is ended by the head of the unit alone (care/src/access/opening-follow-up.ts), on the version that was seen. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isOpeningTask, openingFault } from '@vardkedjan/care/access/opening-follow-up.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepOpenings({ change, resource, current }: Pending, caller: Caller): void {
  if (caller.kind !== 'staff' || (resource?.resourceType ?? current?.type) !== 'Task') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '');
  const { assignment, practitioner } = caller;
  const headOf = assignment.headOfUnit === true ? `Organization/${assignment.careUnit.id}` : undefined;
  const fault = openingFault(before, resource, { practitioner: `Practitioner/${practitioner.id}`, headOf });
  if (fault !== undefined) throw new Failure('conflict', fault);
  if (isOpeningTask(before) && change.action !== 'create' && change.ifMatch === undefined)
    throw new Failure('precondition-failed', 'It is followed up with If-Match: the version that was seen.');
}
