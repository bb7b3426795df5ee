/**
 * Writes the index rows of some resources of a type anew, from their text, while others read and write them. Resources are
 * taken by the time of their last version, backwards: one that is written meanwhile is written as it should be and need not
 * be met again. Where it has come is kept in the same transaction, so it goes on from there after any end.
 */
import type { Resource } from '@medplum/fhirtypes';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import type { Database } from '../database.ts';
import type { Queryable, Statement, Value } from '../queryable.ts';
import { byteaArray, Column } from '../search/statement/binary-array.ts';
import { type IndexRows, indexRows } from '../search/index/index-rows.ts';
import { insertParts, type Part, removeStaleParts } from '../search/index/write-index.ts';
import { resourceOf } from '../write/body.ts';
import type { ParameterRegistry } from './parameter-registry.ts';
import type { ParameterTable } from './parameter-table.ts';
import { lockIndex } from './settle-index.ts';

/** `elsewhere`: another process is at it, or it may not begin yet. */
export type Rewritten = 'some' | 'all' | 'elsewhere';

interface Progress {
  version: number;
  complete: number;
  place: string | null;
  place_key: number;
}

export async function rewriteBatch(
  database: Database,
  registry: ParameterRegistry,
  type: string,
  most: number,
): Promise<Rewritten> {
  const done = await database.transaction(async (transaction): Promise<Rewritten | Progress> => {
    const table = await registry.now();
    await transaction.rows(holdIndex, [table.generation]);
    const [progress] = await transaction.rows<Progress>(progressOf, [typeCode(type)]);
    if (progress === undefined) return 'elsewhere';
    if (progress.complete >= progress.version) return 'all';
    if (progress.place === null) await transaction.rows(beginType, [typeCode(type)]);
    const window = await transaction.rows<{ patient_key: number; key: number; place: string }>(windowAfter, [
      typeCode(type),
      progress.place ?? 'infinity',
      progress.place_key,
      most,
    ]);
    const last = window.at(-1);
    if (last === undefined) return progress;
    await rewrite(transaction, table, type, progress.version, window);
    await transaction.rows(advance, [typeCode(type), last.place, last.key, window.length]);
    return 'some';
  });
  if (typeof done === 'string') return done;
  await database.transaction((transaction) => complete(transaction, type, done.version));
  await registry.now();
  return 'all';
}

/** The parameters that waited for it can answer from the commit on; every process hears of it by the generation. */
async function complete(transaction: Queryable, type: string, version: number): Promise<void> {
  await lockIndex(transaction);
  const [row] = await transaction.rows(completeType, [typeCode(type), version]);
  if (row !== undefined) await transaction.rows(raise);
}

interface Found {
  patient_key: number;
  key: number;
  updated: string;
  care_provider: number;
  patient_visible: boolean;
  protected: boolean;
  patient_id: string | null;
  body: string;
}

/** From their text; those that stand by this version of the index already are left alone. */
export async function rewrite(
  transaction: Queryable,
  table: ParameterTable,
  type: string,
  version: number,
  window: readonly { patient_key: number; key: number }[],
): Promise<void> {
  const keys = [numbers(window.map(({ patient_key }) => patient_key)), numbers(window.map(({ key }) => key))];
  const found = await transaction.rows<Found>(lockRows, [...keys, version]);
  if (found.length === 0) return;
  const rows = found.map((each) => rowsOf(each, type, table));
  const values: Value[] = [];
  const bind = (value: Value): string => `$${values.push(value)}`;
  const parts: Part[] = [
    ...removeStaleParts(
      rows.map(({ owner }) => owner),
      bind,
    ),
    ...insertParts(rows, bind),
    rewrittenPart(rows, version, bind),
  ];
  const text = `with ${parts.map(({ name, sql }) => `${name} as (${sql})`).join(',\n')}\nselect count(*) from rewritten`;
  await transaction.rows({ name: '', text }, values);
}

function rowsOf(found: Found, type: string, table: ParameterTable): IndexRows {
  const { patient_key, key, care_provider, patient_visible, patient_id, body, updated } = found;
  const owner = {
    key,
    patientKey: patient_key,
    type: typeCode(type),
    updated: Date.parse(updated),
    careProvider: care_provider,
    patientVisible: patient_visible,
    protected: found.protected,
    ...(patient_id !== null && { patientId: patient_id }),
  };
  return indexRows(resourceOf(body) as Resource, owner, table.additionsOf(type));
}

function rewrittenPart(rows: readonly IndexRows[], version: number, bind: (value: Value) => string): Part {
  const [patient, key, present] = [new Column('int8'), new Column('int8'), new Column('int8')];
  const [low, high] = [new Column('timestamptz'), new Column('timestamptz')];
  for (const row of rows) {
    patient.integer(row.owner.patientKey);
    key.integer(row.owner.key);
    present.integer(row.present);
    low.instant(row.dateLow);
    high.instant(row.dateHigh);
  }
  const columns = [
    `${bind(patient.done())}::bigint[]`,
    `${bind(key.done())}::bigint[]`,
    `${bind(low.done())}::timestamptz[]`,
    `${bind(high.done())}::timestamptz[]`,
    `${bind(present.done())}::bigint[]`,
    `${bind(byteaArray(rows.map(({ postings }) => postings.packed)))}::bytea[]`,
  ];
  return {
    name: 'rewritten',
    sql:
      `update resource r set date_low = n.low, date_high = n.high, present = n.present, tokens = n.tokens, indexed = ${bind(version)}::integer ` +
      `from unnest(${columns.join(', ')}) as n (patient_key, key, low, high, present, tokens) ` +
      'where r.patient_key = n.patient_key and r.key = n.key returning 1',
  };
}

const holdIndex: Statement = { name: 'index-hold', text: 'select indexed_by($1::bigint)' };
const progressOf: Statement = {
  name: 'reindex-progress',
  text: `select version, complete, place, place_key from type_index
    where type = $1::smallint and not_before <= now() for update skip locked`,
};
const beginType: Statement = {
  name: 'reindex-begin',
  text: `update type_index set place = 'infinity', done = 0,
      total = (select count(*) from resource r where r.type = $1::smallint) where type = $1::smallint`,
};
const windowAfter: Statement = {
  name: 'reindex-window',
  text: `select r.patient_key, r.key, r.updated::text as place from resource r
    where r.type = $1::smallint and (r.updated, r.key) < ($2::timestamptz, $3::bigint)
    order by r.updated desc, r.key desc limit $4::integer`,
};
const advance: Statement = {
  name: 'reindex-advance',
  text: 'update type_index set place = $2, place_key = $3::bigint, done = done + $4::integer where type = $1::smallint',
};
const completeType: Statement = {
  name: 'reindex-complete',
  text: `update type_index set complete = version, place = null, place_key = 0
    where type = $1::smallint and version = $2::integer returning type`,
};
const raise: Statement = { name: 'reindex-raise', text: 'update index_state set generation = generation + 1' };
const lockRows: Statement = {
  name: 'reindex-rows',
  text: `select r.patient_key, r.key, r.updated, r.care_provider, r.patient_visible, r.protected, r.body,
      (select p.id from resource p where r.patient_key <> 0 and p.patient_key = r.patient_key and p.type = ${typeCode('Patient')} limit 1) as patient_id
    from unnest($1::bigint[], $2::bigint[]) as w (patient_key, key)
    join resource r on r.patient_key = w.patient_key and r.key = w.key
    where r.indexed < $3::integer and not r.deleted order by r.key for no key update of r`,
};
