/**
 * Whose records a unit of work is about, before it is done: references to resources that the same unit of work makes
 * (`urn:uuid:…` in a transaction) are followed too.
 */
import type { Resource } from '@medplum/fhirtypes';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { eachReference, namesIn, type LocalReference } from '../store/references.ts';
import { ownerOf } from '../store/write/linking/owner.ts';
import type { Queryable } from '../store/queryable.ts';
import { type Target, Targets } from '../store/write/linking/targets.ts';

export interface NewEntry {
  resource: Resource;
  fullUrl?: string | undefined;
  /** It may turn out to be a resource that is already there. */
  conditional?: boolean | undefined;
}

/** A patient who is made in the same unit of work: no key yet. */
export const beingRegistered = -1;

/** A patient who is made unless there is one already: which, nobody knows before it is done. */
export const notKnownBefore = -2;

/** The owner of each entry, in order: a patient's key, 0 for nobody's, `beingRegistered`, `notKnownBefore`. */
export async function ownersOf(db: Queryable, entries: readonly NewEntry[], visibility: Visibility): Promise<number[]> {
  const targets = new Targets();
  const wanted = new Map<string, boolean>();
  const made = new Map(
    entries.flatMap((entry, index) => (entry.fullUrl === undefined ? [] : [[entry.fullUrl, index] as const])),
  );
  for (const { resource } of entries) for (const name of namesIn(resource)) wanted.set(name, false);
  await targets.fetch(db, wanted, visibility);
  // What the caller may not see says nothing of whose it is. A patient who is named outright is for the law to answer.
  for (const name of wanted.keys())
    if (targets.getByName(name)?.visible === false && !name.startsWith('Patient/')) targets.delete(name);
  const owners = new Map<number, number>();
  const owner = (index: number): number => {
    const known = owners.get(index);
    const entry = entries[index];
    if (known !== undefined || entry === undefined) return known ?? 0;
    owners.set(index, 0); // a circle of references owns nothing
    const { resource, conditional } = entry;
    const patient = conditional === true ? notKnownBefore : beingRegistered;
    const found = resource.resourceType === 'Patient' ? patient : ownerOf(located(resource), targets);
    owners.set(index, found);
    return found;
  };
  /** The resource with each reference into the unit of work put as a local one, whose target is then known. */
  const located = (resource: Resource): Resource => {
    const copy = structuredClone(resource);
    eachReference(copy, (element) => {
      const index = made.get(element.reference);
      const type = index === undefined ? undefined : entries[index]?.resource.resourceType;
      if (index === undefined || type === undefined) return;
      const place: LocalReference = { type, id: `entry-${index}` };
      targets.set(madeTarget(place, owner(index)));
      element.reference = `${place.type}/${place.id}`;
    });
    return copy;
  };
  return entries.map((_entry, index) => owner(index));
}

function madeTarget({ type, id }: LocalReference, patientKey: number): Target {
  return {
    type,
    id,
    patientKey,
    key: 0,
    careUnit: 0,
    careProvider: 0,
    version: 0,
    updated: '',
    deleted: false,
    patientVisible: true,
    protected: false,
    indexed: 0,
    body: null,
    visible: null,
  };
}
