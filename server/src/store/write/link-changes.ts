/**
 * Makes a unit of work plain: conditions are answered (If-None-Exist, conditional update, `Type?criteria` references), new
 * resources get their ids, and every `urn:uuid:` or fullUrl that the others use becomes `Type/id`: in references, in
 * canonicals and uris, and in the links of narratives (https://hl7.org/fhir/R4/http.html#transaction).
 */
import { createHash } from 'node:crypto';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { cloneJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { isResourceType } from '@vardkedjan/fhir/r4/resource-types.ts';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Resource } from '@medplum/fhirtypes';
import { newId } from '../ids.ts';
import type { PlainChange, WriteContext } from './plan-write.ts';
import type { Queryable } from '../queryable.ts';
import type { Change, Stored, Written } from '../record.ts';
import { eachReference, localReference } from '../references.ts';
import { Targets } from './targets.ts';

export interface LinkContext extends WriteContext {
  match: (query: SearchQuery, database: Queryable) => Promise<Stored[]>;
}

export interface Linked {
  changes: PlainChange[];
  /** Puts the answers of those that were already there among the answers of the others. */
  answers(written: Written[]): Written[];
  /** Which of the changes that were given a plain one has come from. */
  placeOf(plain: number): number;
}

/** Whether a change needs more than its own id: a condition, an alias, a reference by criteria, or nobody who refers to it. */
export function needsLinking(change: Change): boolean {
  if (change.action === 'create') {
    return change.ifNoneExist !== undefined || change.fullUrl !== undefined;
  }
  if (change.action === 'delete') {
    return true;
  }
  return change.action === 'update' && (change.match !== undefined || change.fullUrl !== undefined || change.id === undefined);
}

interface Work {
  change: Change;
  /** A new patient's own key, which its id carries. */
  patientKey?: number;
  /** Already there by If-None-Exist: nothing is written. */
  there?: Stored;
  id?: string;
}

export async function linkChanges(changes: readonly Change[], context: LinkContext): Promise<Linked> {
  const works: Work[] = changes.map((change) => ({ change }));
  await lock(works, context.database);
  for (const work of works) {
    await settleCondition(work, context);
  }
  const aliases = new Map<string, string>();
  await drawIds(works, aliases, context);
  refuseTwice(works);
  const conditional = await conditionalReferences(works, context);
  const plain: PlainChange[] = [];
  const places: (number | Stored)[] = [];
  for (const { change, there, id, patientKey } of works) {
    if (there !== undefined) {
      places.push(there);
      continue;
    }
    places.push(plain.length);
    if (change.action === 'create') {
      const resource = linked(change.resource, aliases, conditional);
      plain.push({ action: 'create', resource, ...(id !== undefined && { id }), ...(patientKey !== undefined && { patientKey }) });
    } else if (change.action === 'update') {
      const resource = linked(change.resource, aliases, conditional);
      const { ifMatch, ifNoneMatch } = change;
      plain.push(
        id === undefined
          ? { action: 'create', resource }
          : { action: 'update', resource, id, ...(ifMatch !== undefined && { ifMatch }), ...(ifNoneMatch !== undefined && { ifNoneMatch }) },
      );
    } else {
      plain.push(change);
    }
  }
  return {
    changes: plain,
    placeOf: (index) => places.indexOf(index),
    answers: (written) =>
      places.map((place): Written => {
        if (typeof place !== 'number') {
          return { stored: place, result: 'unchanged' };
        }
        const answer = written[place];
        if (answer === undefined) {
          throw new Error('A change was left without an answer');
        }
        return answer;
      }),
  };
}

/** Locks are taken in the order of their numbers, so that two units of work never wait for each other. */
async function lock(works: Work[], database: Queryable): Promise<void> {
  const numbers = new Set<string>();
  for (const { change } of works) {
    const query = change.action === 'create' ? change.ifNoneExist : change.action === 'update' ? change.match : undefined;
    if (query !== undefined) {
      const criteria = JSON.stringify([query.type, ...query.self.map(([name, value]) => `${name}=${value}`).sort()]);
      numbers.add(String(createHash('sha256').update(criteria).digest().readBigInt64BE()));
    }
  }
  if (numbers.size > 0) {
    await database.rows(lockStatement, [`{${[...numbers].join(',')}}`]);
  }
}

const lockStatement = {
  name: 'lock-criteria',
  text: 'select pg_advisory_xact_lock(number) from (select unnest($1::bigint[]) as number order by 1) as sorted',
};

async function settleCondition(work: Work, context: LinkContext): Promise<void> {
  const { change } = work;
  if (change.action === 'create' && change.ifNoneExist !== undefined) {
    const there = await oneMatch(change.ifNoneExist, context);
    if (there !== undefined) {
      work.there = there;
    }
  } else if (change.action === 'update') {
    const given = change.id ?? (change.match === undefined ? change.resource.id : undefined);
    const match = change.match === undefined ? undefined : await oneMatch(change.match, context);
    const id = match?.id ?? given ?? change.resource.id;
    if (match !== undefined && change.resource.id !== undefined && change.resource.id !== match.id) {
      throw new Failure('invalid', 'The resource has another id than the one that the condition finds.', { status: 422 });
    }
    if (id !== undefined) {
      work.id = id;
    }
  }
}

async function oneMatch(query: SearchQuery, context: LinkContext): Promise<Stored | undefined> {
  const matches = await context.match(query, context.database);
  if (matches.length > 1) {
    throw new Failure('multiple-matches', `The condition on ${query.type} finds several resources.`);
  }
  return matches[0];
}

/** Ids for what others may refer to. A resource's id names its shard, so the patients come first, then what is theirs. */
async function drawIds(works: Work[], aliases: Map<string, string>, context: LinkContext): Promise<void> {
  const shards = new Map<string, number>();
  const waiting: [Work, Resource, string][] = [];
  for (const work of works) {
    const { change } = work;
    const fullUrl = 'fullUrl' in change ? change.fullUrl : undefined;
    const resource = 'resource' in change ? change.resource : undefined;
    if (resource === undefined || fullUrl === undefined) {
      continue;
    }
    const known = work.there?.id ?? work.id;
    if (known === undefined && resource.resourceType !== 'Patient') {
      waiting.push([work, resource, fullUrl]);
      continue;
    }
    if (known === undefined) {
      work.patientKey = await context.keys.patient();
    }
    const patientKey = work.patientKey ?? work.there?.patientKey ?? 0;
    work.id ??= known ?? newId(patientKey);
    shards.set(fullUrl, patientKey);
    addAlias(aliases, fullUrl, resource.resourceType, work.id);
  }
  const targets = await patientsMeant(waiting, context);
  for (const [work, resource, fullUrl] of waiting) {
    const patient = patientMeant(resource);
    const local = patient === undefined ? undefined : localReference(patient);
    work.id = newId(shards.get(patient ?? '') ?? (local && targets.get(local)?.patientKey) ?? 0);
    addAlias(aliases, fullUrl, resource.resourceType, work.id);
  }
}

/** A relative reference inside an entry is relative to its fullUrl (https://hl7.org/fhir/R4/bundle.html#references). */
function addAlias(aliases: Map<string, string>, fullUrl: string, type: string, id: string): void {
  aliases.set(fullUrl, `${type}/${id}`);
  const restful = /^https?:.*\/([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/.exec(fullUrl)?.[1];
  if (restful !== undefined && restful !== `${type}/${id}`) {
    aliases.set(restful, `${type}/${id}`);
  }
}

async function patientsMeant(waiting: [Work, Resource, string][], context: LinkContext): Promise<Targets> {
  const targets = new Targets();
  const names = new Set<string>();
  for (const [, resource] of waiting) {
    const patient = patientMeant(resource);
    const local = patient === undefined ? undefined : localReference(patient);
    if (local !== undefined) {
      names.add(`${local.type}/${local.id}`);
    }
  }
  await targets.fetch(context.database, [...names].map((name) => [name, false]));
  return targets;
}

/** Where the resource probably belongs; a wrong guess only costs a row in the directory. */
function patientMeant(resource: Resource): string | undefined {
  const { subject, patient, beneficiary } = resource as { subject?: unknown; patient?: unknown; beneficiary?: unknown };
  for (const element of [subject, patient, beneficiary]) {
    if (typeof element === 'object' && element !== null && 'reference' in element && typeof element.reference === 'string') {
      return element.reference;
    }
  }
  return undefined;
}

/** https://hl7.org/fhir/R4/http.html#trules: the same resource twice in a transaction is an error. */
function refuseTwice(works: Work[]): void {
  const seen = new Set<string>();
  for (const { change, there, id } of works) {
    const type = 'resource' in change ? change.resource.resourceType : change.type;
    const own = 'resource' in change ? id : change.id;
    if (own === undefined || there !== undefined) {
      continue;
    }
    const name = `${type}/${own}`;
    if (seen.has(name)) {
      throw new Failure('invalid', `${name} is changed twice in the same transaction.`);
    }
    seen.add(name);
  }
}

/** What references by criteria lead to; several may ask the same. */
async function conditionalReferences(works: Work[], context: LinkContext): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { change, there } of works) {
    if (!('resource' in change) || there !== undefined) {
      continue;
    }
    const asked: string[] = [];
    eachReference(change.resource, ({ reference }) => {
      if (criteriaOf(reference) !== undefined && !found.has(reference)) {
        asked.push(reference);
      }
    });
    for (const reference of asked) {
      if (!found.has(reference)) {
        found.set(reference, await followCriteria(reference, context));
      }
    }
  }
  return found;
}

export function criteriaOf(reference: string): [type: string, query: string] | undefined {
  const mark = reference.indexOf('?');
  const type = reference.slice(0, mark);
  return mark > 0 && isResourceType(type) ? [type, reference.slice(mark + 1)] : undefined;
}

async function followCriteria(reference: string, context: LinkContext): Promise<string> {
  const [type, text] = criteriaOf(reference) ?? ['', ''];
  const query = parseSearch(type, [...new URLSearchParams(text)], { lenient: false, zone: stockholmZone, parameters: context.parameters });
  const matches = await context.match({ ...query, count: 2 }, context.database);
  const [match] = matches;
  if (match === undefined || matches.length > 1) {
    const names = [...new Set(query.self.map(([name]) => name))].join(', ');
    const diagnostics = `A reference to the ${type} found by ${names} leads to ${match === undefined ? 'none' : 'several'}; it must be exactly one.`;
    throw new Failure(match === undefined ? 'precondition-failed' : 'multiple-matches', diagnostics, {
      issues: [{ severity: 'error', code: match === undefined ? 'not-found' : 'multiple-matches', diagnostics }],
    });
  }
  return `${type}/${match.id}`;
}

/** A copy with all links led to where the resources are. */
function linked(resource: Resource, aliases: Map<string, string>, conditional: Map<string, string>): Resource {
  const copy = cloneJson(resource);
  relink(copy, aliases, conditional);
  return copy;
}

export function relink(value: object, aliases: Map<string, string>, conditional: Map<string, string>): void {
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    if (typeof child === 'object' && child !== null) {
      relink(child, aliases, conditional);
    } else if (typeof child === 'string') {
      if (key === 'value' && 'system' in value) {
        continue; // Identifier.value is a string, not a uri.
      }
      const replacement = key === 'reference' ? (aliases.get(child) ?? conditional.get(child)) : linkOf(key, child, aliases);
      if (replacement !== undefined) {
        Object.assign(value, { [key]: replacement });
      }
    }
  }
}

const link = /(\b(?:href|src)\s*=\s*)(["'])([^"']+)\2/g;

/** Canonicals and uris by their whole value, with a version or fragment kept; narratives by their links. Nothing else. */
function linkOf(key: string, text: string, aliases: Map<string, string>): string | undefined {
  if (key === 'div') {
    return text.replace(link, (whole, start: string, quote: string, target: string) => {
      const replacement = aliases.get(target);
      return replacement === undefined ? whole : `${start}${quote}${replacement}${quote}`;
    });
  }
  const direct = aliases.get(text);
  if (direct !== undefined) {
    return direct;
  }
  const end = text.search(/[|#]/);
  const replacement = end > 0 ? aliases.get(text.slice(0, end)) : undefined;
  return replacement && replacement + text.slice(end);
}
