/**
 * A set of codes of one loaded code system as a condition on rows of `concept` (fhir/src/terminology/members.ts says what each kind
 * means; select-nodes.ts there is the same in memory).
 */
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { filterRegex } from '@vardkedjan/fhir/terminology/filter-regex.ts';
import {
  type Attribute,
  type Concrete,
  type InGroup,
  memberOf,
  type Members,
  type Times,
} from '@vardkedjan/fhir/terminology/members.ts';
import { textArray } from '../search/statement/binary-array.ts';
import type { MembersQuery, SystemAbout } from './system-content.ts';
import { termedSql } from './termed-sql.ts';

/** Where single concepts stand, found out before the condition is written: a range of numbers is quicker than a subquery. */
export type Places = ReadonlyMap<string, { rank: number; below: readonly (readonly [low: number, high: number])[] }>;

export interface MembersContext {
  /** The system's key. */
  key: number;
  about: SystemAbout;
  places: Places;
  query: MembersQuery;
}

type Filter = Extract<Members, { is: 'filter' }>;

/** Single concepts that a set starts from. */
export function startsOf(members: Members): string[] {
  switch (members.is) {
    case 'filter':
      return ['is-a', 'descendent-of', 'is-not-a', 'generalizes'].includes(members.op) ? [members.value] : [];
    case 'reach':
      return members.of.is === 'codes' && members.of.codes.length === 1 ? [...members.of.codes] : startsOf(members.of);
    case 'step':
      return startsOf(members.of);
    case 'attribute':
      return [...startsOf(members.name), ...(members.value.is === 'concrete' ? [] : startsOf(members.value))];
    case 'grouped':
      return startsOf(members.of);
    case 'targets':
      return [...startsOf(members.name), ...startsOf(members.of)];
    case 'and':
    case 'or':
      return members.of.flatMap(startsOf);
    case 'except':
      return [...startsOf(members.from), ...startsOf(members.without)];
    default:
      return [];
  }
}

/** @param row alias of `concept` */
export function membersSql(members: Members, row: string, context: MembersContext): string {
  if ('times' in members && isAny(members.times)) return 'true';
  switch (members.is) {
    case 'all':
      return 'true';
    case 'codes':
      return `${row}.code = any(${texts(members.codes, context)})`;
    case 'filter':
      return filterSql(members, row, context);
    case 'reach':
      return reachSql(members, row, context);
    case 'step':
      return stepSql(members, row, context);
    case 'attribute': {
      const property = context.query.alias('q');
      const from = `select ${property}.rank from concept_property ${property} where ${attributeSql(members, property, context)}`;
      return timesSql(`${row}.rank`, from, { by: `${property}.rank`, count: '*' }, members.times);
    }
    case 'grouped':
      return groupedSql(members, row, context);
    case 'targets': {
      const property = context.query.alias('q');
      const of = ranksSql(members.of, context);
      const from = `select ${property}.value from concept_property ${property} where ${property}.system = ${context.key} and ${namedSql(members.name, property, context)} and ${property}.rank in (${of})`;
      return timesSql(`${row}.code`, from, { by: `${property}.value`, count: '*' }, members.times);
    }
    case 'termed':
      return termedSql(members.tests, row, context);
    case 'and':
      return joined(members.of, ' and ', 'true', row, context);
    case 'or':
      return joined(members.of, ' or ', 'false', row, context);
    case 'except':
      return `(${membersSql(members.from, row, context)} and not ${membersSql(members.without, row, context)})`;
  }
}

function joined(parts: readonly Members[], by: string, none: string, row: string, context: MembersContext): string {
  return parts.length === 0 ? none : `(${parts.map((part) => membersSql(part, row, context)).join(by)})`;
}

function texts(values: readonly string[], { query }: MembersContext): string {
  // No code has a NUL in it, and PostgreSQL could not hold one.
  return query.bind(textArray(values.filter((value) => !value.includes('\u0000'))), 'text[]');
}

/** A select of the ranks of a set. */
function ranksSql(members: Members, context: MembersContext): string {
  const alias = context.query.alias('c');
  return `select ${alias}.rank from concept ${alias} where ${alias}.system = ${context.key} and ${membersSql(members, alias, context)}`;
}

/** More ranges than this are looked through as one value. */
const mostRanges = 8;

function belowSql(code: string, row: string, { places }: MembersContext, self = true): string {
  const place = places.get(code);
  if (place === undefined) return 'false';
  const { rank, below } = place;
  const within =
    below.length > mostRanges
      ? `${row}.rank <@ '{${below.map(([low, high]) => `[${low},${high})`).join(',')}}'::int4multirange`
      : `(${below.map(([low, high]) => `${row}.rank between ${low} and ${high - 1}`).join(' or ')})`;
  return self ? within : `(${within} and ${row}.rank <> ${rank})`;
}

/** Itself and everything above the ranks that a select gives. */
function upwards(start: string, { key, query }: MembersContext): string {
  const [up, parent] = [query.alias('up'), query.alias('p')];
  return `with recursive ${up} (rank) as (${start} union select ${parent}.parent from ${up} join concept_parent ${parent} on ${parent}.system = ${key} and ${parent}.rank = ${up}.rank) select rank from ${up}`;
}

function reachSql(members: Extract<Members, { is: 'reach' }>, row: string, context: MembersContext): string {
  const { direction, self, of } = members;
  const { key, query } = context;
  const [only] = of.is === 'codes' && of.codes.length === 1 ? of.codes : [];
  if (direction === 'down') {
    if (only !== undefined) return belowSql(only, row, context, self);
    const alias = query.alias('c');
    const without = self ? '' : ` - int4multirange(int4range(${alias}.rank, ${alias}.rank, '[]'))`;
    return `${row}.rank <@ (select coalesce(range_agg(${alias}.below${without}), '{}') from concept ${alias} where ${alias}.system = ${key} and ${membersSql(of, alias, context)})`;
  }
  if (self) return `${row}.rank in (${upwards(ranksSql(of, context), context)})`;
  const parent = query.alias('p');
  const above = `select ${parent}.parent from concept_parent ${parent} where ${parent}.system = ${key} and ${parent}.rank in (${ranksSql(of, context)})`;
  return `${row}.rank in (${upwards(above, context)})`;
}

function stepSql({ direction, of }: Extract<Members, { is: 'step' }>, row: string, context: MembersContext): string {
  const parent = context.query.alias('p');
  const [to, from] = direction === 'down' ? ['rank', 'parent'] : ['parent', 'rank'];
  return `${row}.rank in (select ${parent}.${to} from concept_parent ${parent} where ${parent}.system = ${context.key} and ${parent}.${from} in (${ranksSql(of, context)}))`;
}

function namedSql(name: Members, property: string, context: MembersContext): string {
  if (name.is === 'codes') return `${property}.property = any(${texts(name.codes, context)})`;
  if (name.is === 'all') return `${property}.property ~ '^[0-9]+$'`;
  return `${property}.property in (${codesSql(name, context)})`;
}

/** A select of the codes of a set. */
function codesSql(members: Members, context: MembersContext): string {
  const alias = context.query.alias('c');
  return `select ${alias}.code from concept ${alias} where ${alias}.system = ${context.key} and ${membersSql(members, alias, context)}`;
}

/** However many, none too. */
function isAny(times: Times | undefined): boolean {
  return times?.least === 0 && times.most === undefined;
}

/** `what` is among the rows of `from`, so many times. */
function timesSql(
  what: string,
  from: string,
  { by, count }: { by: string; count: string },
  { least, most }: Times = { least: 1 },
): string {
  const more = (than: number): string =>
    than === 0 ? from : `${from} group by ${by} having count(${count}) > ${than}`;
  const enough = least === 0 ? undefined : `${what} in (${more(least - 1)})`;
  const tooMany = most === undefined ? undefined : `${what} not in (${more(most)})`;
  return `(${[enough, tooMany].filter((part) => part !== undefined).join(' and ')})`;
}

function attributeSql({ name, not, value }: Attribute, property: string, context: MembersContext): string {
  const its =
    value.is === 'concrete'
      ? concreteSql(value, property, context)
      : value.is === 'all' && !not
        ? 'true'
        : `${property}.value ${not ? 'not in' : 'in'} (${codesSql(value, context)})`;
  return `${property}.system = ${context.key} and ${namedSql(name, property, context)} and ${its}`;
}

function concreteSql({ type, op, value }: Concrete, property: string, { query }: MembersContext): string {
  const comparison = op === '!=' ? '<>' : op;
  if (type !== 'decimal')
    return `${property}.type = '${type}' and ${property}.value ${comparison} ${query.bind(value, 'text')}`;
  // The type is looked at before the text is taken for a number.
  return `case when ${property}.type = 'decimal' then ${property}.value::numeric ${comparison} ${query.bind(value, 'text')}::numeric else false end`;
}

function groupedSql({ of, times }: Extract<Members, { is: 'grouped' }>, row: string, context: MembersContext): string {
  const group = context.query.alias('q');
  // The first attribute finds the groups by index, where there is one that must be there.
  const [first, ...others] = of.is === 'and' ? of.of : [of];
  const leads = first !== undefined && first.is === 'attribute' && first.times === undefined;
  const tests = leads
    ? [attributeSql(first, group, context), ...others.map((other) => inGroupSql(other, group, context))]
    : [`${group}.system = ${context.key}`, inGroupSql(of, group, context)];
  const from = `select ${group}.rank from concept_property ${group} where ${group}.grouped > 0 and ${tests.join(' and ')}`;
  return timesSql(`${row}.rank`, from, { by: `${group}.rank`, count: `distinct ${group}.grouped` }, times);
}

/** @param group alias of any attribute of the group */
function inGroupSql(test: InGroup, group: string, context: MembersContext): string {
  if (test.is !== 'attribute')
    return `(${test.of.map((part) => inGroupSql(part, group, context)).join(test.is === 'or' ? ' or ' : ' and ')})`;
  if (isAny(test.times)) return 'true';
  const other = context.query.alias('q');
  const from = `from concept_property ${other} where ${other}.rank = ${group}.rank and ${other}.grouped = ${group}.grouped and ${attributeSql(test, other, context)}`;
  if (test.times === undefined) return `exists (select 1 ${from})`;
  const { least, most } = test.times;
  return `(select count(*) ${from}) ${most === undefined ? `>= ${least}` : `between ${least} and ${most}`}`;
}

function filterSql(filter: Filter, row: string, context: MembersContext): string {
  const { op, value } = filter;
  switch (op) {
    case 'is-a':
      return belowSql(value, row, context);
    case 'descendent-of':
      return belowSql(value, row, context, false);
    case 'is-not-a':
      return `not ${belowSql(value, row, context)}`;
    case 'generalizes': {
      const place = context.places.get(value);
      return place === undefined ? 'false' : `${row}.rank in (${upwards(`select ${place.rank}`, context)})`;
    }
    case '=':
      return valueSql(filter, row, context, (its) => `${its} = ${context.query.bind(value, 'text')}`);
    case 'in':
    case 'not-in': {
      const list = texts(
        value.split(',').map((code) => code.trim()),
        context,
      );
      const among = valueSql(filter, row, context, (its) => `${its} = any(${list})`);
      return op === 'in' ? among : `not ${among}`;
    }
    case 'regex': {
      filterRegex(value);
      return valueSql(filter, row, context, (its) => `${its} ~ ${context.query.bind(`^(?:${value})$`, 'text')}`);
    }
    case 'exists': {
      if (value !== 'true' && value !== 'false') throw new Failure('invalid', 'A filter by exists takes true or false');
      const there = valueSql(filter, row, context, () => 'true');
      return value === 'true' ? there : `not ${there}`;
    }
  }
}

/** Some value of the property passes the test. Fails with `not-supported` on a property that the system does not have. */
function valueSql({ property }: Filter, row: string, context: MembersContext, test: (its: string) => string): string {
  const { key, about, query } = context;
  switch (property) {
    case 'concept':
    case 'code':
      return `(${test(`${row}.code`)})`;
    case 'display':
    case 'definition':
      return `(${row}.${property} is not null and ${test(`${row}.${property}`)})`;
    case 'inactive':
      return `(${test(`(not ${row}.active)::text`)})`;
    case 'notSelectable':
      return `(${test(`${row}.abstract::text`)})`;
    case 'parent':
    case 'child': {
      const [parent, other] = [query.alias('p'), query.alias('c')];
      const [its, their] = property === 'parent' ? ['rank', 'parent'] : ['parent', 'rank'];
      return `${row}.rank in (select ${parent}.${its} from concept ${other} join concept_parent ${parent} on ${parent}.system = ${key} and ${parent}.${their} = ${other}.rank where ${other}.system = ${key} and ${test(`${other}.code`)})`;
    }
    default: {
      if (!about.properties.some(({ code }) => code === property) && property !== memberOf)
        throw new Failure('not-supported', `The code system ${about.url} has no property ${property} to filter by`);
      const alias = query.alias('q');
      return `${row}.rank in (select ${alias}.rank from concept_property ${alias} where ${alias}.system = ${key} and ${alias}.property = ${query.bind(property, 'text')} and ${test(`${alias}.value`)})`;
    }
  }
}
