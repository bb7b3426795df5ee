/**
 * Looks at what is left: everything that was acknowledged is there and logged, no transaction is there by half, index rows, history and
 * directory are those of the resources, nothing leads to what is deleted, and the access log is whole.
 */
import assert from 'node:assert/strict';
import { typeCode, typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import { inRecordOf } from '../../src/store/access-log/read-log.ts';
import { verifyLog } from '../../src/store/access-log/verify-chains.ts';
import { numbers } from '../../src/store/array-literal.ts';
import type { Database } from '../../src/store/database.ts';
import type { Statement } from '../../src/store/queryable.ts';
import { parameterRegistryOf } from '../../src/store/reindex/parameter-registry.ts';
import { rewrite } from '../../src/store/reindex/rewrite-batch.ts';
import { textArray } from '../../src/store/search/statement/binary-array.ts';
import type { Person } from './persons.ts';

export interface Seen {
  /** Persons of whom the first, and of whom the second transaction too, was done. */
  once: number;
  twice: number;
  /** Transactions that were cut off, and had been done. */
  doneUnsaid: number;
}

/** Of persons whom nobody writes any more. */
export async function verifyPersons(database: Database, persons: readonly Person[]): Promise<Seen> {
  const values = textArray(persons.map(({ value }) => value));
  const begun = new Date(Math.min(...persons.map((person) => person.begun.getTime())));
  const found = persons.length === 0 ? [] : await database.rows<State>(statesOf, [values, begun.toISOString()]);
  const states = new Map(found.map((state) => [state.value, state]));
  const seen: Seen = { once: 0, twice: 0, doneUnsaid: 0 };
  for (const { value, sent, acknowledged, id } of persons) {
    const state = states.get(value);
    const version = state?.version ?? 0;
    assert.ok(version >= acknowledged, `${value} was acknowledged at version ${acknowledged}, and lost`);
    assert.ok(version <= sent, `${value} was written more often than it was sent`);
    seen.doneUnsaid += version - acknowledged;
    if (state === undefined) continue;
    const { patients, resources, deleted, superseded, listed, logged } = state;
    const whole = version === 1 ? [1, 5, 0, 0, 1] : [1, 6, 1, 2, 1];
    assert.deepEqual(
      [patients, resources, deleted, superseded, listed],
      whole,
      `${value} at version ${version} is there by half`,
    );
    assert.ok(id === undefined || state.id === id, `${value} is another than was said`);
    assert.ok(logged >= acknowledged, `${value} was acknowledged, and its log row lost`);
    seen[version === 1 ? 'once' : 'twice']++;
  }
  await verifyIndex(
    database,
    [...states.values()].map(({ key }) => key),
  );
  return seen;
}

/** Of everything. */
export async function verifyAll(database: Database): Promise<void> {
  for (const statement of [dangling, ...orphans]) assert.deepEqual(await database.rows(statement), [], statement.name);
  assert.deepEqual((await verifyLog(database)).faults, []);
}

interface State {
  value: string;
  id: string;
  key: number;
  version: number;
  patients: number;
  resources: number;
  deleted: number;
  superseded: number;
  listed: number;
  logged: number;
}

/** Whatever a transaction left is found by the persons' values, which stand in their patients, and by the patients' keys: of those just written. */
const statesOf: Statement = {
  name: '',
  text: `with person as (
      select p.*, p.body::json -> 'identifier' -> 0 ->> 'value' as value from resource p
      where p.type = ${typeCode('Patient')} and p.updated >= $2::timestamptz and p.body::json -> 'identifier' -> 0 ->> 'value' = any($1::text[])),
    listed as (select patient_key, count(*) as listed from resource_directory
      where patient_key = any(array(select patient_key from person)) group by patient_key)
    select p.value, p.id, p.patient_key as key, p.version, c.*,
      (select count(*) from resource_history h where h.patient_key = p.patient_key)::integer as superseded,
      coalesce(l.listed, 0)::integer as listed,
      (select count(*) from access_act l where ${inRecordOf('p.patient_key')})::integer as logged
    from person p left join listed l using (patient_key) cross join lateral (
      select count(*)::integer as resources, (count(*) filter (where r.type = ${typeCode('Patient')}))::integer as patients,
        (count(*) filter (where r.deleted))::integer as deleted
      from resource r where r.patient_key = p.patient_key) c`,
};

const indexTables = ['posting', 'date_value', 'quantity_value', 'string_value', 'full_text'];

class Undone extends Error {}

/** Index rows are what they would be if all were indexed anew from their text. */
async function verifyIndex(database: Database, patientKeys: readonly number[]): Promise<void> {
  const keys = numbers(patientKeys);
  const parameters = await parameterRegistryOf(database).now();
  const all = (text: string) => ({ name: '', text });
  const undone = database.transaction(async (transaction) => {
    for (const table of indexTables) {
      await transaction.rows(
        all(
          `create temp table was_${table} on commit drop as select * from ${table} where patient_key = any('${keys}')`,
        ),
      );
    }
    const rows = await transaction.rows<{ patient_key: number; key: number; type: number }>(
      all(`select patient_key, key, type from resource where patient_key = any('${keys}') and not deleted`),
    );
    for (const type of new Set(rows.map((row) => row.type))) {
      const window = rows.filter((row) => row.type === type);
      await rewrite(transaction, parameters, typeName(type), 2 ** 31 - 1, window);
    }
    for (const table of indexTables) {
      const now = `select * from ${table} where patient_key = any('${keys}')`;
      const faults = await transaction.rows(
        all(`(${now} except table was_${table}) union all (table was_${table} except ${now})`),
      );
      assert.deepEqual(faults, [], `${table} is not of the resources`);
    }
    throw new Undone();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}

const dangling: Statement = {
  name: 'nothing leads to what is deleted',
  text: `select r.id from resource r join resource gone on gone.patient_key = r.patient_key and gone.deleted
    where not r.deleted and r.body like '%/' || gone.id || '"%'`,
};

const orphans: Statement[] = [
  { table: 'resource', of: `r.patient_key = o.patient_key and r.type = ${typeCode('Patient')}` },
  ...indexTables.map((table) => ({ table, of: 'r.patient_key = o.patient_key and r.key = o.key and not r.deleted' })),
  { table: 'resource_history', of: 'r.patient_key = o.patient_key and r.key = o.key and r.version > o.version' },
  {
    table: 'resource_directory',
    of: 'r.patient_key = o.patient_key and r.key = o.key and r.type = o.type and r.id = o.id',
  },
].map(({ table, of }) => ({
  name: `every row of ${table} has its resource`,
  text: `select o.patient_key, o.key from ${table} o where o.patient_key <> 0 and not exists (select from resource r where ${of}) limit 5`,
}));
