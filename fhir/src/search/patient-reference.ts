/**
 * Which single patient a search names, if it does: access is decided for that patient before anything is read, and the
 * search stays within one record.
 */
import { owningParameter } from './owning-parameter.ts';
import type { Criterion, SearchQuery, TypedSearch } from './query.ts';

/** FHIR id of the patient that every match must belong to or be; undefined when the search names none, or several. */
export function patientReference(query: Pick<SearchQuery, 'type' | 'criteria'>): string | undefined {
  for (const criterion of query.criteria) {
    const id = patientOf(query.type, criterion);
    if (id !== undefined) return id;
  }
  return undefined;
}

function patientOf(type: string, criterion: Criterion): string | undefined {
  if (criterion.kind === 'id')
    return type === 'Patient' && criterion.values.length === 1 ? criterion.values[0] : undefined;
  if (criterion.kind !== 'reference' || criterion.values.length !== 1) return undefined;
  const [value] = criterion.values;
  const owning = owningParameter(type);
  if (owning === undefined || value?.id === undefined || value.type !== 'Patient') return undefined;
  return criterion.parameter.sources.some((source) => owning.sources.includes(source)) ? value.id : undefined;
}

/** The same search of other patients too, in whose compartment it is as well: each criterion that names the patient as whose the matches are names them beside. */
export function ofPatients(query: SearchQuery, id: string, others: readonly string[]): SearchQuery {
  if (others.length === 0) return query;
  const values = [id, ...others].map((each) => ({ type: 'Patient', id: each }));
  const widened = (type: string, criterion: Criterion): Criterion => {
    if (criterion.kind === 'or')
      return { ...criterion, criteria: criterion.criteria.map((each) => widened(type, each)) };
    return criterion.kind === 'reference' && patientOf(type, criterion) === id ? { ...criterion, values } : criterion;
  };
  const wide = <T extends TypedSearch>(search: T): T => ({
    ...search,
    criteria: search.criteria.map((each) => widened(search.type, each)),
  });
  return { ...wide(query), ...(query.across && { across: query.across.map(wide) }) };
}
