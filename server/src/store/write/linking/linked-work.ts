/** What a unit of work is while its conditions are answered and its entries led to each other (link-changes.ts). */
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { WriteContext } from '../plan-write.ts';
import type { Queryable } from '../../queryable.ts';
import type { Change, Stored } from '../../record.ts';

export interface LinkContext extends WriteContext {
  /** Matches of a condition as the caller sees them, at most `count`. */
  match: (query: SearchQuery, count: number, database: Queryable) => Promise<Stored[]>;
}

/** A change on its way to be plain. */
export interface LinkedWork {
  change: Change;
  /** A new patient's own key, which its id carries. */
  patientKey?: number;
  /** Already there by If-None-Exist: nothing is written. */
  there?: Stored;
  /** Another of the same unit of work is meant, by If-None-Exist. */
  sameAs?: LinkedWork;
  id?: string;
  /** The version in which its condition found it. */
  seen?: number;
  /** No match any more: there is nothing to do. */
  idle?: true;
  /** The condition found none, so that the id that the resource brings must be free. */
  onlyNew?: true;
  /** The version that comes of it, when a reference names it. */
  version?: number;
}

/** `Type/id` of what comes of it. */
export function nameOf(work: LinkedWork | undefined): string | undefined {
  if (work === undefined) return undefined;
  const { change, sameAs, there, id } = work;
  if (sameAs !== undefined) return nameOf(sameAs);
  const type = 'resource' in change ? change.resource.resourceType : change.type;
  const own = there?.id ?? id;
  return own === undefined ? undefined : `${type}/${own}`;
}

/** What a condition finds: something stored before, or what another entry will be. */
export type Match = Stored | LinkedWork;

/** What each reference by criteria means. */
export type Meant = ReadonlyMap<string, Match>;

/** The names of what references by criteria mean, when all ids are drawn. */
export function namesOf(meant: Meant): ReadonlyMap<string, string> {
  return new Map(
    [...meant].map(([reference, match]) => [
      reference,
      isStored(match) ? `${match.type}/${match.id}` : (nameOf(match) ?? ''),
    ]),
  );
}

export function isStored(match: Match): match is Stored {
  return 'body' in match;
}
