/**
 * The profiles, tags and security labels that are in use in what a caller may see (http://hl7.org/fhir/R4/resource-operation-meta.html):
 * of one type, or of all. The text is read only where the row says that there is such a value.
 */
import type { Coding, Meta } from '@medplum/fhirtypes';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { resourceTypes, typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { indexSourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable, Value } from '../queryable.ts';
import { visibilitySql } from '../visibility-sql.ts';

const kinds = ['profile', 'tag', 'security'] as const;

/** @param database where a statement may take its time: everything that has such a value is read */
export async function labelsInUse(
  database: Queryable,
  visibility: Visibility,
  types: readonly string[] = resourceTypes,
): Promise<Meta> {
  const values: Value[] = [numbers(types.map(typeCode)), numbers(types.map(bitsOf))];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const rows = await database.rows<{ kind: (typeof kinds)[number]; value: string | Coding }>(
    {
      name: `labels-${visibility.kind}`,
      text: `select distinct label.kind, label.value
        from unnest($1::smallint[], $2::bigint[]) as t (type, bits)
        join resource r on r.type = t.type and (r.present & t.bits) <> 0
        cross join lateral (select r.body::jsonb -> 'meta' as meta offset 0) m
        cross join lateral (${kinds.map((kind) => `select '${kind}' as kind, value from jsonb_array_elements(m.meta -> '${kind}')`).join(' union all ')}) label
        where not r.deleted and ${seen}`,
    },
    values,
  );
  const inOrder = rows
    .map((row) => ({ ...row, text: JSON.stringify(row.value) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  const of = <T>(kind: string): T[] => inOrder.flatMap((row) => (row.kind === kind ? [row.value as T] : []));
  const [profile, tag, security] = [of<string>('profile'), distinct(of('tag')), distinct(of('security'))];
  return {
    ...(profile.length > 0 && { profile }),
    ...(tag.length > 0 && { tag }),
    ...(security.length > 0 && { security }),
  };
}

/** Of the sources that the kinds are, in `resource.present`. */
function bitsOf(type: string): number {
  const paths = new Set(kinds.map((kind) => `${type}.meta.${kind}`));
  return indexSourcesOf(type).reduce((sum, { path, bit }) => (paths.has(path) ? sum + 2 ** bit : sum), 0);
}

/** Told apart by system and code, as in `$meta-add`. */
function distinct(codings: Coding[]): Coding[] {
  return [...new Map(codings.map((coding) => [`${coding.system ?? ''}|${coding.code ?? ''}`, coding])).values()];
}
