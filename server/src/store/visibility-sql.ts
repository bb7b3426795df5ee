/**
 * The compiled visibility of a caller as a condition on one row (invariant 5: it stands in every statement that reads rows
 * of the record). The row must have the columns patient_key, type, care_provider, patient_visible and protected.
 * PDL (2008:355) 4 kap. 1–2 §§: the own care provider's record, of patients whose care the unit or the person takes part in.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';

const patient = typeCode('Patient');

/**
 * @param row alias of the table
 * @param bind adds a value to the statement and answers its placeholder, `$3`; the same calls in the same order for every
 * visibility of a kind, so that a statement's text depends on the kind only
 * @param patientKey where all rows are one patient's: its key, so that the relation is asked for once and not for each row
 */
export function visibilitySql(
  visibility: Visibility,
  row: string,
  bind: (value: number | string) => string,
  patientKey = `${row}.patient_key`,
): string {
  switch (visibility.kind) {
    case 'everything':
      return 'true';
    case 'no-patient':
      return `${row}.patient_key = 0`;
    case 'own': {
      const keys = bind(`{${visibility.patientKeys.join(',')}}`);
      return `(${row}.patient_key = 0 or (${row}.patient_key = any(${keys}::bigint[]) and ${row}.patient_visible))`;
    }
    case 'related':
      return (
        `(${row}.patient_key = 0 or (${row}.type = ${patient} and not ${row}.protected) or (` +
        `(${row}.care_provider = ${bind(visibility.careProvider)}::bigint or ${row}.type = ${patient}) and ` +
        `${relationSql(visibility, patientKey, bind)}))`
      );
  }
}

/** Whether the unit, or the person on behalf of it, has a care relation to the patient now. */
export function relationSql(
  who: { careUnit: number; practitioner: number },
  patientKey: string,
  bind: (value: number | string) => string,
): string {
  return (
    `exists (select 1 from care_relation relation where relation.patient_key = ${patientKey} ` +
    `and relation.care_unit = ${bind(who.careUnit)}::bigint and relation.practitioner in (0, ${bind(who.practitioner)}::bigint) ` +
    `and relation.valid_from <= now() and relation.valid_until > now())`
  );
}
