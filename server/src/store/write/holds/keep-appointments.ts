/** A time is taken by one, whichever way an Appointment is written (care/src/coordination/visits/lawful-appointment.ts). */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { appointmentFault } from '@vardkedjan/care/coordination/visits/lawful-appointment.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Appointment, Resource, Slot } from '@medplum/fhirtypes';
import { resourceOf } from '../body.ts';
import type { Targets } from '../linking/targets.ts';
import type { Pending } from '../pending.ts';

export function keepAppointments(each: Pending, all: readonly Pending[], targets: Targets, caller: Caller): void {
  const { resource, current } = each;
  if ((resource?.resourceType ?? current?.type) !== 'Appointment') return;
  const before = current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '{}');
  const fault = appointmentFault({
    before: appointmentIn(before),
    after: appointmentIn(resource),
    by: caller.kind === 'staff' ? 'staff' : 'system',
    slotOf: (name) => slotAfter(name, all, targets),
  });
  if (fault !== undefined) throw new Failure('conflict', fault);
}

function slotAfter(name: string, all: readonly Pending[], targets: Targets): Slot | undefined {
  const made = all.find(
    ({ resource, change }) => resource?.resourceType === 'Slot' && name === `Slot/${change.id ?? ''}`,
  );
  if (made !== undefined) return made.resource as Slot;
  const stored = targets.getByName(name);
  return stored?.body ? (resourceOf(stored.body) as Slot) : undefined;
}

const appointmentIn = (resource: Resource | undefined): Appointment | undefined =>
  resource?.resourceType === 'Appointment' ? resource : undefined;
