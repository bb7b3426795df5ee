/**
 * Of many types those that anything is stored of: a statement for each type that nobody uses would take longer to plan than the
 * rest takes to run. What is stored of a type is no more told by this than by a search of it.
 */
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../../array-literal.ts';
import { patientKeyOf } from '../../ids.ts';
import type { Queryable, Statement } from '../../queryable.ts';
import { textArray } from '../statement/binary-array.ts';

/** So few are not worth asking. */
const few = 4;

export async function ofTypesPresent(query: SearchQuery, database: Queryable): Promise<SearchQuery> {
  const { across } = query;
  if (across === undefined || across.length <= few) return query;
  const types = numbers(across.map(({ type }) => typeCode(type)));
  const ids = idsAsked(query);
  const rows =
    ids === undefined
      ? await database.rows<{ type: number }>(stored, [types])
      : await database.rows<{ type: number }>(named, [
          types,
          textArray(ids),
          numbers(ids.map((id) => patientKeyOf(id) ?? -1)),
        ]);
  const present = new Set(rows.map(({ type }) => type));
  return { ...query, across: across.filter(({ type }) => present.has(typeCode(type))) };
}

/** Every type is asked for the same ids. */
function idsAsked({ across = [] }: SearchQuery): string[] | undefined {
  const found = across[0]?.criteria.find((criterion) => criterion.kind === 'id');
  const isEvery = across.every(({ criteria }) =>
    criteria.some((one) => one.kind === 'id' && one.values.join() === found?.values.join()),
  );
  return isEvery ? found?.values : undefined;
}

const stored: Statement = {
  name: 'types-stored',
  text: 'select t.type from unnest($1::smallint[]) as t (type) where exists (select 1 from resource r where r.type = t.type)',
};

/** Client-made ids are in the directory, the others name their shard. */
const named: Statement = {
  name: 'types-named',
  text: `select t.type from unnest($1::smallint[]) as t (type) where exists (
    select 1 from unnest($2::text[], $3::bigint[]) as w (id, shard) where
      exists (select 1 from resource_directory d where d.type = t.type and d.id = w.id) or
      exists (select 1 from resource r where r.patient_key = w.shard and r.type = t.type and r.id = w.id))`,
};
