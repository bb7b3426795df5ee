/**
 * Words in one patient's record, or in one person's records together, newest first: Swedish stemming, `"phrases"`, `-not`, `or` as people write them.
 */
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { numbers } from '../array-literal.ts';
import { askedWords } from '../asked-words.ts';
import { cursorOf, positionOf } from '../cursor.ts';
import type { Queryable, Value } from '../queryable.ts';
import { storedColumns, storedFrom, type StoredRow } from './stored-columns.ts';
import type { SearchPage } from '../record.ts';
import { visibilitySql } from '../visibility-sql.ts';

export interface TextSearchRequest {
  text: string;
  count: number;
  cursor?: string | undefined;
}

/** Every stem as the beginning of a word: the stemmer leaves `hostan` as it is, but it begins as `hosta` does. */
const words = `regexp_replace(websearch_to_tsquery('swedish', $2)::text, '''((?:[^'']|'''''')*)''', '''\\1'':*', 'g')::tsquery`;

export async function searchText(
  database: Queryable,
  who: { caller: Caller; visibility: Visibility },
  [patientKey, ...others]: readonly [number, ...number[]],
  { text, count, cursor }: TextSearchRequest,
): Promise<SearchPage> {
  const named = JSON.stringify(['text-search', patientKey, text]);
  const isAlone = others.length === 0;
  const values: Value[] = [isAlone ? patientKey : numbers([patientKey, ...others]), askedWords(text), count + 1];
  const bind = (value: Value): string => `$${values.push(value)}`;
  const seen = visibilitySql(who.visibility, 'r', bind, isAlone ? '$1::bigint' : undefined);
  let after = '';
  if (cursor !== undefined) {
    const [date, key] = positionOf(who.caller, named, cursor);
    after = `and (t.date, t.key) < (${bind(date ?? '')}::timestamptz, ${bind(key ?? 0)}::bigint)`;
  }
  const rows = await database.rows<StoredRow & { date: string }>(
    {
      name: `text-search${isAlone ? '' : '-together'}-${who.visibility.kind}${after === '' ? '' : '-after'}`,
      // The date as text: in a cursor it must come back to the microsecond, and may be -infinity.
      text: `select ${storedColumns('r')}, t.date::text as date
        from full_text t join resource r on r.patient_key = t.patient_key and r.key = t.key
        where t.patient_key ${isAlone ? '= $1::bigint' : '= any($1::bigint[])'} and t.words @@ ${words} and not r.deleted and ${seen} ${after}
        order by t.date desc, t.key desc limit $3::integer`,
    },
    values,
  );
  const page = rows.slice(0, count);
  const last = page.at(-1);
  const matches = page.map(({ date: _date, ...row }) => storedFrom(row));
  const next = rows.length > count && last ? cursorOf(who.caller, named, [last.date, last.key]) : undefined;
  return { matches, included: [], ...(next !== undefined && { next }) };
}
