/**
 * A criterion on the resource's own values as a condition on a row source (https://hl7.org/fhir/R4/search.html#ptypes).
 * Index rows are met by what the row has in common with them, so a probe is one descent of an index; the same conditions can
 * be turned round by the planner and lead.
 */
import type { SimpleCriterion } from '@vardkedjan/fhir/search/query.ts';
import { startsSql } from './body-condition.ts';
import { displayPaths } from '../statement/json-path.ts';
import { amountSql, dateCriterionSql, paramsOf } from './range-condition.ts';
import { referenceSql } from './reference-condition.ts';
import type { RowSource } from '../statement/row-source.ts';
import type { StatementText } from '../statement/statement-text.ts';
import { stringSql } from './string-condition.ts';
import { tokenSql } from './token-condition.ts';
import { uriSql, identifierSql } from './uri-condition.ts';

export function simpleSql(criterion: SimpleCriterion, row: RowSource, text: StatementText): string {
  switch (criterion.kind) {
    case 'token':
      return tokenSql(criterion, row, text);
    case 'reference':
      return referenceSql(criterion, row, text);
    case 'identifier':
      return identifierSql(criterion, row, text);
    case 'display':
      return startsSql(criterion.parameter.sources.flatMap(displayPaths), criterion.values, row, text);
    case 'uri':
      return uriSql(criterion, row, text);
    case 'string':
      return stringSql(criterion, row, text);
    case 'date':
      return dateCriterionSql(criterion, row, text);
    case 'number':
    case 'quantity':
      return amountSql(criterion, paramsOf(criterion.kind, criterion.parameter.sources, text), row, text);
  }
}
