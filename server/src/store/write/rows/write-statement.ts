/**
 * Everything that a unit of work writes, as one statement: resources, superseded versions, directory, care relations, blocks, shared access, what
 * is handed out, organisations, what roles may do, beds, times, indexes, definitions. One statement is one trip and one commit, whole or not at all. Its text depends on which parts
 * occur, not on how many rows, so PostgreSQL prepares it once for each combination.
 */
import { createHash } from 'node:crypto';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { bedParts } from './bed-rows.ts';
import { blockParts } from './block-rows.ts';
import { guardianParts } from './guardian-rows.ts';
import { type Columns, definitionParts } from '../../definitions/definition-row.ts';
import { grantParts } from './grant-rows.ts';
import { handedParts } from './handed-rows.ts';
import type { Value, Write } from '../../queryable.ts';
import { holding } from '../linking/held-targets.ts';
import { targetsStand, within } from './within-record.ts';
import { organisationParts } from './organisation-rows.ts';
import { registerParts } from './register-rows.ts';
import { roleRightParts, tellRights } from './role-right-rows.ts';
import { timeParts } from './time-rows.ts';
import { tellSight } from '../tell-sight.ts';
import { tellUnits } from '../tell-units.ts';
import { isStale, type RelationRow, type Row } from './row.ts';
import { byteaArray, Column, type FixedType, textArray } from '../../search/statement/binary-array.ts';
import type { IndexRows } from '../../search/index/index-rows.ts';
import {
  type Bind,
  changes,
  insertParts as insertIndexParts,
  type Part,
  removeParts as removeIndexParts,
  removeStaleParts,
} from '../../search/index/write-index.ts';

/** Parts that stand together, and what the statement must answer for them to be right. */
type Group = (rows: readonly Row[], bind: Bind) => { parts: Part[]; check?: Part };

/** Of no table that lies in parts, whatever the rows are of. */
const holds: readonly Group[] = [generationGroup, heldGroup, tellGroup, tellRights, tellUnitsGroup];
const changed: readonly Group[] = [
  (rows, bind) => ({
    parts: insertParts(
      rows.filter(({ replaces }) => replaces === 0),
      bind,
    ),
  }),
  (rows, bind) =>
    updateGroup(
      rows.filter(({ replaces }) => replaces !== 0),
      bind,
    ),
  (rows, bind) => ({ parts: relationParts(rows, bind) }),
  (rows, bind) => ({ parts: blockParts(rows, (some, type, of) => fixed(some, type, of, bind)) }),
  (rows, bind) => ({ parts: guardianParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: grantParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: handedParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: registerParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: organisationParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: roleRightParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: bedParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: timeParts(rows, columnsWith(bind)) }),
  (rows, bind) => ({ parts: removeIndexParts(indexesGone(rows), bind) }),
  (rows, bind) => ({ parts: removeStaleParts(rows.filter(isStale), bind) }),
  (rows, bind) => ({ parts: insertIndexParts(indexesCome(rows), bind) }),
  (rows, bind) => ({ parts: definitionParts(rows, columnsWith(bind)) }),
];

const groups: readonly Group[] = [...holds, ...changed];

/** One unit of work: one statement, whose shape is that of the resource. */
export function writeStatement(rows: readonly Row[]): Write {
  return statementOf(groups, rows);
}

/** Many units of work together: a statement for each group, so that mixed units do not make ever new shapes. */
export function writeStatements(rows: readonly Row[]): Write[] {
  return groups.map((group) => statementOf([group], rows)).filter(({ values }) => values.length > 0);
}

/** On spread tables: what is locked is locked where the server connects; then a statement for each group and record. */
export function writeStatementsByRecord(rows: readonly Row[]): Write[] {
  const locks = statementOf(
    [generationGroup, (some, bind) => heldGroup(some, bind, 'locks only'), tellGroup, tellRights, tellUnitsGroup],
    rows,
  );
  const byRecord = [...Map.groupBy(rows, ({ patientKey }) => patientKey)].flatMap(([record, own]) =>
    changed.map((group) => statementOf([group], own, record)),
  );
  return [locks, ...targetsStand(rows), ...byRecord.filter(({ values }) => values.length > 0)];
}

/** @param record the key that all of the rows have, when the statement is to name it */
function statementOf(wanted: readonly Group[], rows: readonly Row[], record?: number): Write {
  const values: Value[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const made = wanted.map((group) => group(rows, bind));
  const given = made.flatMap((group) => group.parts);
  const parts = record === undefined || given.length === 0 ? given : heldTo(bind(record), given);
  const checks = made.flatMap(({ check }) => check ?? []);
  const before = parts.length === 0 ? '' : `with ${parts.map(({ name, sql }) => `${name} as (${sql})`).join(',\n')}\n`;
  const text = `${before}select ${checks.map(({ sql }) => sql).join(' and ') || 'true'} as done`;
  return { statement: { name: shortName([...parts, ...checks]), text }, values };
}

/** A key that nothing names in the end is no parameter that PostgreSQL knows the type of. */
function heldTo(key: string, parts: readonly Part[]): Part[] {
  return [...parts.map((part) => within(part, key)), { name: 'record', sql: `select ${key}::bigint` }];
}

const shortNames = new Map<string, string>();

/** PostgreSQL keeps 63 characters of a name. */
function shortName(parts: readonly Part[]): string {
  const long = parts.map(({ name }) => name).join(' ');
  let short = shortNames.get(long);
  if (short === undefined) {
    short = `write-${createHash('sha256').update(long).digest('base64url').slice(0, 20)}`;
    shortNames.set(long, short);
  }
  return short;
}

function tellGroup(rows: readonly Row[], bind: Bind): { parts: Part[]; check?: Part } {
  return tellSight(rows, (keys, type, of) => fixed(keys, type, of, bind));
}

function tellUnitsGroup(rows: readonly Row[], bind: Bind): { parts: Part[]; check?: Part } {
  return tellUnits(rows, (keys, type, of) => fixed(keys, type, of, bind));
}

/** What was planned by search parameters that are no more is not written. */
function generationGroup(rows: readonly Row[], bind: Bind): { parts: Part[]; check?: Part } {
  const oldest = rows.reduce((least, { generation }) => Math.min(least, generation), Number.POSITIVE_INFINITY);
  return rows.length === 0
    ? { parts: [] }
    : { parts: [], check: { name: 'generation', sql: `indexed_by(${bind(oldest)}::bigint)` } };
}

const fixedNames: Record<FixedType, string> = {
  int8: 'bigint',
  int4: 'integer',
  int2: 'smallint',
  bool: 'boolean',
  float8: 'float8',
  timestamptz: 'timestamptz',
};

/** A parameter that is an array with one number (for timestamptz milliseconds since 1970, infinite ones too) for each row. */
function fixed<Item>(items: readonly Item[], type: FixedType, of: (item: Item) => number, bind: Bind): string {
  const column = new Column(type, items.length);
  for (const item of items) {
    if (type === 'timestamptz') {
      column.instant(of(item));
    } else if (type === 'bool') {
      column.truth(of(item) === 1);
    } else {
      column.integer(of(item));
    }
  }
  return `${bind(column.done())}::${fixedNames[type]}[]`;
}

function text<Item>(items: readonly Item[], of: (item: Item) => string, bind: Bind): string {
  return `${bind(textArray(items.map(of)))}::text[]`;
}

function columnsWith(bind: Bind): Columns {
  return {
    fixed: (items, type, of) => fixed(items, type, of, bind),
    text: (items, of) => text(items, of, bind),
  };
}

const columnNames = `patient_key, key, type, version, updated, date_low, date_high, care_provider, care_unit, encounter, deleted,
  patient_visible, protected, present, tokens, indexed, made, id, body`;

const none = Buffer.alloc(0);

/** `replaced_indexed` is only there for updates. */
function rowColumns(rows: readonly Row[], bind: Bind, isUpdate: boolean): string {
  const column = (type: FixedType, of: (row: Row) => number): string => fixed(rows, type, of, bind);
  return `unnest(${[
    column('int8', (row) => row.patientKey),
    column('int8', (row) => row.key),
    column('int2', (row) => typeCode(row.type)),
    column('int4', (row) => row.version),
    column('timestamptz', (row) => Date.parse(row.updated)),
    column('timestamptz', (row) => row.index?.dateLow ?? Date.parse(row.updated)),
    column('timestamptz', (row) => row.index?.dateHigh ?? Date.parse(row.updated)),
    column('int8', (row) => row.careProvider),
    column('int8', (row) => row.careUnit),
    column('int8', (row) => row.encounter),
    column('bool', (row) => Number(row.deleted)),
    column('bool', (row) => Number(row.patientVisible)),
    column('bool', (row) => Number(row.protected)),
    column('int8', (row) => row.index?.present ?? 0),
    `${bind(byteaArray(rows.map((row) => row.index?.postings.packed ?? none)))}::bytea[]`,
    column('int4', (row) => row.indexed),
    column('int2', (row) => row.made),
    text(rows, (row) => row.id, bind),
    text(rows, (row) => row.body, bind),
    ...(isUpdate ? [column('int4', (row) => row.replacesIndexed)] : []),
  ].join(', ')}) as n (${columnNames}${isUpdate ? ', replaced_indexed' : ''})`;
}

/** First of all what the rows refer to is held until the commit. */
function heldGroup(rows: readonly Row[], bind: Bind, how?: 'locks only'): { parts: Part[]; check?: Part } {
  const values = holding(rows);
  if (values === undefined) {
    return { parts: [] };
  }
  const [buckets, patientKeys, keys] = (how === undefined ? values : [values[0], '{}', '{}']).map(bind);
  const sql = `select hold_targets(${buckets}::integer[], ${patientKeys}::bigint[], ${keys}::bigint[]) as held`;
  return { parts: [{ name: 'held', sql }], check: { name: 'held', sql: '(select held from held)' } };
}

function insertParts(rows: readonly Row[], bind: Bind): Part[] {
  if (rows.length === 0) {
    return [];
  }
  const parts = [
    { name: 'inserted', sql: `insert into resource (${columnNames}) select * from ${rowColumns(rows, bind, false)}` },
  ];
  const listed = rows.filter(({ inDirectory }) => inDirectory);
  if (listed.length > 0) {
    const columns = [
      fixed(listed, 'int2', (row) => typeCode(row.type), bind),
      text(listed, (row) => row.id, bind),
      fixed(listed, 'int8', (row) => row.patientKey, bind),
      fixed(listed, 'int8', (row) => row.key, bind),
    ];
    parts.push({
      name: 'listed',
      sql: `insert into resource_directory (type, id, patient_key, key) select * from unnest(${columns.join(', ')})`,
    });
  }
  return parts;
}

/** The superseded version moves to the history in the same statement that replaces it. */
function updateGroup(rows: readonly Row[], bind: Bind): { parts: Part[]; check?: Part } {
  if (rows.length === 0) {
    return { parts: [] };
  }
  const replaced = [
    fixed(rows, 'int8', (row) => row.patientKey, bind),
    fixed(rows, 'int8', (row) => row.key, bind),
    fixed(rows, 'int4', (row) => row.replaces, bind),
    fixed(rows, 'bool', (row) => Number(row.protected), bind),
    fixed(rows, 'int8', (row) => Math.min(row.careProvider, 0), bind),
  ].join(', ');
  const historyNames =
    'patient_key, key, version, type, updated, care_provider, care_unit, deleted, patient_visible, protected, made, id, body';
  const parts = [
    {
      name: 'superseded',
      sql: `insert into resource_history (${historyNames}) select ${historyNames.replaceAll(/\w+/g, 'r.$&').replace('r.protected', '(r.protected or o.protected)').replace('r.care_provider', walledOf('r'))}
        from unnest(${replaced}) as o (patient_key, key, version, protected, wall)
        join resource r on r.patient_key = o.patient_key and r.key = o.key and r.version = o.version`,
    },
    {
      name: 'updated',
      sql: `update resource r set version = n.version, updated = n.updated, date_low = n.date_low, date_high = n.date_high,
          care_provider = n.care_provider, care_unit = n.care_unit, encounter = n.encounter, deleted = n.deleted,
          patient_visible = n.patient_visible, protected = n.protected, present = n.present, tokens = n.tokens, indexed = n.indexed, made = n.made, body = n.body
        from ${rowColumns(rows, bind, true)}
        where r.patient_key = n.patient_key and r.key = n.key and r.version = n.version - 1 and r.indexed = n.replaced_indexed
        returning r.key`,
    },
  ];
  parts.push(...shieldParts(rows, bind));
  return {
    parts,
    check: { name: 'versions', sql: `changed_meanwhile(${bind(rows.length)}::bigint, (select count(*) from updated))` },
  };
}

/** What is behind a wall now is so in every version. */
const walledOf = (row: string): string => `case when o.wall < 0 then o.wall else ${row}.care_provider end`;

/** Who is protected now is so in every earlier version: an old name or address leads to the person as well as the present one. */
function shieldParts(rows: readonly Row[], bind: Bind): Part[] {
  const shielded = rows.filter((row) => row.protected || row.careProvider < 0);
  if (shielded.length === 0) {
    return [];
  }
  const keys = [
    fixed(shielded, 'int8', (row) => row.patientKey, bind),
    fixed(shielded, 'int8', (row) => row.key, bind),
    fixed(shielded, 'bool', (row) => Number(row.protected), bind),
    fixed(shielded, 'int8', (row) => Math.min(row.careProvider, 0), bind),
  ].join(', ');
  return [
    {
      name: 'shielded',
      sql: `update resource_history h set protected = h.protected or o.protected, care_provider = ${walledOf('h')}
        from unnest(${keys}) as o (patient_key, key, protected, wall)
        where h.patient_key = o.patient_key and h.key = o.key and (o.protected and not h.protected or o.wall < 0 and h.care_provider >= 0) returning 1`,
    },
  ];
}

/** What an update has in common with the version before stays as it is. */
function indexesGone(rows: readonly Row[]): IndexRows[] {
  return rows.flatMap(({ index, replacedIndex }) => {
    const gone = index && replacedIndex ? changes(replacedIndex, index).gone : replacedIndex;
    return gone ?? [];
  });
}

function indexesCome(rows: readonly Row[]): IndexRows[] {
  return rows.flatMap(({ index, replacedIndex }) => {
    const come = index && replacedIndex ? changes(replacedIndex, index).come : index;
    return come ?? [];
  });
}

const relationTypes = new Set(['Encounter', 'Appointment', 'EpisodeOfCare', 'CareTeam', 'Task']);

function relationParts(rows: readonly Row[], bind: Bind): Part[] {
  const parts: Part[] = [];
  const replaced = rows.filter(({ type, replaces }) => replaces !== 0 && relationTypes.has(type));
  if (replaced.length > 0) {
    const keys = `${fixed(replaced, 'int8', (row) => row.patientKey, bind)}, ${fixed(replaced, 'int8', (row) => row.key, bind)}`;
    parts.push({
      name: 'unrelated',
      sql: `delete from care_relation c using unnest(${keys}) as o (patient_key, source)
        where c.patient_key = o.patient_key and c.source = o.source returning 1`,
    });
  }
  const relations = rows.flatMap((row) =>
    uniqueRelations(row).map((relation) => ({ ...relation, patientKey: row.patientKey, source: row.key })),
  );
  if (relations.length > 0) {
    const columns = [
      fixed(relations, 'int8', (relation) => relation.patientKey, bind),
      fixed(relations, 'int8', (relation) => relation.source, bind),
      fixed(relations, 'int8', (relation) => relation.careProvider, bind),
      fixed(relations, 'int8', (relation) => relation.careUnit, bind),
      fixed(relations, 'int8', (relation) => relation.practitioner, bind),
      text(relations, (relation) => relation.origin, bind),
      fixed(relations, 'timestamptz', (relation) => Date.parse(relation.from), bind),
      fixed(relations, 'timestamptz', ends, bind),
    ];
    parts.push({
      name: 'related',
      // Old rows of the same source go first: reading their number makes the deletion come before.
      sql: `insert into care_relation (patient_key, source, care_provider, care_unit, practitioner, origin, valid_from, valid_until)
        select n.* from unnest(${columns.join(', ')}) as n ${replaced.length > 0 ? 'where (select count(*) from unrelated) >= 0' : ''}`,
    });
  }
  return parts;
}

/** A CareTeam may name the same unit twice: the relation that lasts longest stands. */
function uniqueRelations({ relations }: Row): RelationRow[] {
  if (relations.length < 2) {
    return relations;
  }
  const byWhom = new Map<string, RelationRow>();
  for (const relation of relations) {
    const whom = `${relation.careUnit} ${relation.practitioner}`;
    const other = byWhom.get(whom);
    if (other === undefined || ends(relation) > ends(other)) {
      byWhom.set(whom, relation);
    }
  }
  return [...byWhom.values()];
}

function ends({ until }: RelationRow): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
}
