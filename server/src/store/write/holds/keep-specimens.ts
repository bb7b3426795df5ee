/** Samples of orders are written in the name of who took them and of the order's own patient, whichever way they are written. */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { localName } from '@vardkedjan/care/coordination/orders/order-codes.ts';
import { specimenFault } from '@vardkedjan/care/coordination/orders/sampling/lawful-specimen.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource, ServiceRequest, Specimen } from '@medplum/fhirtypes';
import { resourceOf } from '../body.ts';
import type { Targets } from '../linking/targets.ts';
import type { Pending } from '../pending.ts';

export function keepSpecimens(each: Pending, all: readonly Pending[], targets: Targets, caller: Caller): void {
  if (caller.kind !== 'staff') return;
  const { change, resource, current } = each;
  const before = specimenIn(current === undefined || current.deleted ? undefined : resourceOf(current.body ?? '{}'));
  const after = specimenIn(resource);
  if (before === undefined && after === undefined) return;
  const id = current?.id ?? (change.action === 'delete' ? undefined : change.id);
  const fault = specimenFault({
    before,
    after: after && { ...after, ...(id !== undefined && { id }) },
    request: requestOf(localName(after?.request?.[0]?.reference), all, targets),
    practitioner: `Practitioner/${caller.practitioner.id}`,
    now: new Date(),
  });
  if (fault !== undefined) throw new Failure('conflict', fault);
}

/** As it is stored, or comes in the same unit of work. */
function requestOf(name: string | undefined, all: readonly Pending[], targets: Targets): ServiceRequest | undefined {
  if (name === undefined) return undefined;
  const made = all.find(
    ({ resource, change }) =>
      resource?.resourceType === 'ServiceRequest' &&
      change.action === 'update' &&
      name === `ServiceRequest/${change.id}`,
  );
  if (made !== undefined) return made.resource as ServiceRequest;
  const stored = targets.getByName(name);
  if (stored === undefined || stored.deleted || stored.visible === false) return undefined;
  return { ...(resourceOf(stored.body ?? '{}') as ServiceRequest), id: stored.id };
}

const specimenIn = (resource: Resource | undefined): Specimen | undefined =>
  resource?.resourceType === 'Specimen' ? resource : undefined;
