/**
 * What comes along with matches (https://hl7.org/fhir/R4/search.html#include), round by round: what they refer to, and what refers to
 * them. Nothing that the caller may not see, and nothing twice.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from '../../queryable.ts';
import type { Stored } from '../../record.ts';
import { followBack } from './include-back.ts';
import { follow } from './include-forward.ts';
import { mostAlong, nameOf } from './include-rows.ts';

const rounds = 10;

export async function included(
  query: SearchQuery,
  matches: readonly Stored[],
  visibility: Visibility,
  database: Queryable,
): Promise<Stored[]> {
  if (query.include.length === 0 && query.revinclude.length === 0) return [];
  const known = new Set(matches.map(nameOf));
  const found: Stored[] = [];
  let latest: readonly Stored[] = matches;
  for (let round = 0; round < rounds && latest.length > 0; round++) {
    const again = round > 0;
    const forward = query.include.filter(({ iterate }) => iterate || !again);
    const backward = query.revinclude.filter(({ iterate }) => iterate || !again);
    const fresh: Stored[] = [];
    const come = [
      ...(await follow(forward, latest, { known, parameters: query.parameters }, visibility, database)),
      ...(await followBack(backward, latest, query.parameters, visibility, database)),
    ];
    for (const stored of come) {
      if (known.has(nameOf(stored))) continue;
      known.add(nameOf(stored));
      fresh.push(stored);
    }
    found.push(...fresh);
    if (found.length > mostAlong)
      throw new Failure(
        'too-costly',
        `More than ${mostAlong} resources come along by _include and _revinclude; ask for fewer matches with _count`,
      );
    latest = fresh;
  }
  return found;
}
