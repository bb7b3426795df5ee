/**
 * Each kind of criterion as a condition on a row source (https://hl7.org/fhir/R4/search.html).
 */
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import { compositeSql } from './composite-condition.ts';
import { dateSql } from './compare.ts';
import { chainSql, hasSql } from '../follow/follow.ts';
import { allSql, anySql } from './logic-condition.ts';
import { missingSql } from './missing-condition.ts';
import { nearSql, placedSql } from './near-condition.ts';
import { idSql } from './reference-condition.ts';
import type { RowSource, RowsOf } from '../statement/row-source.ts';
import { simpleSql } from './simple-condition.ts';
import { either, type StatementText } from '../statement/statement-text.ts';
import { wordsSql } from './words-condition.ts';

/** @param rowsOf makes the row sources of the next step of a chain */
export function conditionSql(criterion: Criterion, row: RowSource, text: StatementText, rowsOf: RowsOf): string {
  const inner = (each: Criterion): string => text.nested(() => conditionSql(each, row, text, rowsOf));
  switch (criterion.kind) {
    case 'and':
      return allSql(criterion.criteria.map(inner));
    case 'or':
      return anySql(criterion.criteria, row, text, { rowsOf, conditionOf: inner });
    case 'not':
      return `(${inner(criterion.criterion)}) is not true`;
    case 'composite':
      return compositeSql(criterion, row, text);
    case 'missing':
      return missingSql(criterion.parameter, criterion.missing, row, text);
    case 'chain':
      return chainSql(criterion, row, text, rowsOf);
    case 'has':
      return hasSql(criterion, row, text, rowsOf);
    case 'id':
      return idSql(criterion.values, row, text);
    case 'last-updated': {
      const ends = { low: row.updated, high: row.updated };
      return either(criterion.values.map((value) => dateSql(value, ends, text)));
    }
    case 'words':
      return wordsSql(criterion, row, text);
    case 'near':
      return nearSql(criterion.places, row, text);
    case 'placed':
      return placedSql(criterion.placed, row, text);
    case 'concept':
    case 'hierarchy':
      throw new Error('a search was compiled before it was resolved');
    default:
      return simpleSql(criterion, row, text);
  }
}
