/**
 * URIs (https://hl7.org/fhir/R4/search.html#uri) and logical references: by their hashes, and what hashes cannot tell by the stored
 * text.
 */
import type { ReferenceIdentifierCriterion, UriCriterion } from '@vardkedjan/fhir/search/query.ts';
import { inBody, systemOnlySql } from './body-condition.ts';
import { identifierSystemPaths, plainPaths } from '../statement/json-path.ts';
import { lookupsOf } from '../statement/lookups.ts';
import type { RowSource } from '../statement/row-source.ts';
import { either, escapeLike, type StatementText } from '../statement/statement-text.ts';
import { postedSql } from './token-condition.ts';

export function uriSql(criterion: UriCriterion, row: RowSource, text: StatementText): string {
  const lookups = lookupsOf(criterion);
  if (lookups !== undefined) return postedSql(lookups, row, text);
  const { parameter, modifier, values } = criterion;
  const paths = parameter.sources.flatMap(plainPaths);
  return inBody(paths, row, text, (value) => {
    const written = `(${value} #>> '{}')`;
    const same = values.map((uri) => `${written} = ${text.bind(uri, 'text')}`);
    if (modifier === 'unequal') return `not ${either(same)}`;
    const below = values.map(
      (uri) => `${written} like ${text.bind(`${escapeLike(uri.replace(/\/$/, ''))}/%`, 'text')}`,
    );
    return either([...same, ...below]);
  });
}

export function identifierSql(criterion: ReferenceIdentifierCriterion, row: RowSource, text: StatementText): string {
  const lookups = lookupsOf(criterion);
  if (lookups !== undefined) return postedSql(lookups, row, text);
  const { parameter, values } = criterion;
  const conditions = values.map((value) => {
    if (value.code === undefined)
      return systemOnlySql(parameter.sources.flatMap(identifierSystemPaths), value.system ?? '', row, text);
    return postedSql(lookupsOf({ ...criterion, values: [value] }) ?? [], row, text);
  });
  return either(conditions);
}
