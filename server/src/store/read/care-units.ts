/** Which care units keep entries in a patient's record, of those entries that the caller may see. */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import type { Queryable, Value } from '../queryable.ts';
import { visibilitySql } from '../visibility-sql.ts';

export interface CareUnitOfRecord {
  /** FHIR ids of the Organizations; no care provider: the unit has none above it. */
  unit: string;
  careProvider: string | null;
  entries: number;
  /** ISO 8601, UTC: when the newest entry was made or changed. */
  latest: string;
}

/** The one with the newest entry first. */
export function readCareUnits(
  database: Queryable,
  visibility: Visibility,
  patientKey: number,
): Promise<CareUnitOfRecord[]> {
  const values: Value[] = [patientKey];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`, '$1::bigint');
  const text = `
    select o.id as unit, p.id as "careProvider", kept.entries, to_char(kept.latest at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as latest
    from (
      select r.care_unit, count(*)::integer as entries, max(r.updated) as latest from resource r
      where r.patient_key = $1::bigint and r.care_unit <> 0 and not r.deleted and ${seen} group by r.care_unit) as kept
    join organisation o on o.key = kept.care_unit
    left join organisation p on p.key = o.care_provider
    order by kept.latest desc, o.id`;
  return database.rows<CareUnitOfRecord>({ name: `care-units-${visibility.kind}`, text }, values);
}
