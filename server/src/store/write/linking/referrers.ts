/**
 * Referential integrity on delete: what current resources refer to stays (http://hl7.org/fhir/R4/http.html#delete lets a server
 * refuse for such reasons). References from other records are found by their postings, those within the record by looking
 * through it; whatever is found is read before it counts. Only what the caller may see is named.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode, typeName } from '@vardkedjan/fhir/r4/resource-types.ts';
import { numbers } from '../../array-literal.ts';
import type { Queryable, Value, Write } from '../../queryable.ts';
import { Column, textArray } from '../../search/statement/binary-array.ts';
import { recordOf } from '../../search/index/posted.ts';
import { eachReferenceHash } from '../../search/index/reference-hashes.ts';
import { visibilitySql } from '../../visibility-sql.ts';
import type { Row } from '../rows/row.ts';

/** So many deletions are looked for in one statement: each has up to two hundred hashes. */
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

/**
 * The same for the end of a unit of work, when its own rows are written: it becomes nothing when something refers to what it
 * deletes, and whoever tries again asks what.
 */
export function checkReferredTo(rows: readonly Row[]): Write[] {
  const deleted = rows.filter((row) => row.deleted);
  const checks: Write[] = [];
  for (let at = 0; at < deleted.length; at += abreast) {
    const { values, ofUnit } = wanted(deleted.slice(at, at + abreast), '{}');
    const found = `${findText('r.key')}${ofUnit === undefined ? '' : ` union all ${unitText(ofUnit, 'r.key')}`}`;
    const text = `select changed_meanwhile(0, (select count(*) from (select from (${found}) f limit 1) g))`;
    checks.push({ statement: { name: `referred-to${ofUnit === undefined ? '' : '-unit'}`, text }, values });
  }
  return checks;
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
  const { values, ofUnit } = wanted(deleted, own);
  const visible = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const columns = `r.type, ${visible} as visible, r.key`;
  const found = `${findText(columns)}${ofUnit === undefined ? '' : ` union all ${unitText(ofUnit, columns)}`}`;
  const name = `referrers-${visibility.kind}${ofUnit === undefined ? '' : '-unit'}`;
  const text = `select f.type, f.visible, count(distinct f.key)::integer as count from (${found}) f group by 1, 2`;
  return database.rows<Referrers>({ name, text }, values);
}

type Named = Pick<Row, 'type' | 'id' | 'key' | 'patientKey'>;

/** `ofUnit`: the placeholder of the organisations, when there are any. */
function wanted(deleted: readonly Named[], own: string): { values: Value[]; ofUnit: string | undefined } {
  const names: string[] = [];
  const [hashes, hashed] = [new Column('int8', deleted.length * 64), new Column('int4', deleted.length * 64)];
  const [records, within]: [number[], string[]] = [[], []];
  const units: number[] = [];
  for (const { type, id, key, patientKey } of deleted) {
    const name = `${type}/${id}`;
    const index = names.push(name);
    eachReferenceHash(name, (high, low) => {
      hashes.halves(high, low);
      hashed.integer(index);
    });
    // An id may say another record than it is in (an export that came back).
    for (const record of new Set([patientKey, recordOf(name)])) {
      if (record === 0) continue;
      records.push(record);
      within.push(name);
    }
    if (type === 'Organization') units.push(key);
  }
  const values = [own, textArray(names), hashes.done(), hashed.done(), numbers(records), textArray(within)];
  return { values, ofUnit: units.length === 0 ? undefined : `$${values.push(numbers(units))}` };
}

/** A kept Bundle is a document of its own: what it refers to need not be here. */
const isOther = `not r.deleted and r.key <> all($1::bigint[]) and r.type <> ${typeCode('Bundle')}`;
const refers = (name: string): string =>
  `strpos(r.body, '"reference":"' || ${name}) > 0 and (strpos(r.body, '"reference":"' || ${name} || '"') > 0 or strpos(r.body, '"reference":"' || ${name} || '/_history/') > 0)`;

function findText(columns: string): string {
  return `select ${columns} from unnest($3::bigint[], $4::integer[]) as w (hash, name) join posting p on p.hash = w.hash
        join resource r on r.patient_key = p.patient_key and r.key = p.key where ${isOther} and ${refers('($2::text[])[w.name]')}
      union all
      select ${columns} from unnest($5::bigint[], $6::text[]) as w (record, name) join resource r on r.patient_key = w.record where ${isOther} and ${refers('w.name')}`;
}

function unitText(units: string, columns: string): string {
  return `select ${columns} from unnest(${units}::bigint[]) as u (unit) join resource r on r.care_unit = u.unit and r.care_unit <> 0 where ${isOther}`;
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
