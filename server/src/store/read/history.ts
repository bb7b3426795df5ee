/**
 * History of a resource, a type or everything, newest first (https://hl7.org/fhir/R4/http.html#history). Current versions
 * and superseded ones lie in two tables; both are read in the same order and merged by the database.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { searchInstants } from '@vardkedjan/fhir/search/search-instants.ts';
import { cursorOf, type Position, positionOf } from '../cursor.ts';
import { patientKeyOf } from '../ids.ts';
import type { Queryable, Value } from '../queryable.ts';
import { readStored } from './read.ts';
import { storedColumns, storedFrom, type StoredRow } from './stored-columns.ts';
import type { HistoryPage, HistoryScope } from '../record.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { visibilitySql } from '../visibility-sql.ts';

export interface HistoryRequest {
  since?: string;
  at?: string;
  count: number;
  cursor?: string;
}

export async function readHistory(
  database: Queryable,
  who: { caller: Caller; visibility: Visibility },
  scope: HistoryScope,
  page: HistoryRequest,
): Promise<HistoryPage> {
  const named = JSON.stringify(['history', scope.type, scope.id, page.since, page.at]);
  const values: Value[] = [];
  const bind = (value: Value): string => `$${values.push(value)}`;
  const name: string[] = [who.visibility.kind];
  const shared: Condition[] = [];
  let total: number | undefined;
  if (scope.id !== undefined && scope.type !== undefined) {
    const current = await readStored(database, who.visibility, scope.type, scope.id);
    if (current === undefined) {
      return { versions: [], total: 0 };
    }
    // Versions are counted from 1 and none goes away.
    total = page.since === undefined && page.at === undefined ? current.version : undefined;
    const [patientKey, key] = [bind(current.patientKey), bind(current.key)];
    shared.push((row) => `${row}.patient_key = ${patientKey}::bigint and ${row}.key = ${key}::bigint`);
    name.push('instance');
  } else if (scope.type !== undefined) {
    const type = bind(typeCode(scope.type));
    shared.push((row) => `${row}.type = ${type}::smallint`);
    name.push('type');
  }
  const position = page.cursor === undefined ? undefined : positionOf(who.caller, named, page.cursor);
  shared.push(...timeConditions(page, position, name, bind));
  const limit = bind(page.count + 1);
  const part = (table: 'resource' | 'resource_history'): string => `(select ${storedColumns('v')} from ${table} v
    where ${[...shared.map((condition) => condition('v')), visibilitySql(who.visibility, 'v', bind), ...(table === 'resource' ? [] : keptBack(who.visibility))].join(' and ')}
    order by v.updated desc, v.key desc, v.version desc limit ${limit}::integer)`;
  const rows = await database.rows<StoredRow>(
    {
      name: `history ${name.join(' ')}`,
      text: `select * from (${part('resource')} union all ${part('resource_history')}) as v
        order by v.updated desc, v.key desc, v.version desc limit ${limit}::integer`,
    },
    values,
  );
  const versions = rows.slice(0, page.count).map((row) => ({ ...storedFrom(row), method: methodOf(row) }));
  const last = versions.at(-1);
  return {
    versions,
    ...(total !== undefined && { total }),
    ...(rows.length > page.count && last && { next: cursorOf(who.caller, named, [last.updated, last.key, last.version]) }),
  };
}

/** What is now kept back from the patient is so in its earlier versions (as `vread` has it). */
function keptBack({ kind }: Visibility): string[] {
  return kind === 'own'
    ? ['exists (select 1 from resource now where now.patient_key = v.patient_key and now.key = v.key and now.patient_visible)']
    : [];
}

type Condition = (row: string) => string;

/** Between which times, and after which place of the page before; `name` gets what the statement's text depends on. */
function timeConditions(
  page: HistoryRequest,
  position: Position | undefined,
  name: string[],
  bind: (value: Value) => string,
): Condition[] {
  const conditions: Condition[] = [];
  if (page.since !== undefined) {
    const since = bind(instantOf('_since', page.since, 'low'));
    conditions.push((row) => `${row}.updated >= ${since}::timestamptz`);
    name.push('since');
  }
  if (page.at !== undefined) {
    conditions.push(currentAt(bind(instantOf('_at', page.at, 'low')), bind(instantOf('_at', page.at, 'high'))));
    name.push('at');
  }
  if (position !== undefined) {
    const [updated = '', key = 0, version = 0] = position;
    const place = `${bind(updated)}::timestamptz, ${bind(key)}::bigint, ${bind(version)}::integer`;
    conditions.push((row) => `(${row}.updated, ${row}.key, ${row}.version) < (${place})`);
    name.push('after');
  }
  return conditions;
}

/** How the version came about; ids that the server made say POST. */
function methodOf(row: StoredRow): 'POST' | 'PUT' | 'DELETE' {
  if (row.deleted) {
    return 'DELETE';
  }
  return row.version === 1 && patientKeyOf(row.id) !== undefined ? 'POST' : 'PUT';
}

/** Versions that were the current one at some time within the span. */
function currentAt(low: string, high: string): Condition {
  return (row) =>
    `${row}.updated <= ${high}::timestamptz and not exists (
      select 1 from resource later where later.patient_key = ${row}.patient_key and later.key = ${row}.key
        and later.version = ${row}.version + 1 and later.updated <= ${low}::timestamptz
      union all
      select 1 from resource_history later where later.patient_key = ${row}.patient_key and later.key = ${row}.key
        and later.version = ${row}.version + 1 and later.updated <= ${low}::timestamptz)`;
}

function instantOf(name: string, text: string, end: 'low' | 'high'): string {
  const span = searchInstants(text, stockholmZone);
  if (span === undefined) {
    throw new Failure('invalid', `${name} is not an instant of the form 2026-01-31T13:00:00Z.`);
  }
  return new Date(span[end]).toISOString();
}
