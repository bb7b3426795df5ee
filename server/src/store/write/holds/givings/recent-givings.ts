/** What has been recorded as given to patients in the last day, as the caller may see it. */
import type { MedicationAdministration } from '@medplum/fhirtypes';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Value } from '../../../queryable.ts';
import { visibilitySql } from '../../../visibility-sql.ts';
import { resourceOf } from '../../body.ts';

export interface GivingSource {
  database: Queryable;
  visibility: Visibility;
  /** ISO instant. */
  now: string;
}

/** A little more than a day, for what is written down after it is given. */
const within = 26 * 3_600_000;

export async function recentGivings(
  patientKeys: readonly number[],
  { database, visibility, now }: GivingSource,
): Promise<MedicationAdministration[]> {
  const since = new Date(Date.parse(now) - within).toISOString();
  const values: Value[] = [`{${patientKeys.join(',')}}`, since];
  const seen = visibilitySql(visibility, 'r', (value) => `$${values.push(value)}`);
  const text = `select r.body from resource r where r.patient_key = any($1::bigint[])
    and r.type = ${typeCode('MedicationAdministration')} and not r.deleted and r.updated >= $2::timestamptz and ${seen}`;
  const rows = await database.rows<{ body: string }>({ name: `givings-${visibility.kind}`, text }, values);
  return rows.map(({ body }) => resourceOf(body) as MedicationAdministration);
}
