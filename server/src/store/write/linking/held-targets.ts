/**
 * What a unit of work refers to must be there when it commits, whatever is deleted meanwhile (server/migrations/0009-references.sql):
 * it is held, by buckets of keys, until the commit. Only what an update did not refer to before needs holding, since nothing
 * that is referred to is deleted.
 */
import { numbers } from '../../array-literal.ts';
import type { Statement, Value } from '../../queryable.ts';
import type { Draft } from '../rows/build-row.ts';
import type { Row } from '../rows/row.ts';
import type { Targets } from './targets.ts';

/** Where a resource is. */
export interface Held {
  patientKey: number;
  key: number;
}

/** PostgreSQL has room for some thousands of locks in all. */
const buckets = 128;

const bucketOf = ({ key }: Held): number => key % buckets;

/** Targets of a resource that its version before did not have. */
export function targetsToHold({ references, current }: Draft, targets: Targets): Held[] {
  const found: Held[] = [];
  const before = current === undefined || current.deleted ? '' : (current.body ?? '');
  for (const { element, local } of references) {
    if (before !== '' && before.includes(`"reference":"${element.reference}"`)) continue;
    const target = local && targets.get(local);
    if (target !== undefined) found.push({ patientKey: target.patientKey, key: target.key });
  }
  return found;
}

/** Parameters of hold_targets; undefined when the rows refer to nothing but each other. */
export function holding(rows: readonly Row[]): [buckets: string, patientKeys: string, keys: string] | undefined {
  const held = heldBy(rows);
  if (held.length === 0) return undefined;
  const sorted = [...new Set(held.map(bucketOf))].sort((a, b) => a - b);
  return [numbers(sorted), numbers(held.map(({ patientKey }) => patientKey)), numbers(held.map(({ key }) => key))];
}

export function heldBy(rows: readonly Row[]): Held[] {
  const own = rows.length === 1 ? undefined : new Set(rows.map(({ key }) => key));
  const held = new Map<number, Held>();
  for (const row of rows) {
    for (const target of row.refersTo) {
      if (target.key !== row.key && own?.has(target.key) !== true) held.set(target.key, target);
    }
  }
  return [...held.values()];
}

/** Before a deletion looks for references: the deleted exclusively, with what the rest of the unit of work refers to. */
export function holdDeleted(rows: readonly Row[]): { statement: Statement; values: Value[] } {
  const exclusive = new Map<number, boolean>(heldBy(rows).map((target) => [bucketOf(target), false]));
  for (const row of rows) if (row.deleted) exclusive.set(bucketOf(row), true);
  const values = [numbers([...exclusive.keys()]), numbers([...exclusive.values()])];
  const statement = { name: 'hold-deleted', text: 'select hold_deleted($1::integer[], $2::boolean[])' };
  return { statement, values };
}
