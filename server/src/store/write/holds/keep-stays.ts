/**
 * Stays on a ward change only as their life cycle lets them (care/src/coordination/stays/lawful-stay.ts), whichever way they are written. Staff say which
 * version they saw, so that of two who move or discharge a patient at once the second is told. That a bed holds one is the store's rows to hold (bed-rows.ts).
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { isHeldStay, stayFault } from '@vardkedjan/care/coordination/stays/lawful-stay.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceOf } from '../body.ts';
import type { Pending } from '../pending.ts';

export function keepStays({ change, resource, current }: Pending, caller: Caller): void {
  if ((resource?.resourceType ?? current?.type) !== 'Encounter') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '');
  const fault = stayFault(before, resource);
  if (fault !== undefined) throw new Failure('conflict', fault);
  if (caller.kind === 'staff' && isHeldStay(before) && change.action !== 'create' && change.ifMatch === undefined)
    throw new Failure('precondition-failed', 'A stay on a ward is changed with If-Match: the version that was seen.');
}
