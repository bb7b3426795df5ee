/**
 * Each kind of criterion as a condition on a row source (https://hl7.org/fhir/R4/search.html). Index rows of a resource are
 * met by patient key, date and key, so a probe is one descent of an index; the same conditions can be turned round by the
 * planner and lead.
 */
import { clinicalParameter } from '@vardkedjan/fhir/search/clinical-date.ts';
import { sourcesOf } from '@vardkedjan/fhir/search/index-sources.ts';
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type {
  Criterion,
  DateCriterion,
  DateValue,
  NumberCriterion,
  QuantityCriterion,
  ReferenceCriterion,
  StringCriterion,
  TokenCriterion,
} from '@vardkedjan/fhir/search/query.ts';
import { normalized, stringParts } from '@vardkedjan/fhir/search/values.ts';
import { typesAt } from '@vardkedjan/fhir/search/walk.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { byteaArray } from './binary-array.ts';
import { compositeSql } from './composite-condition.ts';
import { dateSql, numberSql, quantitySql } from './compare.ts';
import { chainSql, hasSql } from './follow.ts';
import { rowParam } from './index-names.ts';
import { systemPaths, wordPaths } from './json-path.ts';
import { allPosted, type Lookup, lookupsOf, referenceLookups } from './lookups.ts';
import { notOwnedOtherwise, patientKeySql, shardsSql } from './patient-key.ts';
import { matchSql, type RowSource, systemSql, wantedSql } from './row-source.ts';
import type { StatementText } from './statement-text.ts';

export function conditionSql(criterion: Criterion, row: RowSource, text: StatementText): string {
  switch (criterion.kind) {
    case 'token':
      return tokenSql(criterion, row, text);
    case 'reference':
      return referenceSql(criterion, row, text);
    case 'identifier':
    case 'uri': {
      const lookups = lookupsOf(criterion);
      if (lookups === undefined) throw new Failure('not-supported', `Search parameter ${criterion.parameter.code}: system| without a value is not supported here`);
      return postedSql(lookups, row, text);
    }
    case 'string':
      return stringSql(criterion, row, text);
    case 'date':
      return dateCriterionSql(criterion, row, text);
    case 'number':
    case 'quantity':
      return amountSql(criterion, criterion.parameter.sources.map((path) => rowParam.value(criterion.kind, path)), row, text);
    case 'composite':
      return compositeSql(criterion, row, text);
    case 'missing':
      return missingSql(criterion.parameter, criterion.missing, row, text);
    case 'chain':
      return chainSql(criterion, row, text);
    case 'has':
      return hasSql(criterion, row, text);
    case 'id':
      return idSql(criterion.values, row, text);
    case 'last-updated': {
      const ends = { low: `${row.resource}.updated`, high: `${row.resource}.updated` };
      return either(criterion.values.map((value) => dateSql(value, ends, text)));
    }
    case 'words':
      return wordsSql(criterion, row, text);
  }
}

export function either(conditions: string[]): string {
  if (conditions.length === 0) return 'false';
  return conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(' or ')})`;
}

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
  const records = new Set(lookups.map(({ record }) => record));
  if (text.patientBound || records.has(0) || !lookups.every(({ posted }) => posted)) return tokensSql(lookups, `${row.resource}.tokens`, text);
  const [inRecord, alias, wanted] = [text.alias('o'), text.alias('t'), text.alias('w')];
  const set =
    `select ${inRecord}.patient_key, ${inRecord}.key from resource ${inRecord} where ${inRecord}.type = ${typeCode(row.type)} ` +
    `and ${inRecord}.patient_key = any(${text.numbers([...records], 'bigint')}) and not ${inRecord}.deleted and ${tokensSql(lookups, `${inRecord}.tokens`, text)} ` +
    `union all select ${alias}.patient_key, ${alias}.key from ${wantedSql(lookups, wanted, text)} join posting ${alias} on ${matchSql(alias, wanted)}`;
  return `(${row.patient}, ${row.key}) in (${set})`;
}

/** The resource's tokens hold one of the values. Whole: a hash at another place than a multiple of 8 is none. */
export function tokensSql(lookups: readonly Lookup[], tokens: string, text: StatementText): string {
  const [only] = lookups;
  if (only !== undefined && lookups.length === 1) return `position(${text.bind(only.token, 'bytea')} in ${tokens}) % 8 = 1`;
  const wanted = text.alias('w');
  const list = text.bind(byteaArray(lookups.map(({ token }) => token)), 'bytea[]');
  return `exists (select 1 from unnest(${list}) as ${wanted} (token) where position(${wanted}.token in ${tokens}) % 8 = 1)`;
}

function tokenSql(criterion: TokenCriterion, row: RowSource, text: StatementText): string {
  const { parameter, modifier, values } = criterion;
  const lookups = lookupsOf(criterion);
  if (lookups !== undefined) {
    const posted = postedSql(lookups, row, text);
    return modifier === 'not' ? `not ${posted}` : posted;
  }
  if (modifier === 'text') {
    const words = values.map(({ code }) => text.bind(`${escapeLike(normalized(code ?? ''))}%`, 'text'));
    return inBody(parameter, wordPaths, row, text, (value) => either(words.map((word) => `${folded(value)} like ${word}`)));
  }
  // `system|` of codings, beside values that name a code: each by itself.
  const conditions = values.map((value) => {
    if (value.code !== undefined) return tokenSql({ ...criterion, modifier: undefined as never, values: [value] }, row, text);
    const system = text.bind(value.system ?? '', 'text');
    return inBody(parameter, systemPaths, row, text, (found) => `${found} = ${system}`);
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
    throw new Failure('too-costly', `Search parameter ${parameter.code}: this form is answered for one patient at a time; give patient=`);
  }
  const value = text.alias('v');
  return either(
    paths.map((path) => `exists (select 1 from jsonb_path_query(${row.resource}.body::jsonb, ${text.bind(path, 'jsonpath')}) as ${value} where ${test(`(${value} #>> '{}')`)})`),
  );
}

/** As `normalized` does it. */
function folded(value: string): string {
  return `lower(regexp_replace(normalize(${value}, NFD), '[\\u0300-\\u036f]', '', 'g'))`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function referenceSql(criterion: ReferenceCriterion, row: RowSource, text: StatementText): string {
  const { parameter, values } = criterion;
  const owning = owningParameter(row.type);
  const patients =
    owning !== undefined && parameter.sources.some((path) => owning.sources.includes(path))
      ? values.filter(({ type, id }) => id !== undefined && (type === undefined ? parameter.targets.includes('Patient') : type === 'Patient'))
      : [];
  if (patients.length === 0) return postedSql(referenceLookups(criterion), row, text);
  const key = patientKeySql(patients.map(({ id }) => id ?? ''), text);
  const otherwise = notOwnedOtherwise(row, text);
  if (subjectIsOwner(row.type) && values.every(({ type }) => type === 'Patient')) {
    if (text.patientBound) text.patientKey = key;
    return `${row.patient} ${key} and ${otherwise}`;
  }
  // The subject may stand in another's record, or lead to something else than a patient: both ways, each by its index.
  const lookups = referenceLookups(criterion);
  const [owned, posted, wanted] = [text.alias('o'), text.alias('t'), text.alias('w')];
  const set =
    `select ${owned}.patient_key, ${owned}.key from resource ${owned} where ${owned}.type = ${typeCode(row.type)} and ${owned}.patient_key ${key} and not ${owned}.deleted ` +
    `union all select ${posted}.patient_key, ${posted}.key from ${wantedSql(lookups, wanted, text)} join posting ${posted} on ${matchSql(posted, wanted)}`;
  return `(${row.patient}, ${row.key}) in (${set}) and ((${row.patient} ${key} and ${otherwise}) or ${tokensSql(lookups, `${row.resource}.tokens`, text)})`;
}

function stringSql({ parameter, modifier, values }: StringCriterion, row: RowSource, text: StatementText): string {
  return stringRowsSql(stringParams(parameter), { modifier, values }, row, text);
}

function stringParams(parameter: SearchParameter): number[] {
  return parameter.sources.flatMap((path) =>
    typesAt(path).flatMap(({ type }) => (stringParts[type] ?? ['']).map((part) => rowParam.part(path, part))),
  );
}

export function stringRowsSql(
  params: number[],
  { modifier, values }: { modifier?: StringCriterion['modifier']; values: string[] },
  row: RowSource,
  text: StatementText,
): string {
  const alias = text.alias('s');
  const conditions = values.map((value) => {
    const plain = normalized(value);
    if (modifier === 'contains') return `${alias}.value like ${text.bind(`%${escapeLike(plain)}%`, 'text')}`;
    const start = [...plain].slice(0, 64).join('');
    const from = text.bind(start, 'text');
    if (modifier === 'exact') {
      return `left(${alias}.value, 64) = ${from} and coalesce(${alias}.exact, ${alias}.value) = ${text.bind(value, 'text')}`;
    }
    const to = text.bind(`${start}\u{10FFFF}`, 'text');
    return `left(${alias}.value, 64) >= ${from} and left(${alias}.value, 64) < ${to} and starts_with(${alias}.value, ${text.bind(plain, 'text')})`;
  });
  return (
    `exists (select 1 from string_value ${alias} where ${alias}.param = any(${text.numbers(params, 'integer')}) and ${either(conditions)} ` +
    `and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}

function dateCriterionSql({ parameter, values }: DateCriterion, row: RowSource, text: StatementText): string {
  const clinical = clinicalParameter(row.type)?.sources ?? [];
  const inColumn = parameter.sources.filter((path) => clinical.includes(path));
  const inRows = parameter.sources.filter((path) => !clinical.includes(path));
  const conditions: string[] = [];
  if (inColumn.length > 0) conditions.push(clinicalDateSql(values, row, text));
  if (inRows.length > 0) conditions.push(dateRowsSql(inRows.map((path) => rowParam.value('date', path)), values, row, text));
  return either(conditions);
}

/** What lacks the date has -infinity in both ends, which `high` tells from a period without a beginning. */
function clinicalDateSql(values: DateValue[], row: RowSource, text: StatementText): string {
  const ends = { low: row.date, high: `${row.resource}.date_high` };
  return `(${ends.high} > '-infinity' and ${either(values.map((value) => dateSql(value, ends, text)))})`;
}

export function dateRowsSql(params: number[], values: DateValue[], row: RowSource, text: StatementText): string {
  const alias = text.alias('d');
  const ends = { low: `${alias}.low`, high: `${alias}.high` };
  return (
    `exists (select 1 from date_value ${alias} where ${alias}.param = any(${text.numbers(params, 'integer')}) and ` +
    `${either(values.map((value) => dateSql(value, ends, text)))} and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}

export function amountSql(
  criterion: Pick<NumberCriterion, 'kind' | 'values'> | Pick<QuantityCriterion, 'kind' | 'values'>,
  params: number[],
  row: RowSource,
  text: StatementText,
): string {
  const alias = text.alias('q');
  const ends = { low: `${alias}.low`, high: `${alias}.high` };
  const conditions =
    criterion.kind === 'number'
      ? criterion.values.map((value) => numberSql(value, ends, text))
      : criterion.values.map((value) => `(${quantitySql(value, alias, text)})`);
  return (
    `exists (select 1 from quantity_value ${alias} where ${alias}.param = any(${text.numbers(params, 'integer')}) and ${either(conditions)} ` +
    `and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`
  );
}

function missingSql(parameter: SearchParameter, missing: boolean, row: RowSource, text: StatementText): string {
  if (parameter.type === 'composite') throw new Failure('not-supported', `Search parameter ${parameter.code}: :missing of a composite is not supported`);
  const bits = sourcesOf(parameter).reduce((sum, { bit }) => sum + 2 ** bit, 0);
  return `(${row.resource}.present & ${text.bind(bits, 'bigint')}) ${missing ? '=' : '<>'} 0`;
}

function idSql(ids: string[], row: RowSource, text: StatementText): string {
  const [wanted, found] = [text.alias('w'), text.alias('i')];
  return (
    `(${row.patient}, ${row.key}) in (select ${found}.patient_key, ${found}.key from ${shardsSql(row.type, ids, wanted, text)} ` +
    `join resource ${found} on ${found}.patient_key = ${wanted}.shard and ${found}.type = ${typeCode(row.type)} and ${found}.id = ${wanted}.id)`
  );
}

function wordsSql({ where, values }: Extract<Criterion, { kind: 'words' }>, row: RowSource, text: StatementText): string {
  if (!text.patientBound) throw new Failure('too-costly', 'Words are searched in one record at a time; give patient=');
  const alias = text.alias('f');
  const words = where === 'narrative' ? `ts_filter(${alias}.words, '{a}')` : `${alias}.words`;
  const asked = values.map((value) => `${words} @@ websearch_to_tsquery('swedish', ${text.bind(value, 'text')})`);
  return `exists (select 1 from full_text ${alias} where ${either(asked)} and ${alias}.patient_key = ${row.patient} and ${alias}.key = ${row.key})`;
}
