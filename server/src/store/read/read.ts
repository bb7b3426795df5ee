/**
 * Reading one resource, or one version of it, by id: one statement by primary key when the id names its shard, else through
 * the directory. What the caller may not see is not there.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { patientKeyOf } from '../ids.ts';
import { Lane } from '../connection/lane.ts';
import type { Queryable, Statement, Value } from '../queryable.ts';
import type { Stored } from '../record.ts';
import { visibilitySql } from '../visibility-sql.ts';
import { type Named, placed } from './placed.ts';
import { ReadTogether } from './read-together.ts';
import { storedColumns, storedFrom, type StoredRow } from './stored-columns.ts';

type Finder = 'shard' | 'directory';

/** `$1` type, `$2` id, `$3` the shard where it is known. */
const places: Record<Finder, string> = {
  shard: 'r.patient_key = $3::bigint',
  directory:
    'r.patient_key = (select d.patient_key from resource_directory d where d.type = $1::smallint and d.id = $2)',
};

const readStatements = new Map<string, Statement>();

function readStatement(by: Finder, visibility: Visibility): Statement {
  const name = `read-${by}-${visibility.kind}`;
  let statement = readStatements.get(name);
  if (statement === undefined) {
    let next = by === 'shard' ? 4 : 3;
    const seen = visibilitySql(visibility, 'r', () => `$${next++}`, by === 'shard' ? '$3::bigint' : undefined);
    statement = {
      name,
      text: `select ${storedColumns('r')} from resource r
        where ${places[by]} and r.type = $1::smallint and r.id = $2 and ${seen}`,
    };
    readStatements.set(name, statement);
  }
  return statement;
}

export async function readStored(
  database: Queryable,
  visibility: Visibility,
  type: string,
  id: string,
): Promise<Stored | undefined> {
  const code = typeCode(type);
  const row =
    database instanceof Lane && !('patientKeys' in visibility) && !('types' in visibility) && !database.spread
      ? await togetherOn(database).read({ type: code, id, shard: patientKeyOf(id) ?? -1 }, visibility)
      : await readAlone(database, visibility, { type: code, id });
  return row && { ...row, type };
}

function readAlone(database: Queryable, visibility: Visibility, named: Named): Promise<StoredRow | undefined> {
  return placed(database, named, async (shard) => {
    const place: Value[] = [named.type, named.id, ...(shard === undefined ? [] : [shard])];
    const statement = readStatement(shard === undefined ? 'directory' : 'shard', visibility);
    return (await database.rows<StoredRow>(statement, [...place, ...visibilityValues(visibility)]))[0];
  });
}

const together = new WeakMap<Lane, ReadTogether>();

function togetherOn(lane: Lane): ReadTogether {
  let found = together.get(lane);
  if (found === undefined) {
    found = new ReadTogether(lane);
    together.set(lane, found);
  }
  return found;
}

/** The values that visibilitySql binds, in its order. */
function visibilityValues(visibility: Visibility): Value[] {
  const values: Value[] = [];
  visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  return values;
}

/** A version, current or superseded; a deleted one comes marked, with nothing in it. */
export async function readVersion(
  database: Queryable,
  visibility: Visibility,
  type: string,
  id: string,
  version: number,
): Promise<Stored | undefined> {
  const current = await readStored(database, visibility, type, id);
  if (current === undefined || version > current.version) {
    return undefined;
  }
  if (version === current.version) {
    return current;
  }
  const values: Value[] = [current.patientKey, current.key, version];
  const seen = visibilitySql(visibility, 'h', (value) => `$${values.push(value)}`, '$1::bigint');
  const statement: Statement = {
    name: `vread-${visibility.kind}`,
    text: `select ${storedColumns('h')} from resource_history h
      where h.patient_key = $1::bigint and h.key = $2::bigint and h.version = $3::integer and ${seen}`,
  };
  const [row] = await database.rows<StoredRow>(statement, values);
  return row && storedFrom(row);
}
