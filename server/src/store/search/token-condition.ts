/**
 * Tokens, references and URIs by their hashes, and what hashes cannot tell of tokens by the stored text
 * (https://hl7.org/fhir/R4/search.html#token).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { owningParameter } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { TokenCriterion } from '@vardkedjan/fhir/search/query.ts';
import { normalized } from '@vardkedjan/fhir/search/values.ts';
import { byteaArray } from './binary-array.ts';
import { systemPaths, wordPaths } from './json-path.ts';
import { allPosted, type Lookup, lookupsOf } from './lookups.ts';
import { matchSql, type RowSource, systemSql, wantedSql } from './row-source.ts';
import { either, escapeLike, type StatementText } from './statement-text.ts';

/**
 * One of the values is the row's. Across records by posting, when all of them are posted: then the planner may turn it
 * round and lead by it. Else by the resource's own tokens.
 */
export function postedSql(lookups: readonly Lookup[], row: RowSource, text: StatementText): string {
  const [only] = lookups;
  if (only === undefined) return 'false';
  if (text.patientBound || !allPosted(lookups)) return foundElsewhere(lookups, row, text);
  const alias = text.alias('t');
  const ofRow = `${alias}.date = ${row.date} and ${alias}.key = ${row.key} and ${alias}.patient_key = ${row.patient}`;
  if (lookups.length === 1) {
    return `exists (select 1 from posting ${alias} where ${alias}.hash = ${text.bind(only.hash, 'bigint')} and ${systemSql(alias, only.system, text)} and ${ofRow})`;
  }
  const wanted = text.alias('w');
  return `exists (select 1 from ${wantedSql(lookups, wanted, text)} join posting ${alias} on ${matchSql(alias, wanted)} where ${ofRow})`;
}

/** In the resource's tokens; references into records, in those records' tokens or where they are posted. */
function foundElsewhere(lookups: readonly Lookup[], row: RowSource, text: StatementText): string {
  if (text.patientBound || !lookups.every(({ posted }) => posted))
    return tokensSql(lookups, `${row.resource}.tokens`, text);
  const records = new Set(lookups.map(({ record }) => record).filter((record) => record !== 0));
  const [inRecord, alias, wanted] = [text.alias('o'), text.alias('t'), text.alias('w')];
  const set =
    `select ${inRecord}.patient_key, ${inRecord}.key from resource ${inRecord} where ${inRecord}.type = ${typeCode(row.type)} ` +
    `and ${inRecord}.patient_key = any(${text.numbers([...records], 'bigint')}) and not ${inRecord}.deleted and ${tokensSql(lookups, `${inRecord}.tokens`, text)} ` +
    `union all select ${alias}.patient_key, ${alias}.key from ${wantedSql(lookups, wanted, text)} join posting ${alias} on ${matchSql(alias, wanted)}`;
  return `(${row.patient}, ${row.key}) in (${set})`;
}

/** So many values are each looked for in the tokens; of more, each token is looked for among the values. */
const fewValues = 16;

/** The resource's tokens hold one of the values. Whole: a hash at another place than a multiple of 8 is none. */
export function tokensSql(lookups: readonly Lookup[], tokens: string, text: StatementText): string {
  const [only] = lookups;
  if (only !== undefined && lookups.length === 1)
    return `position(${text.bind(only.token, 'bytea')} in ${tokens}) % 8 = 1`;
  const wanted = text.alias('w');
  const list = text.bind(byteaArray(lookups.map(({ token }) => token)), 'bytea[]');
  if (lookups.length > fewValues) {
    const at = text.alias('a');
    return `exists (select 1 from generate_series(1, length(${tokens}), 8) ${at} where substring(${tokens} from ${at} for 8) in (select ${wanted} from unnest(${list}) ${wanted}))`;
  }
  return `exists (select 1 from unnest(${list}) as ${wanted} (token) where position(${wanted}.token in ${tokens}) % 8 = 1)`;
}

export function tokenSql(criterion: TokenCriterion, row: RowSource, text: StatementText): string {
  const { parameter, modifier, values } = criterion;
  const lookups = lookupsOf(criterion);
  if (lookups !== undefined) {
    const posted = postedSql(lookups, row, text);
    return modifier === 'not' ? `not ${posted}` : posted;
  }
  if (modifier === 'text') {
    const like = (word: string): string => text.bind(`${escapeLike(normalized(word))}%`, 'text');
    return inBody(parameter, wordPaths, row, text, (value) =>
      either(values.map(({ code = '' }) => `${folded(value)} like ${like(code)}`)),
    );
  }
  // `system|` of codings, beside values that name a code: each by itself.
  const conditions = values.map((value) => {
    if (value.code !== undefined)
      return tokenSql({ ...criterion, modifier: undefined as never, values: [value] }, row, text);
    const { system = '' } = value;
    return inBody(parameter, systemPaths, row, text, (found) => `${found} = ${text.bind(system, 'text')}`);
  });
  return modifier === 'not' ? `not ${either(conditions)}` : either(conditions);
}

/** Read in the stored text of each candidate: only within one record, or among what belongs to no patient. */
function inBody(
  parameter: SearchParameter,
  pathsOf: (source: string) => string[],
  row: RowSource,
  text: StatementText,
  test: (value: string) => string,
): string {
  const paths = parameter.sources.flatMap(pathsOf);
  if (paths.length === 0) return 'false';
  if (!text.patientBound && owningParameter(parameter.owner) !== undefined) {
    throw new Failure(
      'too-costly',
      `Search parameter ${parameter.code}: this form is answered for one patient at a time; give patient=`,
    );
  }
  const value = text.alias('v');
  return either(
    paths.map(
      (path) =>
        `exists (select 1 from jsonb_path_query(${row.resource}.body::jsonb, ${text.bind(path, 'jsonpath')}) as ${value} where ${test(`(${value} #>> '{}')`)})`,
    ),
  );
}

/** As `normalized` does it. */
function folded(value: string): string {
  return `lower(regexp_replace(normalize(${value}, NFD), '[\\u0300-\\u036f]', '', 'g'))`;
}
