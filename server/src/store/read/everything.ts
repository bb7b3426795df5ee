/**
 * Everything in one patient's record (https://hl7.org/fhir/R4/patient-operation-everything.html): all that lies under the
 * patient's key, the Patient first, and what it refers to outside the record (units, staff, places, drugs).
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { resourceTypes, typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { clinicalParameter } from '@vardkedjan/fhir/search/clinical-date.ts';
import { searchInstants } from '@vardkedjan/fhir/search/search-instants.ts';
import { numbers } from '../array-literal.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import { patientKeyOf } from '../ids.ts';
import type { Queryable, Value } from '../queryable.ts';
import { readStored } from './read.ts';
import { storedColumns, storedFrom, type StoredRow } from './stored-columns.ts';
import type { SearchPage, Stored } from '../record.ts';
import { localReference } from '../references.ts';
import { textArray } from '../search/statement/binary-array.ts';
import { stockholmZone } from '@vardkedjan/care/time/stockholm-zone.ts';
import { visibilitySql } from '../visibility-sql.ts';

export interface EverythingRequest {
  count: number;
  cursor?: string;
  since?: string;
  /** Dates of care, not of the record: from the start of the one to the end of the other. */
  start?: string;
  end?: string;
  types?: string[];
  /** Keys of the same person's other records, which are read together with it (linked-records.ts). */
  beside?: readonly number[];
}

export async function readEverything(
  database: Queryable,
  who: { caller: Caller; visibility: Visibility },
  patientId: string,
  page: EverythingRequest,
): Promise<SearchPage> {
  const patient = await readStored(database, who.visibility, 'Patient', patientId);
  if (patient === undefined || patient.deleted) {
    throw new Failure(patient ? 'gone' : 'not-found', 'There is no such patient.');
  }
  const named = JSON.stringify(['everything', patientId, page.since, page.start, page.end, page.types]);
  const after = page.cursor === undefined ? -1 : Number(positionOf(who.caller, named, page.cursor)[0]);
  const beside = page.beside ?? [];
  const values: Value[] = [patient.patientKey, patient.key, after];
  const bind = (value: Value): string => `$${values.push(value)}`;
  const isAlone = beside.length === 0;
  const conditions = [visibilitySql(who.visibility, 'r', bind, isAlone ? '$1::bigint' : undefined)];
  const whose = isAlone
    ? 'r.patient_key = $1::bigint'
    : `r.patient_key = any(array[$1::bigint] || ${bind(numbers(beside))}::bigint[])`;
  const name: string[] = [isAlone ? who.visibility.kind : `${who.visibility.kind} together`];
  if (page.since !== undefined) {
    conditions.push(`r.updated >= ${bind(instantOf('_since', page.since, 'low'))}::timestamptz`);
    name.push('since');
  }
  if (page.start !== undefined || page.end !== undefined) {
    conditions.push(caredFor(page, bind));
    name.push(page.start === undefined ? 'end' : page.end === undefined ? 'start' : 'start end');
  }
  if (page.types !== undefined) {
    conditions.push(`r.type = any(${bind(numbers(page.types.map(typeCode)))}::smallint[])`);
    name.push('types');
  }
  // The Patient comes first: as if its key were 0.
  const order = 'case when r.key = $2::bigint then 0 else r.key end';
  const rows = await database.rows<StoredRow>(
    {
      name: `everything ${name.join(' ')}`,
      text: `select ${storedColumns('r')} from resource r
        where ${whose} and not r.deleted and ${order} > $3::bigint and ${conditions.join(' and ')}
        order by ${order} limit ${bind(page.count + 1)}::integer`,
    },
    values,
  );
  const matches = rows.slice(0, page.count).map(storedFrom);
  const included = await outsideOf(matches, database, who.visibility);
  const last = matches.at(-1);
  const next =
    rows.length > page.count && last
      ? cursorOf(who.caller, named, [last.key === patient.key ? 0 : last.key])
      : undefined;
  return { matches, included, ...(next !== undefined && { next }) };
}

/** What has no date of care, as a type or because it does not tell it, is of any time: leaving it out could mislead. */
function caredFor({ start, end }: EverythingRequest, bind: (value: Value) => string): string {
  dated ??= resourceTypes.filter((type) => clinicalParameter(type) !== undefined).map(typeCode);
  const within = [
    ...(start === undefined ? [] : [`r.date_high >= ${bind(instantOf('start', start, 'low'))}::timestamptz`]),
    ...(end === undefined ? [] : [`r.date_low <= ${bind(instantOf('end', end, 'high'))}::timestamptz`]),
  ];
  return `(r.type <> all(${bind(numbers(dated))}::smallint[]) or r.date_high = '-infinity' or (${within.join(' and ')}))`;
}

let dated: number[] | undefined;

function instantOf(name: string, text: string, end: 'low' | 'high'): string {
  const span = searchInstants(text, stockholmZone);
  if (span === undefined) {
    throw new Failure('invalid', `${name} is not a date, or an instant of the form 2026-01-31T13:00:00Z.`);
  }
  return new Date(span[end]).toISOString();
}

const referenceText = /"reference":"([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^"]*)?"/g;

/** What these refer to that belongs to no patient. Read from the text: resources are not parsed to be sent. */
export async function outsideOf(
  matches: readonly Stored[],
  database: Queryable,
  visibility: Visibility,
): Promise<Stored[]> {
  const names = new Set<string>();
  for (const { body } of matches) {
    for (const [, name = ''] of body.matchAll(referenceText)) {
      names.add(name);
    }
  }
  const types: number[] = [];
  const ids: string[] = [];
  for (const name of names) {
    const reference = localReference(name);
    // An id of ours says whose it is; of the others the database knows.
    if (reference !== undefined && (patientKeyOf(reference.id) ?? 0) === 0) {
      types.push(typeCode(reference.type));
      ids.push(reference.id);
    }
  }
  if (ids.length === 0) {
    return [];
  }
  const values: Value[] = [numbers(types), textArray(ids)];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`, '0');
  const rows = await database.rows<StoredRow>(
    {
      name: `outside-${visibility.kind}`,
      text: `select ${storedColumns('r')} from unnest($1::smallint[], $2::text[]) as w (type, id)
        join resource r on r.patient_key = 0 and r.type = w.type and r.id = w.id
        where not r.deleted and ${seen} order by r.key`,
    },
    values,
  );
  return rows.map(storedFrom);
}
