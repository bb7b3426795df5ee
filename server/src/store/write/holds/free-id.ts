/**
 * What is done once has an id that follows from what it is, so that of two who write it at once the database lets one through, and the other is
 * planned again and told. One that was a mistake leaves its place to the next.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import type { Queryable } from '../../queryable.ts';
import { resourceOf } from '../body.ts';
import type { Targets } from '../linking/targets.ts';

/** So many mistakes about one thing are made at the most. */
const mostAnew = 20;

export interface Place {
  type: Resource['resourceType'];
  /** The id of the nth try, from 0. */
  idOf: (anew: number) => string;
  /** Somebody was before; undefined: the caller may not see who. */
  taken: (before: Resource | undefined) => Failure;
  index: number;
}

interface Source {
  database: Queryable;
  visibility: Visibility;
}

export async function freeId(place: Place, targets: Targets, { database, visibility }: Source): Promise<string> {
  for (let anew = 0; anew < mostAnew; anew++) {
    const id = place.idOf(anew);
    const name = `${place.type}/${id}`;
    await targets.fetch(database, [[name, true]], visibility);
    const there = targets.getByName(name);
    if (there === undefined || there.deleted) return id;
    const before = there.visible === true && there.body !== null ? resourceOf(there.body) : undefined;
    if ((before as { status?: string } | undefined)?.status !== 'entered-in-error') throw place.taken(before);
  }
  throw new Failure('conflict', 'Too many mistakes about one thing.', { change: place.index });
}
