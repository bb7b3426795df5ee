/**
 * Where a resource is, by its id: a server-made id says it, the others stand in the directory, which is everywhere. A client-made id
 * may look like one of ours (an export that came back).
 */
import { numbers } from '../array-literal.ts';
import { patientKeyOf } from '../ids.ts';
import type { Queryable } from '../queryable.ts';
import { textArray } from '../search/statement/binary-array.ts';

export interface Named {
  type: number;
  id: string;
}

/**
 * A statement about one resource, by the key that its id says; when that finds nothing, by the directory's.
 * @param find `undefined`: the statement looks in the directory itself, which is one trip; on spread tables it is given the key
 */
export async function placed<Found>(
  database: Queryable,
  named: Named,
  find: (patientKey: number | undefined) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const said = patientKeyOf(named.id);
  const found = said === undefined ? undefined : await find(said);
  if (found !== undefined || database.spread !== true) return found ?? find(undefined);
  const [listed] = await listedKeys(database, [named]);
  return listed === undefined ? undefined : find(listed);
}

/** By the directory; undefined: it is not in there. */
export async function listedKeys(database: Queryable, wanted: readonly Named[]): Promise<(number | undefined)[]> {
  const rows = await database.rows<{ nth: number; patient_key: number }>(
    {
      name: 'in-directory',
      text: `select w.nth, d.patient_key from unnest($1::smallint[], $2::text[]) with ordinality as w (type, id, nth)
        join resource_directory d on d.type = w.type and d.id = w.id`,
    },
    [numbers(wanted.map(({ type }) => type)), textArray(wanted.map(({ id }) => id))],
  );
  const keys: (number | undefined)[] = wanted.map(() => undefined);
  for (const { nth, patient_key } of rows) keys[nth - 1] = patient_key;
  return keys;
}
