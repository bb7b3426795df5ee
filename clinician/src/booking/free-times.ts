/** The unit’s free times around when somebody is to come: with the one who is asked for first, then with others. */
import type { Schedule, ServiceRequest, Slot } from '@medplum/fhirtypes';
import { queryOptions } from '@tanstack/react-query';
import { addDays, timeOf } from '@vardkedjan/ui/dates.ts';
import { searchResources } from '@vardkedjan/ui/fhir-client.ts';

export interface FreeTime {
  slot: Slot & { id: string };
  /** Whom the time is with. */
  with: string;
}

/** Days before and after the wished period that are looked at too. */
const around = 14;
const most = 6;

export const freeTimesQuery = (unit: string, request: ServiceRequest, today: string) => {
  const { from, until } = wishedOf(request, today);
  return queryOptions({
    queryKey: ['free-times', unit, request.id, from, until],
    queryFn: async ({ signal }) => {
      const page = await searchResources<Slot & { id: string }>(
        'Slot',
        {
          status: 'free',
          start: [`ge${from}`, `le${addDays(until, around)}`],
          'schedule.actor:Location.organization': `Organization/${unit}`,
          _include: 'Slot:schedule',
          _sort: 'start',
          _count: 200,
        },
        signal,
      );
      const schedules = page.included.filter((each) => each.resourceType === 'Schedule');
      return freeTimes(page.matches, schedules, request, until);
    },
    staleTime: 0,
    structuralSharing: false,
  });
};

/** When they are to come, by who asked: from tomorrow, when nothing is said. */
export function wishedOf({ occurrencePeriod = {} }: ServiceRequest, today: string): { from: string; until: string } {
  const tomorrow = addDays(today, 1);
  const start = occurrencePeriod.start?.slice(0, 10) ?? tomorrow;
  const from = start > tomorrow ? start : tomorrow;
  const end = occurrencePeriod.end?.slice(0, 10) ?? addDays(from, around);
  return { from, until: end > from ? end : addDays(from, around) };
}

export function freeTimes(
  slots: readonly (Slot & { id: string })[],
  schedules: readonly Schedule[],
  request: ServiceRequest,
  until: string,
): FreeTime[] {
  const by = new Map(schedules.map((each) => [`Schedule/${each.id}`, each.actor[0]]));
  const asked = request.performer?.find(({ reference }) => reference?.startsWith('Practitioner/'))?.reference;
  const weight = (slot: Slot) =>
    (asked !== undefined && by.get(slot.schedule.reference ?? '')?.reference !== asked ? 1 : 0) +
    (slot.start.slice(0, 10) > until ? 2 : 0);
  return slots
    .toSorted((a, b) => weight(a) - weight(b) || timeOf(a.start) - timeOf(b.start))
    .slice(0, most)
    .map((slot) => ({ slot, with: by.get(slot.schedule.reference ?? '')?.display ?? slot.schedule.display ?? '' }));
}
