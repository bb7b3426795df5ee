/**
 * What makes the schema one that Citus can spread, held on a plain PostgreSQL (https://docs.citusdata.com/en/stable/develop/reference_workarounds.html,
 * https://docs.citusdata.com/en/stable/develop/migration_mt_schema.html): docs/decisions/2611-distribution.md says what this does not show.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { applyRules, hasCitus, tables } from './apply-rules.ts';
import { placeOf } from './rules.ts';

const database = await testDatabase();
const rows = <Row extends object>(text: string) => database.rows<Row>({ name: '', text });
const onCitus = await hasCitus(database);
const distributed = Object.entries(placeOf).flatMap(([name, place]) =>
  place.is === 'distributed' ? [{ name, by: place.by }] : [],
);
const nameOf = (table: string): string => `(select relname from pg_class where oid = ${table})`;

describe('the schema distributes', () => {
  test('every table has its place, and no rule is about a table that is not there', async () => {
    assert.deepEqual((await tables(database)).toSorted(), Object.keys(placeOf).toSorted());
  });

  test('the distribution key is in every unique key of what is distributed, and is never null', async () => {
    const keys = await rows<{ table: string; columns: string[] }>(`select ${nameOf('i.indrelid')} as "table",
      array(select attname::text from pg_attribute where attrelid = i.indrelid and attnum = any(i.indkey)) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and (i.indisunique or i.indisexclusion)`);
    const nullable = await rows<{ table: string }>(
      `select ${nameOf('attrelid')} as "table" from pg_attribute where attname = 'patient_key' and not attnotnull and attnum > 0`,
    );
    for (const { name, by } of distributed) {
      for (const { table, columns } of keys)
        if (table === name) assert.ok(columns.includes(by), `${name} has a unique key without ${by}`);
      assert.ok(!nullable.some(({ table }) => table === name), `${name}.${by} may be null`);
    }
  });

  test('the key has the same type everywhere, so that the tables lie together', async () => {
    for (const { name, by } of distributed) {
      const [column] = await rows<{ type: string }>(
        `select format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = '${name}'::regclass and attname = '${by}'`,
      );
      assert.equal(column?.type, 'bigint', name);
    }
  });

  test('foreign keys lead within what lies together, or to what is everywhere', async () => {
    const keys = await rows<{
      from: string;
      to: string;
      columns: string[];
    }>(`select ${nameOf('conrelid')} as "from", ${nameOf('confrelid')} as "to",
      array(select attname::text from pg_attribute where attrelid = conrelid and attnum = any(conkey)) as columns from pg_constraint where contype = 'f'`);
    for (const { from, to, columns } of keys) {
      const [start, end] = [placeOf[from], placeOf[to]];
      const together = start?.is === 'distributed' && end?.is === 'distributed' && columns.includes(start.by);
      assert.ok(
        end?.is === 'reference' || together || (start?.is === 'local' && end?.is === 'local'),
        `${from} → ${to}`,
      );
    }
  });

  test('no trigger but those that keep the log, which spreading takes away (apply-rules.ts), no rule, generated or serial column, inheritance, or partitions of partitions', async () => {
    assert.deepEqual(await rows(`select tgname from pg_trigger where not tgisinternal and tgname !~ '^log_'`), []);
    assert.deepEqual(await rows(`select rulename from pg_rules where schemaname = 'public'`), []);
    const columns = `select attrelid::regclass::text || '.' || attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and attnum > 0`;
    assert.deepEqual(
      await rows(
        `${columns} and (attgenerated <> '' or attidentity <> '') and c.relname = any('{${distributed.map(({ name }) => name).join(',')}}')`,
      ),
      [],
    );
    assert.deepEqual(
      await rows(
        `select adrelid::regclass from pg_attrdef where pg_get_expr(adbin, adrelid) like 'nextval%' and adrelid::regclass::text = any('{${distributed.map(({ name }) => name).join(',')}}')`,
      ),
      [],
    );
    assert.deepEqual(
      await rows(
        `select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'p' or not c.relispartition`,
      ),
      [],
    );
  });

  test('what is distributed by patient carries the key first in some index, so that a patient’s rows are found on their machine', async () => {
    const led = await rows<{ table: string }>(
      `select ${nameOf('i.indrelid')} as "table" from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where a.attname = 'patient_key'`,
    );
    const byPatient = distributed.filter(({ by }) => by === 'patient_key');
    const without = byPatient.filter(({ name }) => !led.some(({ table }) => table === name)).map(({ name }) => name);
    // Postings are led by their hash: within a record its tokens are looked through instead (server/migrations/0002-index.sql).
    assert.deepEqual(without, ['posting']);
  });

  test('a database without Citus is told so, and nothing is moved', {
    skip: onCitus && 'the database has Citus',
  }, async () => {
    await assert.rejects(applyRules(database), /does not have the Citus extension/);
  });
});
