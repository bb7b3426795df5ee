/**
 * Makes what is indexed follow from what is stored and from how this server indexes: each type whose sources have changed gets
 * a new version, and its rows are written anew (rewrite-batch.ts). Alone with the index while it lasts, to the commit.
 */
import { resourceTypes, typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable, Statement } from '../queryable.ts';
import { howIndexed } from './index-format.ts';
import { namesOf, type ParameterTable } from './parameter-table.ts';
import { readTable } from './read-table.ts';

/** Waits for the writes that are under way; those that come wait for the commit, and are then planned again. */
export async function lockIndex(transaction: Queryable): Promise<void> {
  await transaction.rows(lock);
}

interface Before {
  type: number;
  version: number;
  complete: number;
  own_since: number;
  added: string;
}

/** @param again types whose rows are to be written anew though nothing has changed; `all` of them */
export async function settleIndex(transaction: Queryable, again: readonly string[] | 'all' = []): Promise<void> {
  await lockIndex(transaction);
  const [state] = await transaction.rows<{ how: string; seconds: number }>(stateBefore);
  const before = new Map((await transaction.rows<Before>(typesBefore)).map((row) => [row.type, row]));
  const table = await readTable(transaction);
  const isMine = state?.how === howIndexed();
  const filled = new Set(
    (await transaction.rows<{ type: number }>(filledTypes, [numbers(resourceTypes.map(typeCode))])).map(
      ({ type }) => type,
    ),
  );
  const changed = resourceTypes.flatMap((type) => {
    const wanted = again === 'all' || again.includes(type);
    const row = versionAfter(before.get(typeCode(type)), { type, table, isMine, wanted });
    return row === undefined ? [] : [filled.has(row.type) ? row : { ...row, complete: row.version }];
  });
  if (changed.length === 0 && isMine) return;
  // Servers of the version before may search for a second more by what they knew.
  const wait = isMine || before.size === 0 ? 0 : 3;
  await transaction.rows(put, [JSON.stringify(changed), wait]);
  await transaction.rows(raise, [howIndexed()]);
}

interface About {
  type: string;
  table: ParameterTable;
  isMine: boolean;
  wanted: boolean;
}

/** undefined: as it was. */
function versionAfter(before: Before | undefined, { type, table, isMine, wanted }: About): Before | undefined {
  const additions = table.additionsOf(type);
  const names = additions === undefined ? [] : namesOf(additions);
  const known = before === undefined ? {} : (JSON.parse(before.added) as Record<string, number>);
  const isSame = names.length === Object.keys(known).length && names.every((name) => known[name] !== undefined);
  if (before !== undefined && isMine && isSame && !wanted) return undefined;
  const version = (before?.version ?? 0) + 1;
  const anew = !isMine || before === undefined;
  const added = Object.fromEntries(names.map((name) => [name, anew ? version : (known[name] ?? version)]));
  return {
    type: typeCode(type),
    version,
    complete: before?.complete ?? 0,
    own_since: anew ? version : before.own_since,
    added: JSON.stringify(added),
  };
}

const lock: Statement = { name: 'index-lock', text: 'select pg_advisory_xact_lock(8274, 0)' };
const stateBefore: Statement = { name: 'index-how', text: 'select how from index_state' };
const typesBefore: Statement = {
  name: 'type-index',
  text: 'select type, version, complete, own_since, added from type_index',
};
const filledTypes: Statement = {
  name: 'filled-types',
  text: `select t.type from unnest($1::smallint[]) as t (type)
    where exists (select 1 from resource r where r.type = t.type and not r.deleted)`,
};
const put: Statement = {
  name: 'type-index-put',
  text: `insert into type_index (type, version, complete, own_since, added, not_before)
    select n.type, n.version, n.complete, n.own_since, n.added, now() + make_interval(secs => $2::integer)
    from json_to_recordset($1::json) as n (type smallint, version integer, complete integer, own_since integer, added text)
    on conflict (type) do update set version = excluded.version, complete = excluded.complete, own_since = excluded.own_since,
      added = excluded.added, not_before = excluded.not_before, place = null, place_key = 0, total = 0, done = 0`,
};
const raise: Statement = {
  name: 'index-raise',
  text: 'update index_state set generation = generation + 1, how = $1 returning generation',
};
