/**
 * PostgreSQL array literals for numbers, put together by join: node-postgres escapes each element of an array, which costs
 * more than the insert. Texts travel as one text with a separator that neither JSON nor FHIR ids can hold, and are split by
 * string_to_array.
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';

/** In SQL: `string_to_array($1, E'\x1f')`. */
export const separator = '\u001f';

export function numbers(values: readonly (number | bigint | boolean | string)[]): string {
  return `{${values.join(',')}}`;
}

export function texts(values: readonly string[]): string {
  const joined = values.join(separator);
  if (values.length > 1 || joined.includes(separator)) {
    let found = 0;
    for (let at = joined.indexOf(separator); at !== -1; at = joined.indexOf(separator, at + 1)) {
      found++;
    }
    if (found !== values.length - 1) {
      throw new Failure('invalid', 'Text holds a control character (U+001F), which FHIR strings may not.');
    }
  }
  return joined;
}
