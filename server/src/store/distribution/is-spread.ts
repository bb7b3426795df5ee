/** Whether the tables lie in parts by patient: over machines by Citus, or over partitions of PostgreSQL's own. */
import type pg from 'pg';

export async function isSpread(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ partitioned: boolean; citus: boolean }>(
    `select exists (select from pg_partitioned_table where partrelid = 'resource'::regclass) as partitioned,
       to_regclass('pg_dist_partition') is not null as citus`,
  );
  if (rows[0]?.partitioned === true) return true;
  if (rows[0]?.citus !== true) return false;
  const { rowCount } = await client.query("select from pg_dist_partition where logicalrelid = 'resource'::regclass");
  return rowCount === 1;
}
