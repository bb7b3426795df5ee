/**
 * What has to be found out before a search is compiled: value sets and concepts become their codes, hierarchies the resources
 * in them. The rest of the criteria stay as they are, chains and reverse chains included.
 */
import type { Criterion, SearchQuery, TypedSearch } from '@vardkedjan/fhir/search/query.ts';
import { codesOf } from './concept-codes.ts';
import { hierarchyMembers, type HierarchyContext } from './hierarchy-members.ts';

/** The same query when there is nothing to find out, which costs nothing. */
export async function resolved(query: SearchQuery, context: HierarchyContext): Promise<SearchQuery> {
  const { across } = query;
  if (across !== undefined) {
    if (!across.some(({ criteria }) => criteria.some(isOpen))) return query;
    const closed = across.map(async (search) => ({ ...search, criteria: await closeAll(search, context) }));
    return { ...query, across: await Promise.all(closed) };
  }
  return query.criteria.some(isOpen) ? { ...query, criteria: await closeAll(query, context) } : query;
}

function closeAll({ criteria }: TypedSearch, context: HierarchyContext): Promise<Criterion[]> {
  return Promise.all(criteria.map((criterion) => close(criterion, context)));
}

function isOpen(criterion: Criterion): boolean {
  switch (criterion.kind) {
    case 'concept':
    case 'hierarchy':
      return true;
    case 'chain':
      return criterion.targets.some((target) => isOpen(target.criterion));
    case 'has':
    case 'not':
      return isOpen(criterion.criterion);
    case 'and':
    case 'or':
      return criterion.criteria.some(isOpen);
    default:
      return false;
  }
}

async function close(criterion: Criterion, context: HierarchyContext): Promise<Criterion> {
  switch (criterion.kind) {
    case 'concept': {
      const { parameter, modifier } = criterion;
      const values = await codesOf(criterion, context.database);
      return { kind: 'token', parameter, ...(modifier === 'not-in' && { modifier: 'not' }), values };
    }
    case 'hierarchy': {
      const { parameter } = criterion;
      return { kind: 'reference', parameter, values: await hierarchyMembers(criterion, context) };
    }
    case 'chain': {
      const targets = criterion.targets.map(async ({ type, criterion: each }) => ({
        type,
        criterion: await close(each, context),
      }));
      return { ...criterion, targets: await Promise.all(targets) };
    }
    case 'has':
    case 'not':
      return { ...criterion, criterion: await close(criterion.criterion, context) };
    case 'and':
    case 'or':
      return { ...criterion, criteria: await Promise.all(criterion.criteria.map((each) => close(each, context))) };
    default:
      return criterion;
  }
}
