/**
 * Each kind of criterion as a condition on a row source (https://hl7.org/fhir/R4/search.html).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { sourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import { compositeSql } from './composite-condition.ts';
import { dateSql } from './compare.ts';
import { chainSql, hasSql } from './follow.ts';
import { postingSeed } from './index-names.ts';
import { lookup } from './lookups.ts';
import { idSql } from './reference-condition.ts';
import type { RowSource, RowsOf } from './row-source.ts';
import { simpleSql } from './simple-condition.ts';
import { either, type StatementText } from './statement-text.ts';
import { tokensSql } from './token-condition.ts';

/** @param rowsOf makes the row sources of the next step of a chain */
export function conditionSql(criterion: Criterion, row: RowSource, text: StatementText, rowsOf: RowsOf): string {
  switch (criterion.kind) {
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
      const ends = { low: `${row.resource}.updated`, high: `${row.resource}.updated` };
      return either(criterion.values.map((value) => dateSql(value, ends, text)));
    }
    case 'words':
      return wordsSql(criterion, row, text);
    case 'concept':
      throw new Error('a search was compiled before its concepts were resolved');
    default:
      return simpleSql(criterion, row, text);
  }
}

function missingSql(parameter: SearchParameter, missing: boolean, row: RowSource, text: StatementText): string {
  if (parameter.type === 'composite')
    throw new Failure('not-supported', `Search parameter ${parameter.code}: :missing of a composite is not supported`);
  const sources = sourcesOf(parameter);
  const bits = sources.reduce((sum, { bit }) => (bit === undefined ? sum : sum + 2 ** bit), 0);
  const marks = sources.filter(({ bit }) => bit === undefined);
  const present: string[] = [];
  if (bits > 0 || marks.length === 0) present.push(`(${row.resource}.present & ${text.bind(bits, 'bigint')}) <> 0`);
  const lookups = marks.map(({ kind, path }) => lookup('', postingSeed.present(kind, path), false));
  if (lookups.length > 0) present.push(tokensSql(lookups, `${row.resource}.tokens`, text));
  return missing ? `not ${either(present)}` : either(present);
}

function wordsSql(
  { where, values }: Extract<Criterion, { kind: 'words' }>,
  row: RowSource,
  text: StatementText,
): string {
  if (!text.patientBound) throw new Failure('too-costly', 'Words are searched in one record at a time; give patient=');
  const alias = text.alias('f');
  const words = where === 'narrative' ? `ts_filter(${alias}.words, '{a}')` : `${alias}.words`;
  const asked = values.map((value) => `${words} @@ websearch_to_tsquery('swedish', ${text.bind(value, 'text')})`);
  return `exists (select 1 from full_text ${alias} where ${either(asked)} and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`;
}
