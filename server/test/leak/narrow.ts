/**
 * A store that holds only what a caller may see: a copy of the full one from which everything else has been taken away, row by
 * row, so that what is left has the same ids, keys, versions and times, and answers can be compared as they stand.
 */
import type { Database } from '../../src/store/database.ts';

/** By type and id; `versions`: those that the caller may not see of what the caller may see now. */
export interface Hidden {
  type: number;
  id: string;
  versions?: number[];
}

/** Tables of what is said by resources, all with the resource's key. */
const tablesOfRows = `select c.table_name as name from information_schema.columns c join information_schema.columns p using (table_schema, table_name)
  where c.table_schema = 'public' and c.column_name = 'key' and p.column_name = 'patient_key'`;

/** @param units whose care relations stay: they are facts about the caller, whatever they arose from */
export async function takeAway(database: Database, hidden: readonly Hidden[], units: readonly string[]): Promise<void> {
  const rows = (text: string, values: string[] = []) =>
    database.rows<{ key: number; name: string }>({ name: '', text }, values);
  const wholly = hidden.filter(({ versions }) => versions === undefined);
  const list = (items: readonly (string | number)[]): string => `{${items.map((item) => `"${item}"`).join(',')}}`;
  const found = await rows(
    `select r.key from unnest($1::smallint[], $2::text[]) as w (type, id) join resource r on r.type = w.type and r.id = w.id`,
    [list(wholly.map(({ type }) => type)), list(wholly.map(({ id }) => id))],
  );
  const keys = list(found.map(({ key }) => key));
  for (const { name } of await rows(tablesOfRows))
    await rows(`delete from ${name} where key = any($1::bigint[])`, [keys]);
  await rows(
    `delete from care_relation c where c.source = any($1::bigint[]) and c.care_unit not in (select key from organisation where id = any($2::text[]))`,
    [keys, list(units)],
  );
  for (const { type, id, versions } of hidden) {
    if (versions !== undefined)
      await rows(`delete from resource_history where type = $1 and id = $2 and version = any($3::integer[])`, [
        String(type),
        id,
        list(versions),
      ]);
  }
  await rows('analyze');
}
