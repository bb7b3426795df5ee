/**
 * The units that notes were written at, by name. A note says which unit by reference alone; the names are asked for together, once for a list.
 */
import type { Organization, Resource } from '@medplum/fhirtypes';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { searchResources } from '../fhir-client.ts';
import { careUnitOf } from './care-unit-of.ts';

/** The name of a note's unit; empty while it is not known. */
export type UnitNameOf = (note: Resource) => string;

export function useUnitNames(notes: readonly Resource[]): UnitNameOf {
  const ids = [...new Set(notes.flatMap((note) => careUnitOf(note)?.reference?.split('/')[1] ?? []))].sort();
  const names = useQuery({
    queryKey: ['unit-names', ids],
    queryFn: async ({ signal }) => {
      const { matches } = await searchResources<Organization>(
        'Organization',
        { _id: ids.join(','), _elements: 'name', _count: 200 },
        signal,
      );
      return Object.fromEntries(matches.map((unit) => [`Organization/${unit.id}`, unit.name ?? '']));
    },
    enabled: ids.length > 0,
    // When a longer list names more units, those known keep their names.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (note) => {
    const unit = careUnitOf(note);
    return unit?.display ?? names.data?.[unit?.reference ?? ''] ?? '';
  };
}
