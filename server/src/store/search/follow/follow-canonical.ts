/**
 * Chaining and reverse chaining along canonicals (https://hl7.org/fhir/R4/references.html#canonical): `url` leads to every version of
 * the resource with that URL, `url|version` to that version only. Postings find what refers to the URL; the stored text tells
 * which version it meant.
 */
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import { parameterOf } from '@vardkedjan/fhir/search/parameters.ts';
import type { Criterion } from '@vardkedjan/fhir/search/query.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { bigintOf } from '../index/hash.ts';
import { postingSeed } from '../index/index-names.ts';
import { plainPaths } from '../statement/json-path.ts';
import type { RowSource, RowsOf } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

export function canonicalSources(parameter: SearchParameter): string[] {
  return parameter.sources.filter((path) =>
    typesAt(path).some(({ type }) => type === 'canonical' || type === 'uri' || type === 'url'),
  );
}

/** Whether resources of the type have a URL to be found by. */
export function isCanonical(type: string): boolean {
  return parameterOf(type, 'url')?.type === 'uri';
}

/** In a record each row is asked whether it refers to a target; across records what refers to one is found. */
export function canonicalChainSql(
  { parameter, targets }: Extract<Criterion, { kind: 'chain' }>,
  row: RowSource,
  text: StatementText,
  rowsOf: RowsOf,
): string {
  const able = targets.filter(({ type }) => isCanonical(type));
  if (text.patientBound) {
    return either(
      able.map(({ type, criterion }) => {
        const target = rowsOf(type, [criterion], text);
        target.require(namesSql(parameter, row, target, text));
        return `exists (select 1 ${target.body})`;
      }),
    );
  }
  const sets = able.map(({ type, criterion }) => {
    const target = rowsOf(type, [criterion], text);
    const source = rowsOf(row.type, [], text);
    return `select ${source.patient}, ${source.key} ${edgeSql(parameter, source, target, text)}`;
  });
  return sets.length === 0 ? 'false' : `(${row.patient}, ${row.key}) in (${sets.join(' union all ')})`;
}

export function canonicalHasSql(
  { type, parameter, criterion }: Extract<Criterion, { kind: 'has' }>,
  row: RowSource,
  text: StatementText,
  rowsOf: RowsOf,
): string {
  if (!isCanonical(row.type)) return 'false';
  const source = rowsOf(type, [criterion], text);
  const edge = text.alias('e');
  source.require(`${edge}.hash in (${hashes(parameter, row, text).join(', ')})`);
  source.require(joinSql(edge, source));
  source.require(namesSql(parameter, source, row, text));
  return `exists (select 1 from posting ${edge} cross join ${source.rows} where ${source.where})`;
}

/** `from … where …` of sources and the targets that they name. */
function edgeSql(parameter: SearchParameter, source: RowSource, target: RowSource, text: StatementText): string {
  const edge = text.alias('e');
  target.require(`${edge}.hash in (${hashes(parameter, target, text).join(', ')})`);
  source.require(joinSql(edge, source));
  source.require(namesSql(parameter, source, target, text));
  return `from ${target.rows} cross join posting ${edge} cross join ${source.rows} where ${target.where} and ${source.where}`;
}

function joinSql(edge: string, { date, key, patient }: RowSource): string {
  return `${edge}.date = ${date} and ${edge}.key = ${key} and ${edge}.patient_key = ${patient}`;
}

const urlOf = (row: RowSource): string => `(${row.bodyJson} ->> 'url')`;

/** Of the URL alone, under which a canonical with a version stands too. */
function hashes(parameter: SearchParameter, target: RowSource, text: StatementText): string[] {
  return canonicalSources(parameter).map(
    (path) =>
      `hashtextextended(${urlOf(target)}, ${text.bind(bigintOf(postingSeed.value('reference', path)), 'bigint')})`,
  );
}

/** The source's text names the target, by its URL or by that and its version. */
function namesSql(parameter: SearchParameter, source: RowSource, target: RowSource, text: StatementText): string {
  const value = text.alias('v');
  const url = urlOf(target);
  const version = `(${target.bodyJson} ->> 'version')`;
  return either(
    canonicalSources(parameter)
      .flatMap(plainPaths)
      .map(
        (path) =>
          `exists (select 1 from jsonb_path_query(${source.bodyJson}, ${text.bind(path, 'jsonpath')}) ${value} ` +
          `where ${value} #>> '{}' in (${url}, ${url} || '|' || ${version}))`,
      ),
  );
}
