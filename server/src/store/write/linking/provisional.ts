/**
 * What a unit of work will have done, as far as its own conditions ask: deletions and creates, then updates, are written within
 * the transaction, searched as everything is, and taken back before the real writing. Nothing is written when no condition
 * asks for a type that the unit of work changes.
 */
import { cloneJson } from '@vardkedjan/fhir/json.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Resource } from '@medplum/fhirtypes';
import { writesOf } from '../combine-writes.ts';
import { Aliases } from './aliases.ts';
import { newId } from '../../ids.ts';
import { type LinkContext, type LinkedWork, type Match, nameOf } from './linked-work.ts';
import { criteriaOf } from '../../references.ts';
import { type PlainChange, planWrite } from '../plan-write.ts';
import { relink } from './relink.ts';

export class Provisional {
  readonly #works: readonly LinkedWork[];
  readonly #context: LinkContext;
  readonly #written: boolean;
  /** What creates and updates are called meanwhile. */
  readonly #stand = new Map<LinkedWork, { id: string; patientKey?: number }>();
  readonly #byName = new Map<string, LinkedWork>();
  readonly #aliases = new Aliases();
  /** What references by criteria mean before anything is done, as far as they mean one thing. */
  #before: ReadonlyMap<string, string> = new Map();

  private constructor(works: readonly LinkedWork[], written: boolean, context: LinkContext) {
    this.#works = works;
    this.#written = written;
    this.#context = context;
  }

  static async begin(
    works: readonly LinkedWork[],
    queries: readonly SearchQuery[],
    references: ReadonlyMap<string, SearchQuery>,
    context: LinkContext,
  ): Promise<Provisional> {
    const asked = new Set(queries.map(({ type }) => type));
    const changed = works.filter(({ change }) =>
      asked.has('resource' in change ? change.resource.resourceType : change.type),
    );
    const alone = changed.length === 1 && works.length === 1;
    const provisional = new Provisional(works, changed.length > 0 && !alone, context);
    if (provisional.#written) await provisional.#write(references);
    return provisional;
  }

  /** What the condition finds by now: stored resources, and those that will be. */
  async match(query: SearchQuery): Promise<Match[]> {
    const { match, database } = this.#context;
    const found = await match(query, this.#written ? this.#works.length + 2 : 2, database);
    return found.map((stored) => this.#byName.get(`${stored.type}/${stored.id}`) ?? stored);
  }

  /** References by criteria see the updates too. */
  async writeUpdates(): Promise<void> {
    if (!this.#written) return;
    const updates = this.#works.filter(
      ({ change, id }) => change.action === 'patch' || (change.action === 'update' && id !== undefined),
    );
    await this.#do(
      updates.flatMap((work): PlainChange[] => {
        const { change, id } = work;
        if (change.action === 'patch') return [change];
        return change.action === 'update' && id !== undefined
          ? [{ action: 'update', id, resource: this.#linked(work, change.resource) }]
          : [];
      }),
    );
  }

  async end(): Promise<void> {
    if (this.#written) await this.#context.database.rows(back).catch(() => undefined);
  }

  async #write(references: ReadonlyMap<string, SearchQuery>): Promise<void> {
    const { match, database, keys } = this.#context;
    const before = new Map<string, string>();
    for (const [reference, query] of references) {
      const [one, ...others] = await match(query, 2, database);
      if (one !== undefined && others.length === 0) before.set(reference, `${one.type}/${one.id}`);
    }
    this.#before = before;
    await database.rows(savepoint);
    for (const work of this.#works) {
      const { change } = work;
      if (change.action !== 'create') continue;
      const patientKey = change.resource.resourceType === 'Patient' ? await keys.patient() : undefined;
      const id = newId(patientKey ?? 0);
      this.#stand.set(work, { id, ...(patientKey !== undefined && { patientKey }) });
      this.#byName.set(`${change.resource.resourceType}/${id}`, work);
      if (change.fullUrl !== undefined) this.#aliases.add(change.fullUrl, work);
    }
    const changes: PlainChange[] = [];
    for (const work of this.#works) {
      const { change } = work;
      const stand = this.#stand.get(work);
      if (change.action === 'delete' && work.idle !== true)
        changes.push({ action: 'delete', type: change.type, id: change.id });
      if (change.action === 'create' && stand !== undefined)
        changes.push({ action: 'create', resource: this.#linked(work, change.resource), ...stand });
    }
    await this.#do(changes);
  }

  async #do(changes: readonly PlainChange[]): Promise<void> {
    if (changes.length === 0) return;
    const { database } = this.#context;
    const plan = await planWrite(changes, { ...this.#context, profiles: undefined, isComing: () => true });
    await Promise.all(writesOf(plan.rows, database).map(({ statement, values }) => database.rows(statement, values)));
  }

  /** What is not known yet stands for nothing. */
  #linked(work: LinkedWork, resource: Resource): Resource {
    const copy = cloneJson(resource);
    const from = 'fullUrl' in work.change ? work.change.fullUrl : undefined;
    const unknown: { reference?: string }[] = [];
    relink(copy, {
      link: () => undefined,
      reference: (text, element) => {
        const target = this.#aliases.target(text, from)?.work;
        const stand = target && this.#stand.get(target);
        if (target !== undefined && stand !== undefined && 'resource' in target.change)
          return `${target.change.resource.resourceType}/${stand.id}`;
        if (target !== undefined) return nameOf(target);
        if (criteriaOf(text) === undefined) return undefined;
        const before = this.#before.get(text);
        if (before === undefined) unknown.push(element as { reference?: string });
        return before;
      },
    });
    for (const element of unknown) delete element.reference;
    return copy;
  }
}

const savepoint = { name: 'savepoint', text: 'savepoint provisional' };
const back = { name: 'savepoint-back', text: 'rollback to savepoint provisional' };
