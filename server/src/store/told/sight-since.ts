/** Whether who may see what in a record has changed since a time: for one who did not listen meanwhile. */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Statement } from '../queryable.ts';

const changed: Statement = {
  name: 'sight-since',
  text: `select exists (select 1 from resource r where r.patient_key = $1::bigint and (r.type = ${typeCode('Consent')} or r.type = ${typeCode('Patient')} and r.version > 1)
    and r.updated > $2::timestamptz) as changed`,
};

export async function sightChangedSince(db: Queryable, patientKey: number, since: Date): Promise<boolean> {
  return (await db.rows<{ changed: boolean }>(changed, [patientKey, since.toISOString()]))[0]?.changed ?? true;
}
