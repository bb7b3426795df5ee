/**
 * What a stay on a ward may become, whichever way it is written: who is discharged leaves the bed, nobody lies in two, and where somebody has lain stays in
 * the record (PDL 2008:355, 3 kap. 14 §: an entry is not made unreadable). That a bed holds one person, and a person one bed, is the store's to hold.
 */
import type { Encounter, EncounterLocation, Resource } from '@medplum/fhirtypes';
import { isBed, isGoingOn, isStay, placesHeld } from './stay.ts';

const isEncounter = (resource: Resource | undefined): resource is Encounter => resource?.resourceType === 'Encounter';

/** Whether it is held to what is said here. */
export const isHeldStay = (resource: Resource | undefined): boolean =>
  isEncounter(resource) &&
  isStay(resource) &&
  (resource.location ?? []).some(({ physicalType }) => physicalType !== undefined);

/** Why the change is not lawful, in English; undefined when it is. `after` undefined: it is deleted. */
export function stayFault(before: Resource | undefined, after: Resource | undefined): string | undefined {
  const was = isHeldStay(before) ? (before as Encounter) : undefined;
  if (after === undefined)
    return was === undefined
      ? undefined
      : 'A stay on a ward is not deleted: one that never was is marked as entered in error.';
  if (!isEncounter(after) || (was === undefined && !isHeldStay(after))) return undefined;
  return ownFault(after) ?? (was && lostFault(was, after));
}

function ownFault(stay: Encounter): string | undefined {
  const { start, end } = stay.period ?? {};
  if (start === undefined) return 'A stay says when it began.';
  if (end !== undefined && Date.parse(end) < Date.parse(start)) return 'A stay does not end before it began.';
  if (isGoingOn(stay) && end !== undefined) return 'A stay that goes on has no end.';
  if (stay.status === 'finished' && end === undefined) return 'A stay that is finished says when it ended.';
  const held = (stay.location ?? []).filter(({ status }) => status === 'active' || status === 'reserved');
  if (!isGoingOn(stay) && stay.status !== 'planned' && held.length > 0) return 'Who is discharged leaves the bed.';
  if (placesHeld(stay).filter(isBed).length > 1) return 'Nobody lies in two beds.';
  return undefined;
}

/** What was there and is not any more. */
function lostFault(before: Encounter, after: Encounter): string | undefined {
  if (!isStay(after)) return 'A stay on a ward remains one.';
  if (before.subject?.reference !== after.subject?.reference) return 'A stay remains the same person’s.';
  const places = after.location ?? [];
  const lost = (before.location ?? []).some((place, index) => !isSamePlace(place, places[index]));
  return lost ? 'Where somebody has lain stays in the stay.' : undefined;
}

const isSamePlace = (before: EncounterLocation, after: EncounterLocation | undefined): boolean =>
  before.location.reference === after?.location.reference && before.period?.start === after?.period?.start;
