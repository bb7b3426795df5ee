/**
 * Destroys what stands in a resource: it is deleted, and its versions are emptied in the same transaction. The rows remain, since the log
 * and other versions tell of them; PostgreSQL itself gives up the text when it has been vacuumed.
 */
import type { Queryable, Statement } from '../queryable.ts';

const emptied: Statement = {
  name: 'erase-versions',
  text: `update resource_history set body = '', deleted = true where patient_key = $1::bigint and key = $2::bigint and body <> '' returning version`,
};

/** Empties the superseded versions, and answers how many had something in them. */
export async function emptyVersions(
  database: Queryable,
  { patientKey, key }: { patientKey: number; key: number },
): Promise<number> {
  return (await database.rows<{ version: number }>(emptied, [patientKey, key])).length;
}
