/** The table of search parameters as the database has it. */
import type { SearchParameter as Definition } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Statement } from '../queryable.ts';
import { resourceOf } from '../write/body.ts';
import { howIndexed } from './index-format.ts';
import { ParameterTable, type TypeIndex } from './parameter-table.ts';

/** All in one look, so that they belong together. */
export async function readTable(database: Queryable): Promise<ParameterTable> {
  const [row] = await database.rows<{ generation: number; how: string; types: string; definitions: string }>(allNow);
  if (row === undefined) throw new Error('index_state has no row');
  return new ParameterTable({
    generation: row.generation,
    superseded: row.how !== howIndexed(),
    types: (JSON.parse(row.types) as (Omit<TypeIndex, 'added'> & { added: string })[]).map((each) => ({
      ...each,
      added: JSON.parse(each.added) as Record<string, number>,
    })),
    definitions: (JSON.parse(row.definitions) as string[]).map((body) => resourceOf(body) as Definition),
  });
}

const allNow: Statement = {
  name: 'index-state-all',
  text: `select s.generation, s.how,
      (select coalesce(json_agg(json_build_object('type', t.type, 'version', t.version, 'complete', t.complete,
        'ownSince', t.own_since, 'added', t.added, 'total', t.total, 'done', t.done)), '[]')::text from type_index t) as types,
      (select coalesce(json_agg(r.body order by r.key), '[]')::text from resource r
        where r.patient_key = 0 and not r.deleted and r.key in (
          select d.key from definition d where d.type = ${typeCode('SearchParameter')} and d.status = 'active')) as definitions
    from index_state s`,
};
