/** Spreads the tables of a database that has Citus, one after the other, and answers the names of those that moved. */
import type { Queryable } from '../queryable.ts';
import { StartFailure } from '../start-failure.ts';
import { placeOf } from './rules.ts';

/** The table that the others are put together with. */
const first = 'resource';

const unnamed = (text: string) => ({ name: '', text });

export async function hasCitus(database: Queryable): Promise<boolean> {
  const rows = await database.rows<{ found: boolean }>(
    unnamed("select true as found from pg_extension where extname = 'citus'"),
  );
  return rows.length > 0;
}

/** Fails with a StartFailure on a database without Citus, or with a table that no rule places. */
export async function applyRules(database: Queryable): Promise<string[]> {
  if (!(await hasCitus(database))) {
    throw new StartFailure(
      'The database does not have the Citus extension: `create extension citus` makes it one machine of a cluster.',
    );
  }
  const astray = (await tables(database)).filter((name) => placeOf[name] === undefined);
  if (astray.length > 0)
    throw new StartFailure(
      `No rule says where ${astray.join(', ')} should lie (server/src/store/distribution/rules.ts).`,
    );
  const placed = new Set(
    (await database.rows<{ name: string }>(unnamed('select logicalrelid::text as name from pg_dist_partition'))).map(
      ({ name }) => name,
    ),
  );
  const moved: string[] = [];
  for (const [name, place] of Object.entries(placeOf)) {
    if (place.is === 'local' || placed.has(name)) continue;
    const text =
      place.is === 'reference'
        ? `select create_reference_table('${name}')`
        : `select create_distributed_table('${name}', '${place.by}', colocate_with => '${name === first || place.by === 'chain' ? 'none' : first}')`;
    await withoutTriggers(database, name);
    await database.rows(unnamed(text));
    moved.push(name);
  }
  return moved;
}

/** Citus distributes no table that has triggers; those of the log keep its rows, which on a cluster the role's rights must do. */
async function withoutTriggers(database: Queryable, name: string): Promise<void> {
  const found = await database.rows<{ trigger: string; of: string }>(
    unnamed(
      `select tgname as trigger, tgrelid::regclass::text as of from pg_trigger where tgname ~ '^log_' and tgparentid = 0
         and tgrelid in (select relid from pg_partition_tree('${name}') union select '${name}'::regclass)`,
    ),
  );
  for (const { trigger, of } of found) await database.rows(unnamed(`drop trigger ${trigger} on ${of}`));
}

/** All tables of ours; a partition lies where its table does. */
export async function tables(database: Queryable): Promise<string[]> {
  const rows = await database.rows<{ name: string }>(
    unnamed(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by relname",
    ),
  );
  return rows.map(({ name }) => name);
}
