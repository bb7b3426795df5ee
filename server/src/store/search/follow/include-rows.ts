/** Statements that read what comes along with matches, each with the caller's visibility. */
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { r4Parameters, type SearchParameters } from '@vardkedjan/fhir/search/search-parameters.ts';
import type { Queryable } from '../../queryable.ts';
import type { Stored } from '../../record.ts';
import { storedColumns } from '../statement/compile.ts';
import { type StoredRow, storedOf } from '../statement/stored-row.ts';
import type { StatementText } from '../statement/statement-text.ts';

/** More than this is refused: the answer could not be used, and the asker should page or narrow. */
export const mostAlong = 5000;

export function nameOf({ type, id }: { type: string; id: string }): string {
  return `${type}/${id}`;
}

/** Every reference parameter of the type, those that were added to the store among them. */
export function referencesOf(type: string, parameters: SearchParameters = r4Parameters): SearchParameter[] {
  return [...parameters.of(type)].filter((parameter) => parameter.type === 'reference');
}

/** What is posted under one of the hashes, of one of the types. */
export async function postedResources(
  hashes: readonly string[],
  types: readonly number[],
  text: StatementText,
  database: Queryable,
  name: string,
): Promise<Stored[]> {
  const sql =
    `select ${storedColumns('r')} from (select distinct p.patient_key, p.key from unnest(${text.numbers(hashes, 'bigint')}) as w (hash) ` +
    `join posting p on p.hash = w.hash where ${text.visiblePosting('p')} limit ${mostAlong + 1}) found ` +
    `join resource r on r.patient_key = found.patient_key and r.key = found.key where r.type = any(${text.numbers(types, 'smallint')}) order by r.date_low desc, r.key desc`;
  return (await database.rows<StoredRow>({ name: `include posted ${name}`, text: sql }, text.values)).map(storedOf);
}
