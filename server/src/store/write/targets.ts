/**
 * What the references of a write lead to, fetched in one statement: which shard and key, whose, which unit's. Together with
 * the current version of the resources that are to be changed.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode, typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import { patientKeyOf } from '../ids.ts';
import type { Queryable, Value } from '../queryable.ts';
import type { LocalReference } from '../references.ts';
import { textArray } from '../search/binary-array.ts';
import { visibilitySql } from '../visibility-sql.ts';

export interface Target {
  type: string;
  id: string;
  key: number;
  patientKey: number;
  careUnit: number;
  careProvider: number;
  version: number;
  updated: string;
  deleted: boolean;
  patientVisible: boolean;
  protected: boolean;
  /** The version of its type's index that its rows are of. */
  indexed: number;
  /** Only of those that are to be changed. */
  body: string | null;
  /** Whether the caller may see it. */
  visible: boolean | null;
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
    const types: number[] = [];
    const ids: string[] = [];
    const shards: number[] = [];
    const bodies: boolean[] = [];
    for (const [name, withBody] of wanted) {
      const slash = name.indexOf('/');
      const id = name.slice(slash + 1);
      types.push(typeCode(name.slice(0, slash)));
      ids.push(id);
      shards.push(patientKeyOf(id) ?? -1);
      bodies.push(withBody);
    }
    if (ids.length === 0) {
      return;
    }
    const values: Value[] = [numbers(types), textArray(ids), numbers(shards), numbers(bodies)];
    const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
    const rows = await database.rows<TargetRow>({ name: `follow-${visibility.kind}`, text: followText(seen) }, values);
    for (const row of rows) {
      this.set({ ...row, type: typeName(row.type) });
    }
  }
}

type TargetRow = Omit<Target, 'type'> & { type: number };

/** A client-made id may look like one of ours (an export that came back): the directory is asked first. */
function followText(seen: string): string {
  return `
    select r.type, r.id, r.key, r.patient_key as "patientKey", r.care_unit as "careUnit", r.care_provider as "careProvider",
           r.version, r.updated, r.deleted, r.patient_visible as "patientVisible", r.protected, r.indexed,
           case when wanted.with_body then r.body end as body, ${seen} as visible
    from unnest($1::smallint[], $2::text[], $3::bigint[], $4::boolean[])
      as wanted (type, id, shard, with_body)
    join resource r
      on r.patient_key = coalesce(
        (select d.patient_key from resource_directory d where d.type = wanted.type and d.id = wanted.id), wanted.shard)
      and r.type = wanted.type and r.id = wanted.id`;
}
