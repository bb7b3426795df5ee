/** Whose data a quality register shall erase (PDL 2008:355, 7 kap. 2 §): what it is told of those who oppose it. */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { Queryable, Statement } from '../queryable.ts';

export interface ToErase {
  patientKey: number;
  /** FHIR ids of the Patient, and of the Consent. */
  patient: string;
  opposition: string;
  since: string;
}

/** Only who had been informed of the register can be in it: it is told of nobody else. */
const waiting: Statement = {
  name: 'data-to-erase',
  text: `select said.patient_key as "patientKey", person.id as patient, consent.id as opposition,
      consent.body::json ->> 'dateTime' as since
    from quality_register_choice said
    join resource consent on consent.patient_key = said.patient_key and consent.key = said.source
    join resource person on person.patient_key = said.patient_key and person.type = ${typeCode('Patient')}
    where said.register in (0, $1::bigint) and said.choice = 'opposes'
      and exists (select 1 from quality_register_choice told where told.patient_key = said.patient_key and told.register in (0, $1::bigint) and told.choice = 'informed')
      and not exists (select 1 from quality_register_choice done where done.patient_key = said.patient_key and done.source = said.source
        and done.register = $1::bigint and done.choice = 'erased')
    order by consent.updated, consent.key limit 1000`,
};

/** At most a thousand at a time, the longest waiting first. */
export function dataToErase(db: Queryable, register: number): Promise<ToErase[]> {
  return db.rows<ToErase>(waiting, [register]);
}
