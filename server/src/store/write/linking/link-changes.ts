/**
 * Makes a unit of work plain: conditions are answered (If-None-Exist, conditional update, patch and delete, `Type?criteria`
 * references: settle-conditions.ts), new resources get their ids, and every `urn:uuid:` or fullUrl that the others use becomes
 * `Type/id` (https://hl7.org/fhir/R4/http.html#transaction).
 */
import { cloneJson } from '@vardkedjan/fhir/json.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { Aliases, wantsVersion } from './aliases.ts';
import { newId } from '../../ids.ts';
import type { PlainChange } from '../plan-write.ts';
import type { Change, Written } from '../../record.ts';
import { eachReference, localReference } from '../../references.ts';
import { relink } from './relink.ts';
import { isStored, type LinkContext, type LinkedWork, type Match, nameOf, namesOf } from './linked-work.ts';
import { settleConditions } from './settle-conditions.ts';
import { Targets } from './targets.ts';

export interface Linked {
  changes: PlainChange[];
  /** Puts the answers of those that were already there among the answers of the others. */
  answers(written: Written[]): Written[];
  /** Which of the changes that were given a plain one has come from. */
  placeOf(plain: number): number;
}

/** Whether a change needs more than its own id: a condition, an alias, a reference by criteria. */
export function needsLinking(change: Change): boolean {
  switch (change.action) {
    case 'create':
      return change.ifNoneExist !== undefined || change.fullUrl !== undefined || change.linked === true;
    case 'update':
      return (
        change.match !== undefined || change.fullUrl !== undefined || change.id === undefined || change.linked === true
      );
    case 'patch':
    case 'delete':
      return change.match !== undefined;
  }
}

export async function linkChanges(changes: readonly Change[], context: LinkContext): Promise<Linked> {
  const works: LinkedWork[] = changes.map((change) => ({ change }));
  const meant = await settleConditions(works, context);
  const aliases = new Aliases();
  await drawIds(works, aliases, new Set([...meant.values()].filter((match) => !isStored(match))), context);
  refuseTwice(works);
  await settleVersions(works, aliases, context);
  const conditional = namesOf(meant);
  const plain: PlainChange[] = [];
  const places = works.map((work): number | LinkedWork => {
    const change = plainOf(work, aliases, conditional);
    return change === undefined ? work : plain.push(change) - 1;
  });
  return {
    changes: plain,
    placeOf: (index) => places.indexOf(index),
    answers: (written) => works.map((work, at) => answerOf(work, places[at] ?? 0, places, works, written)),
  };
}

function answerOf(
  work: LinkedWork,
  place: number | LinkedWork,
  places: readonly (number | LinkedWork)[],
  works: readonly LinkedWork[],
  written: readonly Written[],
): Written {
  if (work.sameAs !== undefined) {
    const other = answerOf(work.sameAs, places[works.indexOf(work.sameAs)] ?? 0, places, works, written);
    return { ...other, result: 'unchanged' };
  }
  if (work.there !== undefined) return { stored: work.there, result: 'unchanged' };
  const answer = typeof place === 'number' ? written[place] : undefined;
  if (answer === undefined) throw new Error('A change was left without an answer');
  return answer;
}

/** undefined: nothing is written. */
function plainOf(
  work: LinkedWork,
  aliases: Aliases,
  conditional: ReadonlyMap<string, string>,
): PlainChange | undefined {
  const { change, there, sameAs, id, patientKey, seen } = work;
  if (there !== undefined || sameAs !== undefined) return undefined;
  switch (change.action) {
    case 'create': {
      const resource = linked(change, aliases, conditional);
      return {
        action: 'create',
        resource,
        ...(id !== undefined && { id }),
        ...(patientKey !== undefined && { patientKey }),
      };
    }
    case 'update': {
      const resource = linked(change, aliases, conditional);
      if (id === undefined) return { action: 'create', resource };
      const { ifMatch, ifNoneMatch } = change;
      return {
        action: 'update',
        resource,
        id,
        ...(ifMatch !== undefined && { ifMatch }),
        ...(ifNoneMatch !== undefined && { ifNoneMatch }),
        ...(seen !== undefined && { seen }),
        ...(work.onlyNew && { onlyNew: true }),
        ...(work.version !== undefined && { anew: true }),
      };
    }
    case 'patch':
    case 'delete': {
      const { match: _, ...plain } = change;
      return { ...plain, ...(seen !== undefined && { seen }), ...(work.idle && { idle: true }) };
    }
  }
}

/** A copy with all links led to where the resources are. */
function linked(
  { resource, fullUrl }: { resource: Resource; fullUrl?: string },
  aliases: Aliases,
  conditional: ReadonlyMap<string, string>,
): Resource {
  const copy = cloneJson(resource);
  relink(copy, {
    link: (text) => nameOf(aliases.find(text, fullUrl)),
    reference: (text, element) => {
      const target = aliases.target(text, fullUrl);
      if (target === undefined) return conditional.get(text);
      const name = nameOf(target.work);
      const { version } = target.work.sameAs ?? target.work;
      return name !== undefined && version !== undefined && (target.version || wantsVersion(element))
        ? `${name}/_history/${version}`
        : name;
    },
  });
  return copy;
}

/** Ids for what others may refer to, by fullUrl or by criteria. A resource's id names its shard, so the patients come first, then what is theirs. */
async function drawIds(
  works: readonly LinkedWork[],
  aliases: Aliases,
  meant: ReadonlySet<Match>,
  context: LinkContext,
): Promise<void> {
  const waiting: [LinkedWork, Resource, string | undefined][] = [];
  for (const work of works) {
    const { change } = work;
    if (!('resource' in change) || (change.fullUrl === undefined && !meant.has(work))) continue;
    if (change.fullUrl !== undefined) aliases.add(change.fullUrl, work);
    if ((work.there ?? work.sameAs ?? work.id) !== undefined) continue;
    if (change.resource.resourceType === 'Patient') {
      work.patientKey = await context.keys.patient();
      work.id = newId(work.patientKey);
    } else waiting.push([work, change.resource, change.fullUrl]);
  }
  const targets = await patientsMeant(waiting, context);
  for (const [work, resource, fullUrl] of waiting) {
    const patient = patientMeant(resource);
    const entry = patient === undefined ? undefined : aliases.find(patient, fullUrl);
    const local = patient === undefined ? undefined : localReference(patient);
    const made = (entry?.sameAs ?? entry)?.patientKey ?? entry?.there?.patientKey;
    work.id = newId(made ?? (local && targets.get(local)?.patientKey) ?? 0);
  }
}

async function patientsMeant(
  waiting: [LinkedWork, Resource, string | undefined][],
  context: LinkContext,
): Promise<Targets> {
  const targets = new Targets();
  const names = new Set<string>();
  for (const [, resource] of waiting) {
    const patient = patientMeant(resource);
    const local = patient === undefined ? undefined : localReference(patient);
    if (local !== undefined) names.add(`${local.type}/${local.id}`);
  }
  await targets.fetch(
    context.database,
    [...names].map((name) => [name, false]),
  );
  return targets;
}

/** Where the resource probably belongs; a wrong guess only costs a row in the directory. */
function patientMeant(resource: Resource): string | undefined {
  const { subject, patient, beneficiary } = resource as { subject?: unknown; patient?: unknown; beneficiary?: unknown };
  for (const element of [subject, patient, beneficiary]) {
    if (
      typeof element === 'object' &&
      element !== null &&
      'reference' in element &&
      typeof element.reference === 'string'
    ) {
      return element.reference;
    }
  }
  return undefined;
}

/** The versions that will be, of what the others name with a version; that of an update is made even when nothing changes. */
async function settleVersions(works: readonly LinkedWork[], aliases: Aliases, context: LinkContext): Promise<void> {
  const named = new Set<LinkedWork>();
  for (const { change } of works) {
    if (!('resource' in change)) continue;
    eachReference(change.resource, (element) => {
      const target = aliases.target(element.reference, change.fullUrl);
      if (target !== undefined && (target.version || wantsVersion(element)))
        named.add(target.work.sameAs ?? target.work);
    });
  }
  if (named.size === 0) return;
  const targets = new Targets();
  await targets.fetch(
    context.database,
    [...named].flatMap((work): [string, boolean][] => [[nameOf(work) ?? '', false]]),
  );
  for (const work of named) {
    const before = targets.getByName(nameOf(work) ?? '')?.version ?? 0;
    work.version = work.there === undefined ? before + 1 : work.there.version;
  }
}

/** https://hl7.org/fhir/R4/http.html#trules: the same resource twice in a transaction is an error. */
export function refuseTwice(works: readonly LinkedWork[]): void {
  const seen = new Set<string>();
  for (const work of works) {
    if (work.there !== undefined || work.sameAs !== undefined || work.idle === true) continue;
    const name = nameOf(work);
    if (name === undefined) continue;
    if (seen.has(name)) throw new Failure('invalid', `${name} is changed twice in the same transaction.`);
    seen.add(name);
  }
}
