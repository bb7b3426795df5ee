/**
 * The records that a resident might read online, as the record has them now: the resident's own, and those of the children whose guardian they
 * are. One small named statement, asked at every request of a resident and remembered by nobody.
 */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Statement } from '../queryable.ts';
import { textArray } from '../search/statement/binary-array.ts';

export interface OnlineFacts {
  patientKey: number;
  /** FHIR id of the Patient. */
  id: string;
  record: 'own' | 'childs';
  protectedPerson: boolean;
  /** Keys of the units whose heads have decided that the resident reads what they keep; 0: one has shut the guardian out. */
  decided: number[];
  /** The Patient resource. */
  body: string;
  /** ISO 8601: what the database's clock says. */
  at: string;
}

const patient = typeCode('Patient');

const online: Statement = {
  name: 'online-facts',
  text: `
    select r.patient_key as "patientKey", r.id, case when r.patient_key = $1::bigint then 'own' else 'childs' end as record,
      r.protected as "protectedPerson", r.body, now() as at,
      array_to_string(array(select d.care_unit from online_decision d where d.patient_key = r.patient_key
        and case when r.patient_key = $1::bigint then d.guardian = '' else d.guardian = any($2::text[]) end
        and d.valid_from <= now() and d.valid_until > now()), ',') as decided
    from resource r
    where r.type = ${patient} and not r.deleted and (r.patient_key = $1::bigint or r.patient_key in (
      select g.patient_key from guardianship g where g.number = any($2::text[]) and g.valid_from <= now() and g.valid_until > now()))
    order by r.patient_key`,
};

/** @param personalNumbers the resident's own, by which the register knows guardians */
export async function onlineFacts(
  db: Queryable,
  patientKey: number,
  personalNumbers: readonly string[],
): Promise<OnlineFacts[]> {
  const rows = await db.rows<Omit<OnlineFacts, 'decided'> & { decided: string }>(online, [
    patientKey,
    textArray(personalNumbers),
  ]);
  return rows.map((row) => ({ ...row, decided: row.decided.split(',').filter(Boolean).map(Number) }));
}
