/**
 * Referential integrity on delete: what current resources refer to stays (http://hl7.org/fhir/R4/http.html#delete lets a server
 * refuse for such reasons). References from other records are found by their postings, those within the record by looking
 * through it; whatever is found is read before it counts. Only what the caller may see is named.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode, typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../array-literal.ts';
import type { Queryable, Value } from '../queryable.ts';
import { textArray } from '../search/binary-array.ts';
import { recordOf } from '../search/posted.ts';
import { referenceHashes } from '../search/reference-hashes.ts';
import { visibilitySql } from '../visibility-sql.ts';
import type { Row } from './row.ts';

/** So many deletions are looked for in one statement: each has some hundred hashes. */
const abreast = 50;

/** Fails with `conflict` when something outside the unit of work refers to what it deletes. */
export async function refuseReferredTo(
  rows: readonly Row[],
  { database, visibility }: { database: Queryable; visibility: Visibility },
): Promise<void> {
  const deleted = rows.filter((row) => row.deleted);
  const own = numbers(rows.map(({ key }) => key));
  for (let at = 0; at < deleted.length; at += abreast) {
    const found = await referrersOf(deleted.slice(at, at + abreast), own, { database, visibility });
    if (found.length > 0) throw referredTo(found);
  }
}

interface Referrers {
  type: number;
  visible: boolean;
  count: number;
}

async function referrersOf(
  deleted: readonly Row[],
  own: string,
  { database, visibility }: { database: Queryable; visibility: Visibility },
): Promise<Referrers[]> {
  const names: string[] = [];
  const [hashes, hashed]: [string[], number[]] = [[], []];
  const [records, within]: [number[], number[]] = [[], []];
  let careUnit = 0;
  for (const { type, id, key, patientKey } of deleted) {
    const name = `${type}/${id}`;
    const index = names.push(name);
    for (const hash of referenceHashes(name)) {
      hashes.push(hash);
      hashed.push(index);
    }
    // An id may say another record than it is in (an export that came back).
    for (const record of new Set([patientKey, recordOf(name)])) {
      if (record === 0) continue;
      records.push(record);
      within.push(index);
    }
    if (type === 'Organization') careUnit = key;
  }
  const values: Value[] = [own, textArray(names), numbers(hashes), numbers(hashed), numbers(records), numbers(within)];
  const visible = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const ofUnit = careUnit === 0 ? '' : ` union all ${unitText(`$${values.push(careUnit)}`, visible)}`;
  const name = `referrers-${visibility.kind}${ofUnit === '' ? '' : '-unit'}`;
  return database.rows<Referrers>({ name, text: `${referrersText(visible)}${ofUnit}` }, values);
}

/** A kept Bundle is a document of its own: what it refers to need not be here. */
const counted = (visible: string): string =>
  `select r.type, ${visible} as visible, count(distinct r.key)::integer as count`;
const isOther = `not r.deleted and r.key <> all($1::bigint[]) and r.type <> ${typeCode('Bundle')}`;
const refers = (name: string): string =>
  `strpos(r.body, '"reference":"' || ${name}) > 0 and (strpos(r.body, '"reference":"' || ${name} || '"') > 0 or strpos(r.body, '"reference":"' || ${name} || '/_history/') > 0)`;

function referrersText(visible: string): string {
  const found = `select r.type, ${visible} as visible, r.key`;
  const matches = `where ${isOther} and ${refers('($2::text[])[w.name]')}`;
  return `select f.type, f.visible, count(distinct f.key)::integer as count from (
      ${found} from unnest($3::bigint[], $4::integer[]) as w (hash, name) join posting p on p.hash = w.hash
        join resource r on r.patient_key = p.patient_key and r.key = p.key ${matches}
      union all
      ${found} from unnest($5::bigint[], $6::integer[]) as w (record, name) join resource r on r.patient_key = w.record ${matches}
    ) f group by 1, 2`;
}

function unitText(unit: string, visible: string): string {
  return `${counted(visible)} from resource r where ${isOther} and r.care_unit = ${unit}::bigint and r.care_unit <> 0 group by 1, 2`;
}

function referredTo(found: readonly Referrers[]): Failure {
  const counts = new Map<string, number>();
  for (const { type, visible, count } of found) {
    if (visible) counts.set(typeName(type), (counts.get(typeName(type)) ?? 0) + count);
  }
  const named = [...counts].map(([type, count]) => `${count} ${type}`).sort();
  const which = named.length === 0 ? '' : `; of those that you may see: ${named.join(', ')}`;
  return new Failure('conflict', `It cannot be deleted while other resources refer to it${which}.`);
}
