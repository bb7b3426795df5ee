/**
 * What has to be found out before a search is compiled: value sets and concepts become their codes. The rest of the criteria
 * stay as they are, chains and reverse chains included.
 */
import type { Criterion, SearchQuery } from '@vardkedjan/fhir/search/query.ts';
import type { Queryable } from '../queryable.ts';
import { codesOf } from './concept-codes.ts';

/** The same query when there is nothing to find out, which costs nothing. */
export async function resolved(query: SearchQuery, database: Queryable): Promise<SearchQuery> {
  if (!query.criteria.some(isOpen)) return query;
  return { ...query, criteria: await Promise.all(query.criteria.map((criterion) => close(criterion, database))) };
}

function isOpen(criterion: Criterion): boolean {
  switch (criterion.kind) {
    case 'concept':
      return true;
    case 'chain':
      return criterion.targets.some((target) => isOpen(target.criterion));
    case 'has':
      return isOpen(criterion.criterion);
    default:
      return false;
  }
}

async function close(criterion: Criterion, database: Queryable): Promise<Criterion> {
  switch (criterion.kind) {
    case 'concept': {
      const { parameter, modifier } = criterion;
      const values = await codesOf(criterion, database);
      return { kind: 'token', parameter, ...(modifier === 'not-in' && { modifier: 'not' }), values };
    }
    case 'chain': {
      const targets = criterion.targets.map(async ({ type, criterion: each }) => ({
        type,
        criterion: await close(each, database),
      }));
      return { ...criterion, targets: await Promise.all(targets) };
    }
    case 'has':
      return { ...criterion, criterion: await close(criterion.criterion, database) };
    default:
      return criterion;
  }
}
