/**
 * The visible resources of a type that meet criteria, as a row source: for the search itself and for every step of a chain.
 * One criterion that postings answer may lead: the one most likely to be rare.
 */
import { owningParameter, subjectIsOwner } from '@vardkedjan/fhir/search/owning-parameter.ts';
import type { Criterion, DateCriterion, SortKey } from '@vardkedjan/fhir/search/query.ts';
import { conditionSql } from '../condition/conditions.ts';
import { dateInOrder, leadByDate } from './lead-by-date.ts';
import { allPosted, type Lookup, lookupsOf, referenceLookups } from './lookups.ts';
import { RowSource, type RowsOf } from './row-source.ts';
import type { StatementText } from './statement-text.ts';

export interface RowsOptions {
  /** Each resource once, although several of the leading values may be its. */
  once?: boolean;
  /** The order that is asked for: it may lead, and so may the order of update where none is. Not said: the order is no matter. */
  sort?: readonly SortKey[];
}

export function rowsOf(
  type: string,
  criteria: readonly Criterion[],
  text: StatementText,
  { once = false, sort }: RowsOptions = {},
): RowSource {
  // Within one record its resources themselves are in order, newest first.
  const leader = isPatientBound(type, criteria) ? undefined : leaderOf(criteria);
  const inOrder = leader === undefined && !text.patientBound ? dateInOrder(type, criteria, sort ?? []) : undefined;
  const byUpdate = leader === undefined && !text.patientBound && sort !== undefined && isByUpdate(criteria, sort);
  const row = sourceOf(type, { leader, inOrder, byUpdate, once }, text);
  for (const criterion of criteria) {
    if (criterion !== leader?.criterion && criterion !== inOrder)
      row.require(conditionSql(criterion, row, text, rowsWithin));
  }
  return row;
}

/** The criteria as conditions of a source, none of them leading. */
export function conditionsOn(row: RowSource, criteria: readonly Criterion[], text: StatementText): void {
  for (const criterion of criteria) row.require(conditionSql(criterion, row, text, rowsWithin));
}

/** The source of a further step. */
const rowsWithin: RowsOf = (type, criteria, text) => text.nested(() => rowsOf(type, criteria, text));

/** Nothing else is asked about, or ordered by, than when resources were updated. */
function isByUpdate(criteria: readonly Criterion[], sort: readonly SortKey[]): boolean {
  return criteria.every(({ kind }) => kind === 'last-updated') && sort.every(({ by }) => by === 'last-updated');
}

interface Leading {
  leader: Leader | undefined;
  inOrder: DateCriterion | undefined;
  byUpdate: boolean;
  once: boolean;
}

function sourceOf(type: string, { leader, inOrder, byUpdate, once }: Leading, text: StatementText): RowSource {
  if (leader !== undefined) return lead(type, leader.lookups, text, once);
  if (byUpdate) return RowSource.updated(type, text);
  return inOrder === undefined ? RowSource.resources(type, text) : leadByDate(type, inOrder, text);
}

function lead(type: string, lookups: Lookup[], text: StatementText, once: boolean): RowSource {
  const [only] = lookups;
  return only !== undefined && lookups.length === 1
    ? RowSource.posting(type, only, text)
    : RowSource.postings(type, lookups, text, once);
}

interface Leader {
  criterion: Criterion;
  lookups: Lookup[];
}

function leaderOf(criteria: readonly Criterion[]): Leader | undefined {
  let best: (Leader & { rank: number }) | undefined;
  for (const criterion of criteria) {
    const lookups = leadingLookups(criterion);
    if (lookups === undefined || lookups.length === 0 || !allPosted(lookups)) continue;
    const rank = rankOf(criterion) + (lookups.length > 1 ? 0.5 : 0);
    if (best === undefined || rank < best.rank) best = { criterion, lookups, rank };
  }
  return best;
}

function leadingLookups(criterion: Criterion): Lookup[] | undefined {
  if (criterion.kind === 'token' && (criterion.modifier === 'not' || criterion.modifier === 'unequal'))
    return undefined;
  if (criterion.kind !== 'reference') return lookupsOf(criterion);
  const owning = owningParameter(criterion.parameter.owner);
  // The owner is known by patient key and has no posting.
  if (owning?.sources.some((path) => criterion.parameter.sources.includes(path))) return undefined;
  return referenceLookups(criterion);
}

/** Parameters whose values are few: what is rarer leads before them. */
const few = new Set([
  'status',
  'category',
  'class',
  'type',
  'clinical-status',
  'verification-status',
  '_tag',
  '_security',
]);

function rankOf(criterion: Criterion): number {
  if (criterion.kind === 'identifier') return 0;
  if (criterion.kind === 'reference') return 1;
  if ('parameter' in criterion) {
    if (criterion.parameter.code === 'identifier') return 0;
    if (few.has(criterion.parameter.code)) return 4;
  }
  return 2;
}

/** Whether every match is in the record of the patient that a criterion names, or is that patient. */
export function isPatientBound(type: string, criteria: readonly Criterion[]): boolean {
  return boundTo(type, criteria) !== undefined;
}

/** The id of that patient. */
export function boundTo(type: string, criteria: readonly Criterion[]): string | undefined {
  for (const criterion of criteria) {
    const id = criterion.kind === 'id' ? patientAsked(type, criterion.values) : ownerAsked(type, criterion);
    if (id !== undefined) return id;
  }
  return undefined;
}

function patientAsked(type: string, ids: readonly string[]): string | undefined {
  return type === 'Patient' && ids.length === 1 ? ids[0] : undefined;
}

function ownerAsked(type: string, criterion: Criterion): string | undefined {
  if (criterion.kind !== 'reference' || criterion.values.length !== 1 || !subjectIsOwner(type)) return undefined;
  const owning = owningParameter(type);
  const [value] = criterion.values;
  return value?.type === 'Patient' &&
    owning?.sources.some((path) => criterion.parameter.sources.includes(path)) === true
    ? value.id
    : undefined;
}
