/**
 * A search in the order of a date that it also asks about (`Patient?birthdate=ge1940&_sort=birthdate`) is led by the index of
 * that date: a page is read in its order, and nothing is sorted.
 */
import type { Criterion, DateCriterion, DateValue, SortKey } from '@vardkedjan/fhir/search/query.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { dateSql } from '../condition/compare.ts';
import { rowParam } from '../index/index-names.ts';
import { RowSource } from './row-source.ts';
import { isClinical, isSingle } from './sort.ts';
import { either, type StatementText } from './statement-text.ts';

/** The criterion that may lead; undefined: none, since the order is another, or a resource may have several such dates or none. */
export function dateInOrder(
  type: string,
  criteria: readonly Criterion[],
  [first]: readonly SortKey[],
): DateCriterion | undefined {
  if (first === undefined || !('parameter' in first)) return undefined;
  const { parameter } = first;
  if (parameter.type !== 'date' || !isSingle(parameter) || isClinical(parameter, type)) return undefined;
  const [source] = parameter.sources;
  return criteria.find((criterion) => criterion.kind === 'date' && criterion.parameter.sources.join() === source) as
    | DateCriterion
    | undefined;
}

export function leadByDate(type: string, { parameter, values }: DateCriterion, text: StatementText): RowSource {
  const [source = ''] = parameter.sources;
  const row = RowSource.dates(type, { source, param: rowParam.value('date', source) }, text);
  const [low, high] = [row.dateInOrder?.low ?? '', row.dateInOrder?.high ?? ''];
  const isPoint = typesAt(source).every((end) => points.has(end.type));
  row.require(
    either(
      values.map((value) => {
        const bound = isPoint ? boundSql(value, low, text) : undefined;
        return `(${dateSql(value, { low, high }, text)}${bound === undefined ? '' : ` and ${bound}`})`;
      }),
    ),
  );
  return row;
}

/** Of these a value covers a year at most. */
const points = new Set(['date', 'dateTime', 'instant']);
const longest = 367 * 86_400_000;

/** What follows for the low end, so that the index is entered where the matches begin. */
function boundSql({ prefix, low, high }: DateValue, column: string, text: StatementText): string | undefined {
  switch (prefix) {
    case 'ge':
    case 'gt':
      return `${column} >= ${text.instant(low - longest)}`;
    case 'le':
    case 'eb':
      return `${column} <= ${text.instant(high + 1)}`;
    default:
      return undefined;
  }
}
