/**
 * Alternatives, of `_filter` and of compartments. Within one record they are asked of each row; across records, where an index
 * finds the matches of each, they are the union of what is found, each part with the caller's visibility.
 */
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import type { RowSource, RowsOf } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

export function allSql(conditions: string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
}

export function anySql(
  criteria: readonly Criterion[],
  row: RowSource,
  text: StatementText,
  { rowsOf, conditionOf }: { rowsOf: RowsOf; conditionOf: (criterion: Criterion) => string },
): string {
  if (criteria.length === 0 || text.patientBound || row.byPosting || !criteria.every(isFound))
    return either(criteria.map(conditionOf));
  const sets = criteria.map((criterion) => {
    const found = rowsOf(row.type, criterion.kind === 'and' ? criterion.criteria : [criterion], text);
    return `select ${found.patient}, ${found.key} ${found.body}`;
  });
  return `(${row.patient}, ${row.key}) in (${sets.join(' union all ')})`;
}

/** Whether an index finds the matches without reading all resources of the type. */
function isFound(criterion: Criterion): boolean {
  switch (criterion.kind) {
    case 'id':
    case 'reference':
    case 'identifier':
    case 'string':
    case 'near':
    case 'words':
      return true;
    case 'token':
      return criterion.modifier === undefined || criterion.modifier === 'of-type';
    case 'uri':
      return criterion.modifier === undefined;
    case 'and':
      return criterion.criteria.some(isFound);
    case 'or':
      return criterion.criteria.every(isFound);
    default:
      return false;
  }
}
