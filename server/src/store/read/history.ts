/**
 * History of a resource, a type or everything, newest first (https://hl7.org/fhir/R4/http.html#history). Current versions
 * and superseded ones lie in two tables; both are read in the same order and merged by the database. Of a resource that the
 * caller may not see as it is now, no earlier version is shown either.
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
import type { HistoryPage, HistoryScope, Stored, Version } from '../record.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { visibilitySql } from '../visibility-sql.ts';
import { type Made, madeBy } from '../write/rows/row.ts';

export interface HistoryRequest {
  since?: string;
  at?: string;
  /** Versions a page; 0: only how many there are. */
  count: number;
  cursor?: string;
}

/** Of what, for whom. */
interface About {
  visibility: Visibility;
  scope: HistoryScope;
  page: HistoryRequest;
  /** The resource as it is now, when it is the history of one. */
  current?: Stored;
}

interface VersionRow extends StoredRow {
  made: Made;
}

/** @param slow for counting what may be much */
export async function readHistory(
  database: Queryable,
  slow: Queryable,
  who: { caller: Caller; visibility: Visibility },
  scope: HistoryScope,
  page: HistoryRequest,
): Promise<HistoryPage> {
  const isOne = scope.id !== undefined && scope.type !== undefined;
  const current = isOne ? await readStored(database, who.visibility, scope.type ?? '', scope.id ?? '') : undefined;
  if (isOne && current === undefined) {
    return { versions: [], total: 0 };
  }
  const about: About = { visibility: who.visibility, scope, page, ...(current && { current }) };
  const named = JSON.stringify(['history', scope.type, scope.id, page.since, page.at]);
  const position = page.cursor === undefined ? undefined : positionOf(who.caller, named, page.cursor);
  const total = isOne || page.count === 0 ? await countVersions(isOne ? database : slow, about) : undefined;
  const rows = page.count === 0 ? [] : await readVersions(database, about, position);
  const versions = rows.slice(0, page.count).map(versionOf);
  const last = versions.at(-1);
  return {
    versions,
    ...(total !== undefined && { total }),
    ...(rows.length > page.count &&
      last && { next: cursorOf(who.caller, named, [last.updated, last.key, last.version]) }),
  };
}

/** One more than the page has says whether there is a next one. */
function readVersions(database: Queryable, about: About, position: Position | undefined): Promise<VersionRow[]> {
  const statement = new HistoryStatement(about, position);
  const limit = statement.bind(about.page.count + 1);
  const order = 'order by v.updated desc, v.key desc, v.version desc';
  const part = (table: Table): string =>
    `(select ${storedColumns('v')}, v.made ${statement.rows(table)} ${order} limit ${limit}::integer)`;
  const text = `select * from (${part('resource')} union all ${part('resource_history')}) as v ${order} limit ${limit}::integer`;
  return database.rows<VersionRow>({ name: `history ${statement.name}`, text }, statement.values);
}

async function countVersions(database: Queryable, about: About): Promise<number> {
  const { visibility, page, current } = about;
  // Versions are counted from 1 and none goes away.
  if (current !== undefined && visibility.kind === 'everything' && page.since === undefined && page.at === undefined) {
    return current.version;
  }
  const statement = new HistoryStatement(about, undefined);
  const part = (table: Table): string => `(select count(*) ${statement.rows(table)})`;
  const text = `select ${part('resource')} + ${part('resource_history')} as total`;
  const [row] = await database.rows<{ total: number }>(
    { name: `history-count ${statement.name}`, text },
    statement.values,
  );
  return row?.total ?? 0;
}

type Table = 'resource' | 'resource_history';
type Condition = (row: string) => string;

/** The conditions of a history, and what the text of a statement with them depends on. */
class HistoryStatement {
  readonly values: Value[] = [];
  readonly #about: About;
  readonly #name: string[];
  readonly #conditions: Condition[] = [];
  /** Of the history of one resource. */
  #patientKey: string | undefined;

  constructor(about: About, position: Position | undefined) {
    this.#about = about;
    this.#name = [about.visibility.kind];
    this.#addScope();
    this.#addTimes(position);
  }

  get name(): string {
    return this.#name.join(' ');
  }

  bind(value: Value): string {
    return `$${this.values.push(value)}`;
  }

  /** `from … where …`, the versions under the alias `v`. */
  rows(table: Table): string {
    const conditions = this.#conditions.map((condition) => condition('v'));
    conditions.push(this.#visible('v'));
    if (
      table === 'resource_history' &&
      this.#about.visibility.kind !== 'everything' &&
      this.#about.current === undefined
    ) {
      conditions.push(
        `exists (select 1 from resource now where now.patient_key = v.patient_key and now.key = v.key and ${this.#visible('now')})`,
      );
    }
    return `from ${table} v where ${conditions.join(' and ')}`;
  }

  #visible(row: string): string {
    return visibilitySql(this.#about.visibility, row, (value) => this.bind(value), this.#patientKey);
  }

  #addScope(): void {
    const { current, scope } = this.#about;
    if (current !== undefined) {
      const [patientKey, key] = [`${this.bind(current.patientKey)}::bigint`, `${this.bind(current.key)}::bigint`];
      this.#patientKey = patientKey;
      this.#add('instance', (row) => `${row}.patient_key = ${patientKey} and ${row}.key = ${key}`);
    } else if (scope.type !== undefined) {
      const type = this.bind(typeCode(scope.type));
      this.#add('type', (row) => `${row}.type = ${type}::smallint`);
    }
  }

  /** Between which times, and after which place of the page before. */
  #addTimes(position: Position | undefined): void {
    const { since, at } = this.#about.page;
    if (since !== undefined) {
      const from = this.bind(instantOf('_since', since, 'low'));
      this.#add('since', (row) => `${row}.updated >= ${from}::timestamptz`);
    }
    if (at !== undefined) {
      this.#add('at', currentAt(this.bind(instantOf('_at', at, 'low')), this.bind(instantOf('_at', at, 'high'))));
    }
    if (position !== undefined) {
      const [updated = '', key = 0, version = 0] = position;
      const place = `${this.bind(updated)}::timestamptz, ${this.bind(key)}::bigint, ${this.bind(version)}::integer`;
      this.#add('after', (row) => `(${row}.updated, ${row}.key, ${row}.version) < (${place})`);
    }
  }

  #add(name: string, condition: Condition): void {
    this.#name.push(name);
    this.#conditions.push(condition);
  }
}

/** Versions from before it was kept: ids that the server made say POST. */
function versionOf(row: VersionRow): Version {
  const { made, ...stored } = row;
  const fresh = row.version === 1 ? (patientKeyOf(row.id) === undefined ? madeBy.putNew : madeBy.post) : madeBy.put;
  const how = row.deleted ? madeBy.deletion : made === 0 ? fresh : made;
  const method = how === madeBy.deletion ? 'DELETE' : how === madeBy.post ? 'POST' : 'PUT';
  return { ...storedFrom(stored), method, created: how === madeBy.post || how === madeBy.putNew };
}

/** Versions that were the current one at some time within the span: from their own instant until that of the next. */
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
