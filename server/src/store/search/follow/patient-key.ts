/**
 * From FHIR ids to shards, in SQL: the directory knows client-made ids, the others name their shard.
 */
import { owningParameter } from '@vardkedjan/fhir/search/owning-parameter.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { patientKeyOf } from '../../ids.ts';
import { postingSeed } from '../index/index-names.ts';
import { lookup } from '../statement/lookups.ts';
import type { RowSource } from '../statement/row-source.ts';
import type { StatementText } from '../statement/statement-text.ts';

const patient = typeCode('Patient');

/** A row source `(id, shard)` of ids of one type; the shard is a guess where no directory row says it. */
export function shardsSql(type: string, ids: readonly string[], alias: string, text: StatementText): string {
  const given = text.alias('g');
  const shards = text.numbers(
    ids.map((id) => patientKeyOf(id) ?? -1),
    'bigint',
  );
  return (
    `(select ${given}.id, coalesce((select d.patient_key from resource_directory d where d.type = ${typeCode(type)} and d.id = ${given}.id), ${given}.shard) as shard ` +
    `from unnest(${text.texts(ids)}, ${shards}) as ${given} (id, shard)) ${alias}`
  );
}

/** `= …` or `= any(…)`: the keys of the patients with these ids. Worked out once for the statement. */
export function patientKeySql(ids: readonly string[], text: StatementText): string {
  const [only] = ids;
  if (only !== undefined && ids.length === 1 && only === text.record?.id) return `= ${text.record.key}`;
  const found = text.alias('k');
  if (only !== undefined && ids.length === 1) {
    const id = text.bind(only, 'text');
    const shard =
      `coalesce((select d.patient_key from resource_directory d where d.type = ${patient} and d.id = ${id}), ` +
      `${text.bind(patientKeyOf(only) ?? -1, 'bigint')})`;
    return `= (select ${found}.patient_key from resource ${found} where ${found}.patient_key = ${shard} and ${found}.type = ${patient} and ${found}.id = ${id})`;
  }
  const wanted = text.alias('w');
  return (
    `= any(array(select ${found}.patient_key from ${shardsSql('Patient', ids, wanted, text)} ` +
    `join resource ${found} on ${found}.patient_key = ${wanted}.shard and ${found}.type = ${patient} and ${found}.id = ${wanted}.id))`
  );
}

/** That the row's owner is its subject, and not somebody that another element names. */
export function notOwnedOtherwise(row: RowSource, text: StatementText): string {
  if (owningParameter(row.type) === undefined) return 'true';
  const marker = lookup('', postingSeed.ownedOtherwise(row.type));
  if (!row.byPosting) return `position(${text.bind(marker.token, 'bytea')} in ${row.resource}.tokens) % 8 <> 1`;
  const alias = text.alias('x');
  return (
    `not exists (select 1 from posting ${alias} where ${alias}.hash = ${text.bind(marker.hash, 'bigint')} ` +
    `and ${alias}.date = ${row.date} and ${alias}.key = ${row.key} and ${alias}.patient_key = ${row.patient})`
  );
}
