/**
 * Tokens, references and URIs by their hashes, and what hashes cannot tell of tokens by the stored text
 * (https://hl7.org/fhir/R4/search.html#token).
 */
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { impliedSystems, isInAnyCase } from '@vardkedjan/fhir/search/code-systems.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { TokenCriterion } from '@vardkedjan/fhir/search/query.ts';
import { byteaArray } from '../statement/binary-array.ts';
import { inBody, startsSql, systemOnlySql } from './body-condition.ts';
import { plainPaths, systemPaths, tokenPaths, wordPaths } from '../statement/json-path.ts';
import { allPosted, type Lookup, lookupsOf } from '../statement/lookups.ts';
import { matchSql, type RowSource, systemSql, wantedSql } from '../statement/row-source.ts';
import { either, type StatementText } from '../statement/statement-text.ts';

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

/** Names the forms that the test of so many values has: statements with it are named by it too. */
export function tokensForm(count: number): 'one' | 'few' | 'many' {
  if (count === 1) return 'one';
  return count > fewValues ? 'many' : 'few';
}

/** The resource's tokens hold one of the values. Whole: a hash at another place than a multiple of 8 is none. */
export function tokensSql(lookups: readonly Lookup[], tokens: string, text: StatementText): string {
  const [only] = lookups;
  if (only !== undefined && lookups.length === 1)
    return `position(${text.bind(only.token, 'bytea')} in ${tokens}) % 8 = 1`;
  const wanted = text.alias('w');
  const list = text.bind(byteaArray(lookups.map(({ token }) => token)), 'bytea[]');
  if (tokensForm(lookups.length) === 'many') {
    const at = text.alias('a');
    // `is true` keeps the planner from a join, which would go through all the values once for each resource.
    return `exists (select 1 from generate_series(1, length(${tokens}), 8) ${at} where (substring(${tokens} from ${at} for 8) in (select ${wanted} from unnest(${list}) ${wanted})) is true)`;
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
  if (modifier === 'unequal') return unequalSql(criterion, row, text);
  if (modifier === 'media-type') return mediaTypeSql(criterion, row, text);
  if (modifier === 'text') {
    return startsSql(
      parameter.sources.flatMap(wordPaths),
      values.map(({ code }) => code ?? ''),
      row,
      text,
    );
  }
  // `system|` of codings, beside values that name a code: each by itself.
  const { modifier: _, ...plain } = criterion;
  const conditions = values.map((value) =>
    value.code === undefined
      ? anyOfSystemSql(parameter, value.system ?? '', row, text)
      : tokenSql({ ...plain, values: [value] }, row, text),
  );
  return modifier === 'not' ? `not ${either(conditions)}` : either(conditions);
}

/** `system|`. A `code` element is of the systems that its binding implies, and there as soon as it says anything. */
function anyOfSystemSql({ sources }: SearchParameter, system: string, row: RowSource, text: StatementText): string {
  const implied = sources.filter((source) => impliedSystems(source)?.has(system));
  return either([
    systemOnlySql(sources.flatMap(systemPaths), system, row, text),
    inBody(implied.flatMap(plainPaths), row, text, () => 'true'),
  ]);
}

/** The type itself, with or without parameters (`text/xml; charset=UTF-8`), in any case (RFC 2045, section 5.1). */
function mediaTypeSql({ parameter, values }: TokenCriterion, row: RowSource, text: StatementText): string {
  return inBody(parameter.sources.flatMap(plainPaths), row, text, (value) => {
    const base = `btrim(split_part(lower(${value} #>> '{}'), ';', 1))`;
    return `${base} = any(${text.texts(values.map(({ code = '' }) => code.toLowerCase()))})`;
  });
}

/** `ne` of `_filter`: some token of the resource is another than each of the values. */
function unequalSql({ parameter, values }: TokenCriterion, row: RowSource, text: StatementText): string {
  const conditions = parameter.sources.flatMap((source) => {
    const implied = impliedSystems(source);
    return tokenPaths(source).map(({ path, code }) =>
      inBody([path], row, text, (value) => {
        const written = code === undefined ? `${value} #>> '{}'` : `${value} ->> '${code}'`;
        const inAnyCase = isInAnyCase(source);
        const same = values.map((each) => {
          const parts: string[] = [];
          if (each.code !== undefined)
            parts.push(
              inAnyCase
                ? `lower(${written}) = ${text.bind(each.code.toLowerCase(), 'text')}`
                : `${written} = ${text.bind(each.code, 'text')}`,
            );
          if (each.system !== undefined && implied === undefined)
            parts.push(`coalesce(${value} ->> 'system', '') = ${text.bind(each.system, 'text')}`);
          if (each.system && implied !== undefined) parts.push(String(implied.has(each.system)));
          return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`;
        });
        return `${written} is not null and not ${either(same)}`;
      }),
    );
  });
  return either(conditions);
}
