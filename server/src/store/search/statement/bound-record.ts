/** Whose record a search is within, before its statement is put together: on spread tables it names the key itself. */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import type { SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from '../../queryable.ts';
import { placed } from '../../read/placed.ts';
import { boundTo } from './rows-of.ts';
import type { BoundRecord } from './statement-text.ts';

/** undefined: it is across records. */
export async function boundRecord(
  { across, type, criteria }: SearchQuery,
  database: Queryable,
): Promise<BoundRecord | undefined> {
  const id = across === undefined ? boundTo(type, criteria) : undefined;
  if (id === undefined) return undefined;
  const found = await placed(database, { type: patient, id }, async (key) =>
    key === undefined ? undefined : (await database.rows<{ key: number }>(patientIn, [key, id]))[0],
  );
  return { id, key: found?.key ?? -1 };
}

const patient = typeCode('Patient');

const patientIn = {
  name: 'patient-in-record',
  text: `select patient_key as key from resource where patient_key = $1::bigint and type = ${patient} and id = $2`,
};
