/**
 * What lies above or below resources in their hierarchy, themselves included (https://hl7.org/fhir/R4/search.html#recursive): a
 * search a level, each with the caller's visibility, so that what may not be seen leads nowhere.
 */
import type { Visibility } from '@vardkedjan/care/access/visibility.ts';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import { hierarchyOf } from '@vardkedjan/fhir/search/hierarchy.ts';
import type { SearchParameter } from '@vardkedjan/fhir/search/parameters.ts';
import type { Criterion, HierarchyCriterion, ReferenceValue } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from '../../queryable.ts';
import { codePaths } from '../statement/json-path.ts';
import type { RowSource } from '../statement/row-source.ts';
import { rowsOf } from '../statement/rows-of.ts';
import { StatementText } from '../statement/statement-text.ts';

export interface HierarchyContext {
  database: Queryable;
  visibility: Visibility;
  /** Milliseconds since 1970. */
  now: number;
}

/** A hierarchy of more members is too large to be a list of references. */
const most = 10_000;

export async function hierarchyMembers(
  { modifier, values }: HierarchyCriterion,
  context: HierarchyContext,
): Promise<ReferenceValue[]> {
  const members: ReferenceValue[] = [];
  for (const type of new Set(values.map((value) => value.type))) {
    const hierarchy = type === undefined ? undefined : hierarchyOf(type);
    if (type === undefined || hierarchy === undefined) continue;
    const start = values.flatMap((value) => (value.type === type && value.id !== undefined ? [value.id] : []));
    const next = modifier === 'below' ? childrenOf : parentsOf;
    const ids = await closure(start, (level) => next(type, hierarchy, level, context));
    for (const id of ids) members.push({ type, id });
  }
  return members;
}

async function closure(start: string[], next: (level: string[]) => Promise<string[]>): Promise<Set<string>> {
  const found = new Set(start);
  let level = [...found];
  while (level.length > 0) {
    const fresh = (await next(level)).filter((id) => !found.has(id));
    for (const id of fresh) found.add(id);
    if (found.size > most)
      throw new Failure('too-costly', `The hierarchy has more than ${most} members; start further in`);
    level = [...new Set(fresh)];
  }
  return found;
}

async function childrenOf(
  type: string,
  parameter: SearchParameter,
  ids: string[],
  context: HierarchyContext,
): Promise<string[]> {
  const criterion: Criterion = { kind: 'reference', parameter, values: ids.map((id) => ({ type, id })) };
  return select(type, criterion, (row) => `${row.resource}.id`, context);
}

async function parentsOf(
  type: string,
  parameter: SearchParameter,
  ids: string[],
  context: HierarchyContext,
): Promise<string[]> {
  const paths = parameter.sources.flatMap(codePaths);
  const parents = await select(
    type,
    { kind: 'id', values: ids },
    (row, text) => {
      const texts = paths.map(
        (path) => `jsonb_path_query_first(${row.bodyJson}, ${text.bind(path, 'jsonpath')}) #>> '{}'`,
      );
      return `coalesce(${texts.join(', ')}, '')`;
    },
    context,
  );
  return parents.flatMap((reference) => {
    const [name, id] = reference.split('/');
    return name === type && id !== undefined ? [id] : [];
  });
}

async function select(
  type: string,
  criterion: Criterion,
  column: (row: RowSource, text: StatementText) => string,
  { database, visibility, now }: HierarchyContext,
): Promise<string[]> {
  const text = new StatementText(visibility, { patientBound: false, now });
  const row = rowsOf(type, [criterion], text, { once: true });
  const selected = column(row, text);
  const statement = { name: '', text: `select ${selected} as found ${row.body} limit ${most + 1}` };
  return (await database.rows<{ found: string }>(statement, text.values)).map(({ found }) => found);
}
