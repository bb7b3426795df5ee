/**
 * Spreads the tables of an empty database over partitions by patient, as Citus spreads them over machines: the same statements then
 * show, in PostgreSQL's own plans, how many of the parts they ask, and the server sends what it sends on a cluster. The access log
 * keeps its partitions by month.
 */
import type pg from 'pg';
import { placeOf } from '../src/store/distribution/rules.ts';

export const parts = 4;

export const partitioned = Object.entries(placeOf)
  .filter(([name, place]) => place.is === 'distributed' && !name.startsWith('access_'))
  .map(([name]) => name);

export async function spreadOverPartitions(client: pg.Client): Promise<void> {
  for (const name of partitioned) {
    await client.query(`alter table ${name} rename to ${name}_whole`);
    await client.query(`create table ${name} (like ${name}_whole including all) partition by hash (patient_key)`);
    for (let part = 0; part < parts; part++) {
      await client.query(
        `create table ${name}_part_${part} partition of ${name} for values with (modulus ${parts}, remainder ${part})`,
      );
    }
    await client.query(`drop table ${name}_whole`);
  }
}
