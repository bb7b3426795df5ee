/** Who works at a unit, to choose a colleague among. */
import type { Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { searchAll } from '../work/work-queries.ts';

export interface Colleague {
  reference: string;
  name: string;
  profession: string;
}

/** Who works at the unit. */
export const colleaguesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['colleagues', unitId],
    queryFn: async ({ signal }): Promise<Colleague[]> => {
      const found = await searchAll<PractitionerRole>(
        'PractitionerRole',
        {
          organization: `Organization/${unitId}`,
          active: 'true',
          _include: 'PractitionerRole:practitioner',
          _count: 100,
        },
        signal,
      );
      const people = new Map(
        found.included.flatMap((each) =>
          each.resourceType === 'Practitioner' ? [[`Practitioner/${each.id}`, each]] : [],
        ) as [string, Practitioner][],
      );
      return found.matches.flatMap((role): Colleague[] => {
        const reference = role.practitioner?.reference ?? '';
        const name = role.practitioner?.display ?? people.get(reference)?.name?.[0]?.text;
        const profession = role.code
          ?.flatMap(({ coding = [] }) => coding)
          .find(({ system }) => system?.endsWith('/profession'))?.code;
        return name === undefined || profession === undefined ? [] : [{ reference, name, profession }];
      });
    },
    staleTime: 10 * 60_000,
  });
