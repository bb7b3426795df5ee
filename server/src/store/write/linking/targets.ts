/**
 * What the references of a write lead to, fetched in one statement: which shard and key, whose, which unit's. Together with
 * the current version of the resources that are to be changed.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode, typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import { Lane } from '../../connection/lane.ts';
import { patientKeyOf } from '../../ids.ts';
import type { Queryable } from '../../queryable.ts';
import type { LocalReference } from '../../references.ts';
import { fetchAll, fetchApart, FetchTogether, type TargetRow, type Wanted } from './fetch-together.ts';

export interface Target extends Omit<TargetRow, 'type'> {
  type: string;
}

/** Found targets by type and id. */
export class Targets {
  readonly #found = new Map<string, Target>();
  readonly #patientIds = new Map<number, string>();
  readonly #organisations = new Set<number>();

  get({ type, id }: LocalReference): Target | undefined {
    return this.#found.get(`${type}/${id}`);
  }

  get size(): number {
    return this.#found.size;
  }

  clear(): void {
    this.#found.clear();
    this.#patientIds.clear();
    this.#organisations.clear();
  }

  delete(name: string): void {
    this.#found.delete(name);
  }

  getByName(name: string): Target | undefined {
    return this.#found.get(name);
  }

  /** FHIR id of the patient, where something refers to the Patient resource. */
  patientIdOf(patientKey: number): string | undefined {
    return this.#patientIds.get(patientKey);
  }

  /** Keys of the organisations among them, and of the units they belong to. */
  organisationKeys(): ReadonlySet<number> {
    return this.#organisations;
  }

  set(target: Target): void {
    const { type, id } = target;
    this.#found.set(`${type}/${id}`, target);
    this.#organisations.add(type === 'Organization' ? target.key : target.careUnit);
    if (type === 'Patient') {
      this.#patientIds.set(target.patientKey, id);
    }
  }

  /** Follows the references, and brings the bodies of those marked. Those not found stay absent; deleted ones are there, marked. */
  async fetch(
    database: Queryable,
    wanted: Iterable<[name: string, withBody: boolean]>,
    visibility: Visibility = { kind: 'everything' },
  ): Promise<void> {
    const asked: Wanted[] = [];
    for (const [name, body] of wanted) {
      const slash = name.indexOf('/');
      const id = name.slice(slash + 1);
      asked.push({ type: typeCode(name.slice(0, slash)), id, shard: patientKeyOf(id) ?? -1, body });
    }
    if (asked.length === 0) {
      return;
    }
    for (const row of await rowsOf(database, asked, visibility)) {
      this.set({ ...row, type: typeName(row.type) });
    }
  }
}

async function rowsOf(database: Queryable, wanted: readonly Wanted[], visibility: Visibility): Promise<TargetRow[]> {
  if (database.spread === true) return fetchApart(database, { wanted, visibility });
  if (database instanceof Lane) return togetherOn(database).fetch(wanted, visibility);
  return (await fetchAll(database, [{ wanted, visibility }])).flat();
}

const together = new WeakMap<Lane, FetchTogether>();

function togetherOn(lane: Lane): FetchTogether {
  const found = together.get(lane) ?? new FetchTogether(lane);
  together.set(lane, found);
  return found;
}
