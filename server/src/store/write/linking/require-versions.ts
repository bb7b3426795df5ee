/**
 * A reference may name a version (https://hl7.org/fhir/R4/references.html#literal): then that version is there, as it was or as
 * it comes of the same unit of work.
 */
import { Failure, type Issue } from '@vardkedjan/fhir/outcome.ts';
import { numbers } from '../../array-literal.ts';
import type { Draft } from '../rows/build-row.ts';
import type { Queryable } from '../../queryable.ts';
import { pathOf, versionOf } from '../../references.ts';
import type { Target, Targets } from './targets.ts';

interface Named {
  target: Target;
  version: number;
  path: string;
}

/** Fails with 422, naming the places. */
export async function requireVersions(
  drafts: readonly Draft[],
  targets: Targets,
  { database }: { database: Queryable },
): Promise<void> {
  const named: Named[] = [];
  for (const { resource, references } of drafts) {
    // A kept Bundle is a document of its own.
    if (resource.resourceType === 'Bundle') continue;
    for (const { element, local } of references) {
      const version = local && versionOf(element.reference);
      const target = version === undefined ? undefined : local && targets.get(local);
      if (version !== undefined && target !== undefined)
        named.push({ target, version, path: pathOf(resource, element) });
    }
  }
  if (named.length === 0) return;
  const changed = new Set(drafts.map(({ key }) => key));
  const newest = ({ target }: Named): number => target.version + (changed.has(target.key) ? 1 : 0);
  const earlier = named.filter((one) => one.version < one.target.version);
  const there = earlier.length === 0 ? new Set<string>() : await versionsThere(earlier, database);
  const wrong = named.filter(
    (one) =>
      !(one.version <= newest(one)) ||
      (one.version < one.target.version && !there.has(nameOf(one.target.key, one.version))),
  );
  if (wrong.length === 0) return;
  const issues = wrong.slice(0, 20).map(({ path }): Issue => {
    const diagnostics = `${path}.reference leads to a version that does not exist.`;
    return { severity: 'error', code: 'not-found', diagnostics, expression: [path] };
  });
  throw new Failure('invalid', 'The resource refers to a version that does not exist.', { status: 422, issues });
}

/** Superseded versions that hold something. */
async function versionsThere(named: readonly Named[], database: Queryable): Promise<Set<string>> {
  const rows = await database.rows<{ key: number; version: number }>(superseded, [
    numbers(named.map(({ target }) => target.patientKey)),
    numbers(named.map(({ target }) => target.key)),
    numbers(named.map(({ version }) => version)),
  ]);
  return new Set(rows.map(({ key, version }) => nameOf(key, version)));
}

const nameOf = (key: number, version: number): string => `${key} ${version}`;

const superseded = {
  name: 'versions-there',
  text: `select h.key, h.version from unnest($1::bigint[], $2::bigint[], $3::integer[]) as w (patient_key, key, version)
    join resource_history h on h.patient_key = w.patient_key and h.key = w.key and h.version = w.version where not h.deleted`,
};
