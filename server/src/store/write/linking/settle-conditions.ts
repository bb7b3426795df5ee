/**
 * Answers the conditions of a unit of work, inside its transaction and under locks on the criteria. The order is that of
 * https://hl7.org/fhir/R4/http.html#trules: deletions, creates, updates, and references by criteria last, each seeing what came
 * before. Where a condition asks for a type that the same unit of work changes, what it will be is written provisionally, asked
 * for as everything is, and taken back (provisional.ts).
 */
import { createHash } from 'node:crypto';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from '../../queryable.ts';
import { criteriaOf, eachReference } from '../../references.ts';
import { isStored, type LinkContext, type LinkedWork, type Match, type Meant, nameOf } from './linked-work.ts';
import { Provisional } from './provisional.ts';

export async function settleConditions(works: readonly LinkedWork[], context: LinkContext): Promise<Meant> {
  for (const work of works) {
    const { change } = work;
    const id = change.action === 'create' ? undefined : change.id;
    if (id !== undefined) work.id = id;
  }
  const references = referencesByCriteria(works, context);
  const queries = [...works.flatMap((work) => conditionOf(work) ?? []), ...references.values()];
  if (queries.length === 0) {
    settlePlainUpdates(works);
    return new Map();
  }
  await lock(works, context.database);
  await settleNamed(works, context);
  const provisional = await Provisional.begin(works, queries, references, context);
  try {
    await settleCreates(works, provisional);
    await settleUpdates(works, provisional);
    settlePlainUpdates(works);
    return await settleMeant(works, references, provisional, context);
  } finally {
    await provisional.end();
  }
}

/** An update without id and condition makes the id that the resource brings. */
function settlePlainUpdates(works: readonly LinkedWork[]): void {
  for (const work of works) {
    const { change } = work;
    if (
      change.action === 'update' &&
      change.match === undefined &&
      work.id === undefined &&
      change.resource.id !== undefined
    )
      work.id = change.resource.id;
  }
}

export function conditionOf({ change }: LinkedWork): SearchQuery | undefined {
  return change.action === 'create' ? change.ifNoneExist : change.match;
}

/** Locks are taken in the order of their numbers, so that two units of work never wait for each other. */
async function lock(works: readonly LinkedWork[], database: Queryable): Promise<void> {
  const numbers = new Set<string>();
  for (const work of works) {
    const query = conditionOf(work);
    if (query !== undefined) {
      const criteria = JSON.stringify([query.type, ...query.self.map(([name, value]) => `${name}=${value}`).sort()]);
      numbers.add(String(createHash('sha256').update(criteria).digest().readBigInt64BE()));
    }
  }
  if (numbers.size > 0) await database.rows(lockStatement, [`{${[...numbers].join(',')}}`]);
}

const lockStatement = {
  name: 'lock-criteria',
  text: 'select pg_advisory_xact_lock(number) from (select unnest($1::bigint[]) as number order by 1) as sorted',
};

/** Conditional deletes and patches: their one match has been found before and decided on; it must still be so. */
async function settleNamed(works: readonly LinkedWork[], context: LinkContext): Promise<void> {
  for (const work of works) {
    const { change } = work;
    if ((change.action !== 'delete' && change.action !== 'patch') || change.match === undefined) continue;
    const matches = await context.match(change.match, 2, context.database);
    const [match] = matches;
    if (matches.length > 1) throw several(change.type);
    if (match === undefined && change.action === 'delete') work.idle = true;
    else if (match?.id !== change.id) throw changedMeanwhile();
    else work.seen = match.version;
  }
}

/** If-None-Exist: http://hl7.org/fhir/R4/http.html#ccreate. Those without a condition are there before those with one. */
async function settleCreates(works: readonly LinkedWork[], provisional: Provisional): Promise<void> {
  const kept = new Set(works.filter(({ change }) => change.action === 'create' && change.ifNoneExist === undefined));
  for (const work of works) {
    const { change } = work;
    if (change.action !== 'create' || change.ifNoneExist === undefined) continue;
    const found = (await provisional.match(change.ifNoneExist)).filter((match) => isStored(match) || kept.has(match));
    const [match] = found;
    if (found.length > 1) throw several(change.resource.resourceType);
    if (match === undefined) kept.add(work);
    else if (isStored(match)) work.there = match;
    else work.sameAs = match;
  }
}

/** http://hl7.org/fhir/R4/http.html#cond-update */
async function settleUpdates(works: readonly LinkedWork[], provisional: Provisional): Promise<void> {
  for (const work of works) {
    const { change } = work;
    if (change.action !== 'update' || change.match === undefined) continue;
    const found = (await provisional.match(change.match)).filter(isKept);
    const [match] = found;
    if (found.length > 1) throw several(change.resource.resourceType);
    const own = change.resource.id;
    if (match === undefined) {
      // Decided on what was found before.
      const { id } = change;
      if (id !== undefined && works.some((other) => other.change.action === 'delete' && other.id === id)) {
        throw new Failure(
          'invalid',
          `A conditional update of ${change.resource.resourceType} finds what the same transaction deletes.`,
        );
      }
      if (id !== undefined) throw changedMeanwhile();
      if (own !== undefined) Object.assign(work, { id: own, onlyNew: true });
    } else if (!isStored(match)) {
      throw new Failure(
        'invalid',
        `A conditional update of ${change.resource.resourceType} finds what the same transaction creates.`,
      );
    } else {
      if (own !== undefined && own !== match.id)
        throw new Failure('invalid', 'The resource has another id than the one that the condition finds.', {
          status: 400,
        });
      work.id = match.id;
      work.seen = match.version;
    }
  }
}

/** References by criteria of all entries that are written, each once. */
function referencesByCriteria(works: readonly LinkedWork[], { parameters }: LinkContext): Map<string, SearchQuery> {
  const found = new Map<string, SearchQuery>();
  for (const { change } of works) {
    if (!('resource' in change)) continue;
    eachReference(change.resource, ({ reference }) => {
      const [type, text] = found.has(reference) ? [] : (criteriaOf(reference) ?? []);
      if (type === undefined || text === undefined) return;
      const query = parseSearch(type, [...new URLSearchParams(text)], {
        lenient: false,
        zone: stockholmZone,
        parameters,
      });
      if (query.criteria.length === 0) throw new Failure('invalid', `A reference to a ${type} by criteria has none`);
      found.set(reference, query);
    });
  }
  return found;
}

async function settleMeant(
  works: readonly LinkedWork[],
  references: ReadonlyMap<string, SearchQuery>,
  provisional: Provisional,
  context: LinkContext,
): Promise<Meant> {
  const meant = new Map<string, Match>();
  const written = works.filter((work) => work.there === undefined && work.sameAs === undefined);
  const needed = referencesByCriteria(written, context);
  await provisional.writeUpdates();
  for (const [reference, query] of references) {
    if (!needed.has(reference)) continue;
    const found = new Map<string | LinkedWork, Match>();
    for (const match of await provisional.match(query)) {
      const final = isStored(match) ? match : (match.there ?? match.sameAs ?? match);
      found.set(isStored(final) ? `${final.type}/${final.id}` : (nameOf(final) ?? final), final);
    }
    const [match] = found.values();
    if (match === undefined || found.size > 1) throw leadsAstray(query, match === undefined);
    meant.set(reference, match);
  }
  return meant;
}

function isKept(match: Match): boolean {
  return isStored(match) || (match.there === undefined && match.sameAs === undefined);
}

function several(type: string): Failure {
  return new Failure('multiple-matches', `The condition on ${type} finds several resources.`);
}

function changedMeanwhile(): Failure {
  return new Failure('conflict', 'What the condition finds has changed meanwhile; try again.');
}

function leadsAstray(query: SearchQuery, none: boolean): Failure {
  const names = [...new Set(query.self.map(([name]) => name))].join(', ');
  const diagnostics = `A reference to the ${query.type} found by ${names} leads to ${none ? 'none' : 'several'}; it must be exactly one.`;
  return new Failure(none ? 'precondition-failed' : 'multiple-matches', diagnostics, {
    issues: [{ severity: 'error', code: none ? 'not-found' : 'multiple-matches', diagnostics }],
  });
}
