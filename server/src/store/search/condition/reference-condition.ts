/**
 * References, where the owner is known by patient key, and ids (https://hl7.org/fhir/R4/search.html#reference).
 */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { ReferenceCriterion } from '@vardkedjan/fhir/search/query.ts';
import { referenceLookups } from '../statement/lookups.ts';
import { notOwnedOtherwise, patientKeySql, shardsSql } from '../follow/patient-key.ts';
import { matchSql, type RowSource, wantedSql } from '../statement/row-source.ts';
import type { StatementText } from '../statement/statement-text.ts';
import { postedSql, tokensSql } from './token-condition.ts';

export function referenceSql(criterion: ReferenceCriterion, row: RowSource, text: StatementText): string {
  const { parameter, values } = criterion;
  const owning = owningParameter(row.type);
  const patients =
    owning !== undefined && parameter.sources.some((path) => owning.sources.includes(path))
      ? values.filter(
          ({ type, id }) =>
            id !== undefined && (type === undefined ? parameter.targets.includes('Patient') : type === 'Patient'),
        )
      : [];
  if (patients.length === 0) return postedSql(referenceLookups(criterion), row, text);
  const key = patientKeySql(
    patients.map(({ id }) => id ?? ''),
    text,
  );
  const otherwise = notOwnedOtherwise(row, text);
  if (subjectIsOwner(row.type) && values.every(({ type }) => type === 'Patient')) {
    if (text.patientBound && text.outermost) text.patientKey = key;
    return `${row.patient} ${key} and ${otherwise}`;
  }
  // The subject may stand in another's record, or lead to something else than a patient: both ways, each by its index.
  const lookups = referenceLookups(criterion);
  const [owned, posted, wanted] = [text.alias('o'), text.alias('t'), text.alias('w')];
  const set =
    `select ${owned}.patient_key, ${owned}.key from resource ${owned} where ${owned}.type = ${typeCode(row.type)} and ${owned}.patient_key ${key} and not ${owned}.deleted ` +
    `union all select ${posted}.patient_key, ${posted}.key from ${wantedSql(lookups, wanted, text)} join posting ${posted} on ${matchSql(posted, wanted)}`;
  return `(${row.patient}, ${row.key}) in (${set}) and ((${row.patient} ${key} and ${otherwise}) or ${tokensSql(lookups, `${row.resource}.tokens`, text)})`;
}

export function idSql(ids: string[], row: RowSource, text: StatementText): string {
  const [wanted, found] = [text.alias('w'), text.alias('i')];
  const { record } = text;
  if (record !== undefined && row.type === 'Patient' && ids.length === 1 && ids[0] === record.id)
    return `${row.patient} = ${record.key} and ${row.resource}.type = ${typeCode('Patient')}`;
  return (
    `(${row.patient}, ${row.key}) in (select ${found}.patient_key, ${found}.key from ${shardsSql(row.type, ids, wanted, text)} ` +
    `join resource ${found} on ${found}.patient_key = ${wanted}.shard and ${found}.type = ${typeCode(row.type)} and ${found}.id = ${wanted}.id)`
  );
}
