/**
 * Statements that write and take away index rows, for one resource or thousands: arrays in PostgreSQL's binary format, one
 * statement for all tables that have rows, named by which they are.
 */
import type { Statement, Value } from '../../queryable.ts';
import { Column, textArray } from '../statement/binary-array.ts';
import type { IndexRows } from './index-rows.ts';

export interface Write {
  statement: Statement;
  values: Value[];
}

/** A WITH-query of a larger statement. */
export interface Part {
  name: string;
  sql: string;
}

interface Unplaced extends Part {
  /** What `$1` … in the text stand for. */
  values: Value[];
}

export type Bind = (value: Value) => string;

/** The parts of a statement that write the rows; none for tables that have none. */
export function insertParts(rows: readonly IndexRows[], bind: Bind): Part[] {
  const parts = [
    insertPostings(rows),
    insertDates(rows),
    insertQuantities(rows),
    insertStrings(rows),
    insertWords(rows),
  ];
  return place('insert', parts, bind);
}

/** The parts that take away exactly the rows of these resources as they were. They may stand beside insertParts in one statement. */
export function removeParts(rows: readonly IndexRows[], bind: Bind): Part[] {
  const parts = [
    removePostings(rows),
    removeByKey('date_value', rows, (row) => row.dates.length > 0),
    removeByKey('quantity_value', rows, (row) => row.quantities.length > 0),
    removeByKey('string_value', rows, (row) => row.strings.length > 0),
    removeByKey('full_text', rows, (row) => row.words !== undefined),
  ];
  return place('remove', parts, bind);
}

/** Whose index rows are taken away whatever they are. */
export interface Indexed {
  patientKey: number;
  key: number;
}

/**
 * The parts that take away all index rows of these resources as they stand, by whatever version of the tables they were made:
 * postings by the hashes that the resource's own `tokens` hold.
 */
export function removeStaleParts(of: readonly Indexed[], bind: Bind): Part[] {
  if (of.length === 0) return [];
  const [patient, key] = [new Column('int8', of.length), new Column('int8', of.length)];
  for (const one of of) {
    patient.integer(one.patientKey);
    key.integer(one.key);
  }
  const wanted = `unnest(${bind(patient.done())}::bigint[], ${bind(key.done())}::bigint[]) as w (patient_key, key)`;
  return [
    {
      name: 'stale_posting',
      sql:
        `delete from posting p using ${wanted} join resource r on r.patient_key = w.patient_key and r.key = w.key ` +
        'cross join lateral generate_series(1, length(r.tokens), 8) as t (at) ' +
        "where p.hash = ('x' || encode(substring(r.tokens from t.at for 8), 'hex'))::bit(64)::bigint " +
        'and p.date = r.date_low and p.key = r.key and p.patient_key = r.patient_key',
    },
    ...['date_value', 'quantity_value', 'string_value', 'full_text'].map((table) => ({
      name: `stale_${table}`,
      sql: `delete from ${table} v using ${wanted} where v.patient_key = w.patient_key and v.key = w.key`,
    })),
  ];
}

/** Of an update: what only the one has goes, what only the other has comes; all of it when the owner's scalars differ. */
export function changes(before: IndexRows, after: IndexRows): { gone: IndexRows; come: IndexRows } {
  return sameOwner(before, after)
    ? { gone: without(before, after), come: without(after, before) }
    : { gone: before, come: after };
}

/** A statement that only writes index rows; undefined when there are none. */
export function insertIndex(rows: readonly IndexRows[]): Write | undefined {
  return together((bind) => insertParts(rows, bind));
}

/** The rows that the other has not; of the tables besides postings all or none. */
function without(rows: IndexRows, other: IndexRows): IndexRows {
  const differing = <Row>(mine: Row[], others: Row[]): Row[] =>
    JSON.stringify(mine) === JSON.stringify(others) ? [] : mine;
  const { words, ...rest } = rows;
  const sameWords = words?.rest === other.words?.rest && words?.narrative === other.words?.narrative;
  return {
    ...rest,
    postings: rows.postings.without(other.postings),
    dates: differing(rows.dates, other.dates),
    quantities: differing(rows.quantities, other.quantities),
    strings: differing(rows.strings, other.strings),
    ...(words !== undefined && !sameWords && { words }),
  };
}

function sameOwner(before: IndexRows, after: IndexRows): boolean {
  const [a, b] = [before.owner, after.owner];
  return (
    before.dateLow === after.dateLow &&
    a.key === b.key &&
    a.patientKey === b.patientKey &&
    a.careProvider === b.careProvider &&
    a.patientVisible === b.patientVisible &&
    a.protected === b.protected
  );
}

function place(verb: string, parts: (Unplaced | undefined)[], bind: Bind): Part[] {
  return parts
    .filter((part) => part !== undefined)
    .map(({ name, sql, values }) => {
      const places = values.map(bind);
      return {
        name: `${verb}_${name}`,
        sql: sql.replace(/\$(\d+)/g, (_, place: string) => places[Number(place) - 1] ?? ''),
      };
    });
}

function together(make: (bind: Bind) => Part[]): Write | undefined {
  const values: Value[] = [];
  const parts = make((value) => `$${values.push(value)}`);
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const before = parts.slice(0, -1).map(({ name, sql }) => `${name} as (${sql})`);
  const text = before.length === 0 ? last.sql : `with ${before.join(', ')} ${last.sql}`;
  // `ip id iw`: PostgreSQL's names have room for 63 letters.
  const name = parts.map((part) => part.name.replace(/^(.)[a-z]*_(.).*$/, '$1$2')).join(' ');
  return { statement: { name: `index ${name}`, text }, values };
}

function insertPostings(rows: readonly IndexRows[]): Unplaced | undefined {
  let total = 0;
  for (const row of rows) total += row.postings.count;
  if (total === 0) return undefined;
  const hash = new Column('int8', total);
  const date = new Column('timestamptz', total);
  const key = new Column('int8', total);
  const patient = new Column('int8', total);
  const provider = new Column('int8', total);
  const system = new Column('int4', total);
  const type = new Column('int2', total);
  const visible = new Column('bool', total);
  const guarded = new Column('bool', total);
  for (const { owner, dateLow, postings } of rows) {
    const { triples } = postings;
    for (let at = 0; at < triples.length; at += 3) {
      hash.halves(triples[at] as number, triples[at + 1] as number);
      system.integer(triples[at + 2] as number);
      date.instant(dateLow);
      key.integer(owner.key);
      patient.integer(owner.patientKey);
      provider.integer(owner.careProvider);
      type.integer(owner.type);
      visible.truth(owner.patientVisible);
      guarded.truth(owner.protected);
    }
  }
  return {
    name: 'postings',
    sql:
      'insert into posting (hash, date, key, patient_key, care_provider, system, type, patient_visible, protected) select * from unnest' +
      '($1::bigint[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::smallint[], $8::boolean[], $9::boolean[])',
    values: [hash, date, key, patient, provider, system, type, visible, guarded].map((column) => column.done()),
  };
}

function removePostings(rows: readonly IndexRows[]): Unplaced | undefined {
  const [hash, date, key] = [new Column('int8'), new Column('timestamptz'), new Column('int8')];
  const system = new Column('int4');
  for (const { owner, dateLow, postings } of rows) {
    const { triples } = postings;
    for (let at = 0; at < triples.length; at += 3) {
      hash.halves(triples[at] as number, triples[at + 1] as number);
      system.integer(triples[at + 2] as number);
      date.instant(dateLow);
      key.integer(owner.key);
    }
  }
  if (hash.count === 0) return undefined;
  return {
    name: 'postings',
    sql:
      'delete from posting p using unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::integer[]) as w(hash, date, key, system) ' +
      'where p.hash = w.hash and p.date = w.date and p.key = w.key and p.system = w.system',
    values: [hash, date, key, system].map((column) => column.done()),
  };
}

function removeByKey(
  table: string,
  rows: readonly IndexRows[],
  has: (row: IndexRows) => boolean,
): Unplaced | undefined {
  const [patient, key] = [new Column('int8'), new Column('int8')];
  for (const row of rows) {
    if (!has(row)) continue;
    patient.integer(row.owner.patientKey);
    key.integer(row.owner.key);
  }
  if (key.count === 0) return undefined;
  return {
    name: table,
    sql: `delete from ${table} v using unnest($1::bigint[], $2::bigint[]) as w(patient_key, key) where v.patient_key = w.patient_key and v.key = w.key`,
    values: [patient.done(), key.done()],
  };
}

function insertDates(rows: readonly IndexRows[]): Unplaced | undefined {
  const [patient, key, param] = [new Column('int8'), new Column('int8'), new Column('int4')];
  const [low, high] = [new Column('timestamptz'), new Column('timestamptz')];
  for (const { owner, dates } of rows) {
    for (const row of dates) {
      patient.integer(owner.patientKey);
      key.integer(owner.key);
      low.instant(row.low);
      high.instant(row.high);
      param.integer(row.param);
    }
  }
  if (key.count === 0) return undefined;
  return {
    name: 'dates',
    sql:
      'insert into date_value (patient_key, key, low, high, param) select * from unnest' +
      '($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::integer[])',
    values: [patient, key, low, high, param].map((column) => column.done()),
  };
}

function insertQuantities(rows: readonly IndexRows[]): Unplaced | undefined {
  const [patient, key] = [new Column('int8'), new Column('int8')];
  const [low, high, given] = [new Column('float8'), new Column('float8'), new Column('float8')];
  const [param, unit, code] = [new Column('int4'), new Column('int4'), new Column('int4')];
  for (const { owner, quantities } of rows) {
    for (const row of quantities) {
      patient.integer(owner.patientKey);
      key.integer(owner.key);
      low.float(row.low);
      high.float(row.high);
      given.float(row.given);
      param.integer(row.param);
      unit.integer(row.unit);
      code.integer(row.code);
    }
  }
  if (key.count === 0) return undefined;
  return {
    name: 'quantities',
    sql:
      'insert into quantity_value (patient_key, key, low, high, param, unit, code, given) select * from unnest' +
      '($1::bigint[], $2::bigint[], $3::float8[], $4::float8[], $5::integer[], $6::integer[], $7::integer[], $8::float8[])',
    values: [patient, key, low, high, param, unit, code, given].map((column) => column.done()),
  };
}

function insertStrings(rows: readonly IndexRows[]): Unplaced | undefined {
  const [patient, key, param] = [new Column('int8'), new Column('int8'), new Column('int4')];
  const values: string[] = [];
  const exacts: (string | undefined)[] = [];
  for (const { owner, strings } of rows) {
    for (const row of strings) {
      patient.integer(owner.patientKey);
      key.integer(owner.key);
      param.integer(row.param);
      values.push(row.value);
      exacts.push(row.exact);
    }
  }
  if (key.count === 0) return undefined;
  return {
    name: 'strings',
    sql:
      'insert into string_value (patient_key, key, param, value, exact) select * from unnest' +
      '($1::bigint[], $2::bigint[], $3::integer[], $4::text[], $5::text[])',
    values: [patient.done(), key.done(), param.done(), textArray(values), textArray(exacts)],
  };
}

/** Many resources say the same words: each text is made into words once. */
function insertWords(rows: readonly IndexRows[]): Unplaced | undefined {
  const [patient, key, date, which] = [
    new Column('int8'),
    new Column('int8'),
    new Column('timestamptz'),
    new Column('int4'),
  ];
  const places = new Map<string, number>();
  const narratives: string[] = [];
  const rests: string[] = [];
  for (const { owner, dateLow, words } of rows) {
    if (words === undefined) continue;
    patient.integer(owner.patientKey);
    key.integer(owner.key);
    date.instant(dateLow);
    const text = `${words.narrative}\0${words.rest}`;
    let place = places.get(text);
    if (place === undefined) {
      place = narratives.push(words.narrative);
      rests.push(words.rest);
      places.set(text, place);
    }
    which.integer(place);
  }
  if (key.count === 0) return undefined;
  const made =
    "case n when '' then to_tsvector('swedish', r) else setweight(to_tsvector('swedish', n), 'A') || to_tsvector('swedish', r) end";
  const columns = [patient, key, date].map((column) => column.done());
  const texts = [textArray(narratives), textArray(rests)];
  if (narratives.length === key.count) {
    return {
      name: 'words',
      sql:
        `insert into full_text (patient_key, key, date, words) select p, k, d, ${made} ` +
        'from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[]) as w(p, k, d, n, r)',
      values: [...columns, ...texts],
    };
  }
  return {
    name: 'words_shared',
    sql:
      'insert into full_text (patient_key, key, date, words) select p, k, d, of.words[place] ' +
      'from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $6::integer[]) as w(p, k, d, place), ' +
      `(select array_agg(${made} order by at) as words from unnest($4::text[], $5::text[]) with ordinality as t(n, r, at)) as of`,
    values: [...columns, ...texts, which.done()],
  };
}
