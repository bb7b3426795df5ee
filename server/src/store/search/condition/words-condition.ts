/**
 * `_text` and `_content` (https://hl7.org/fhir/R4/search.html#content): words in Swedish inflections, in the narrative or anywhere,
 * within a record or across records. Phrases in quotes, `or` and `-not` as people write them.
 */
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import { askedWords } from '../../asked-words.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

export function wordsSql(
  { where, values }: Extract<Criterion, { kind: 'words' }>,
  row: RowSource,
  text: StatementText,
): string {
  const alias = text.alias('f');
  const asked = values.map((value) => {
    const words = `websearch_to_tsquery('swedish', ${text.bind(askedWords(value), 'text')})`;
    return `${alias}.words @@ ${where === 'narrative' ? inNarrative(words) : words}`;
  });
  return `exists (select 1 from full_text ${alias} where ${either(asked)} and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`;
}

/** Each word only where it has the weight of the narrative: what the index still answers, other than ts_filter of its column. */
function inNarrative(words: string): string {
  return `regexp_replace(${words}::text, '''((?:[^'']|'''''')*)''', '''\\1'':A', 'g')::tsquery`;
}
