/**
 * What no index row tells, read in the stored text of each candidate: words beside codes and references, systems alone, parts of
 * URIs that nobody looks for often. Within a record that is some dozens of texts; across records another criterion should find
 * the candidates, and the statement's time is limited.
 */
import { normalized, punctuation, separators } from '@vardkedjan/fhir/search/values.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, escapeLike, type StatementText } from '../statement/statement-text.ts';

/**
 * Some value at one of the paths (jsonpath) passes the test, which is given the value's SQL (jsonb). The test binds what it needs
 * itself: without paths nothing may be bound, since PostgreSQL wants a use of every value.
 */
export function inBody(
  paths: readonly string[],
  row: RowSource,
  text: StatementText,
  test: (value: string) => string,
): string {
  const value = text.alias('v');
  return either(
    paths.map(
      (path) =>
        `exists (select 1 from jsonb_path_query(${row.bodyJson}, ${text.bind(path, 'jsonpath')}) as ${value} where ${test(value)})`,
    ),
  );
}

/** A text at one of the paths starts with one of these, without regard to case and accents. */
export function startsSql(
  paths: readonly string[],
  starts: readonly string[],
  row: RowSource,
  text: StatementText,
): string {
  const like = (start: string): string => text.bind(`${escapeLike(normalized(start))}%`, 'text');
  return inBody(paths, row, text, (value) =>
    either(starts.map((start) => `${folded(`(${value} #>> '{}')`)} like ${like(start)}`)),
  );
}

/** Some code or identifier of the system, whichever. */
export function systemOnlySql(paths: readonly string[], system: string, row: RowSource, text: StatementText): string {
  return inBody(paths, row, text, (value) => `(${value} #>> '{}') = ${text.bind(system, 'text')}`);
}

/** As `normalized` does it. */
function folded(value: string): string {
  const without = (text: string, pattern: string, instead: string): string =>
    `regexp_replace(${text}, '${pattern.replaceAll("'", "''")}', '${instead}', 'g')`;
  const plain = `lower(${without(`normalize(${value}, NFD)`, '[\\u0300-\\u036f]', '')})`;
  return `btrim(${without(without(without(plain, separators, ' '), punctuation, ''), '\\s+', ' ')})`;
}
